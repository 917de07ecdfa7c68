//! Reading what is stored.

use std::sync::Arc;

use crate::browser::IndexedStore;
use crate::formats;
use crate::storage::{self, GatherJob};
use crate::wire::from_bytes;

/// Both stores together, as the page hears it. Nothing, where the mirror cannot be read.
pub async fn gather(job: &[u8]) -> Vec<u8> {
    let Some(job) = from_bytes::<GatherJob>(job) else { return Vec::new() };
    let Ok(mirror) = IndexedStore::open().await else { return Vec::new() };
    let Ok(mirrored) = mirror.records().await else { return Vec::new() };
    let shipped: Vec<_> = formats::article().ok().map(Arc::new).into_iter().collect();
    storage::gather(&job.here, &mirrored, &shipped).to_bytes(&job.known)
}
