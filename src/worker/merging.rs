//! Reading what is stored.

use std::sync::Arc;

use crate::browser::{IndexedStore, tell_page};
use crate::formats;
use crate::storage::{self, Failure, Key, Merge, MergeJob, RecoveryEvent};
use crate::text::{Document, Span};
use crate::wire::from_bytes;

/// How far from the place where the text was left annotations come first, in characters: some screens up and down.
const NEAR: u32 = 8_192;

/// After so many records the page hears how many there were.
const OFTEN: usize = 2_500;

/// Both stores together, as the page hears it. Nothing, where the mirror cannot be read. On the way the page hears the text
/// that it waits for, and how far the rest is.
pub async fn gather(job: &[u8]) -> Vec<u8> {
    let Some(mut job) = from_bytes::<MergeJob>(job) else { return Vec::new() };
    let shipped: Vec<_> = formats::article().ok().map(Arc::new).into_iter().collect();
    let Ok(mirror) = IndexedStore::open().await else { return Vec::new() };
    if let Some(text) = wanted(&job, &mirror, &shipped).await {
        tell_page(&text.to_bytes(&job.known));
        job.known.extend(job.wanted.map(|(id, _)| id));
    }
    let all = mirror.about_how_many().await.unwrap_or_default();
    let tell = |read| tell_page(&RecoveryEvent::Progress { read, all: all.max(read) }.to_bytes(&[]));
    tell(0);
    let mut gathering = Merge::of(&job.here);
    let mut count = 0;
    let read = mirror.each_record(|name, raw| {
        gathering.take(name, raw);
        count += 1;
        if count % OFTEN == 0 {
            tell(count);
        }
    });
    if read.await.is_err() {
        return Vec::new();
    }
    gathering.done(&shipped).to_bytes(&job.known)
}

async fn wanted(job: &MergeJob, mirror: &IndexedStore, shipped: &[Arc<Document>]) -> Option<RecoveryEvent> {
    let records = near(job, mirror).await.ok()?;
    storage::wanted(job, records, shipped)
}

/// What is needed to show the place where the text was left.
async fn near(job: &MergeJob, mirror: &IndexedStore) -> Result<Vec<(String, String)>, Failure> {
    let Some((id, place)) = job.wanted else { return Ok(Vec::new()) };
    let mut records = mirror.records_of(&[Key::Header(id), Key::Text(id)]).await?;
    if let Some(span) = Span::new(place.minus(NEAR), place.plus(NEAR)) {
        records.extend(mirror.near(id, span).await?);
    }
    Ok(records)
}
