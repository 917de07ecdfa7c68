//! Keeping something heavy.

use crate::browser::IndexedStore;
use crate::storage::{BulkWrite, Written};
use crate::wire::from_bytes;

/// Writes it and puts it into the mirror. A byte, once it is kept; nothing, where that fails.
pub async fn keep(heavy: &[u8]) -> Vec<u8> {
    if put(heavy).await == Some(true) { vec![1] } else { Vec::new() }
}

async fn put(heavy: &[u8]) -> Option<bool> {
    let written = from_bytes::<BulkWrite>(heavy)?.write_out();
    let mirror = IndexedStore::open().await.ok()?;
    Some(match written {
        Written::Record(key, value) => mirror.keep(vec![(key, value)]).await,
        Written::Chunks(chunks) => mirror.keep_chunks(&chunks).await.is_ok(),
    })
}
