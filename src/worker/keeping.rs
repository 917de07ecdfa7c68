//! Keeping something heavy.

use crate::browser::IndexedStore;
use crate::storage::{Heavy, encode};
use crate::wire::from_bytes;

/// Writes the record and puts it into the mirror. A byte, once it is kept; nothing, where that fails.
pub async fn keep(heavy: &[u8]) -> Vec<u8> {
    if put(heavy).await == Some(true) { vec![1] } else { Vec::new() }
}

async fn put(heavy: &[u8]) -> Option<bool> {
    let record = from_bytes::<Heavy>(heavy)?.into_record();
    let entry = (record.key(), encode(&record));
    Some(IndexedStore::open().await.ok()?.keep(vec![entry]).await)
}
