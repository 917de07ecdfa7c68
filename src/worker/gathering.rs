//! Reading what is stored.

use std::sync::Arc;

use crate::browser::{IndexedStore, tell_page};
use crate::formats;
use crate::model::Annotated;
use crate::storage::{self, GatherJob, Key, News};
use crate::wire::{from_bytes, to_bytes};

/// Both stores together, as the page hears it. Nothing, where the mirror cannot be read. On the way the page hears the text
/// that it waits for, and how far the rest is.
pub async fn gather(job: &[u8]) -> Vec<u8> {
    let Some(mut job) = from_bytes::<GatherJob>(job) else { return Vec::new() };
    let Ok(mirror) = IndexedStore::open().await else { return Vec::new() };
    if let Some(text) = wanted(&job, &mirror).await {
        let id = text.document.id();
        tell_page(&to_bytes(&News::Text(Box::new(text))));
        job.known.push(id);
    }
    let all = mirror.count().await.unwrap_or_default();
    let tell = |read| tell_page(&to_bytes(&News::Progress { read, all }));
    tell(0);
    let Ok(mirrored) = mirror.records_in_portions(tell).await else { return Vec::new() };
    let shipped: Vec<_> = formats::article().ok().map(Arc::new).into_iter().collect();
    storage::gather(&job.here, &mirrored, &shipped).to_bytes(&job.known)
}

async fn wanted(job: &GatherJob, mirror: &IndexedStore) -> Option<Annotated> {
    let id = job.wanted?;
    let records = mirror.records_of(&[Key::Header(id), Key::Text(id)]).await.ok()?;
    storage::wanted(job, records)
}
