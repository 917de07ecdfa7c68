//! Reading the history of undo of a text, where that is long.

use crate::browser::IndexedStore;
use crate::storage::{UndoLog, moments};
use crate::text::DocumentId;
use crate::wire::{from_bytes, to_bytes};

/// The moments, as the page hears of them. Nothing, where they cannot be read.
pub async fn recall(document: &[u8]) -> Vec<u8> {
    past(document).await.map(|past| to_bytes(&past)).unwrap_or_default()
}

async fn past(document: &[u8]) -> Option<UndoLog> {
    let document = from_bytes::<DocumentId>(document)?;
    let entries = IndexedStore::open().await.ok()?.history(document).await.ok()?;
    Some(moments(&entries))
}
