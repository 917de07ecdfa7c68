//! Restore points of a text.

use crate::browser::IndexedStore;
use crate::storage::{Answer, Asked};
use crate::wire::{from_bytes, to_bytes};

/// The answer, as the page hears it. Nothing, where the mirror fails.
pub async fn answer(asked: &[u8]) -> Vec<u8> {
    found(asked).await.map(|answer| to_bytes(&answer)).unwrap_or_default()
}

async fn found(asked: &[u8]) -> Option<Answer> {
    let asked = from_bytes::<Asked>(asked)?;
    IndexedStore::open().await.ok()?.about_points(&asked).await.ok()
}
