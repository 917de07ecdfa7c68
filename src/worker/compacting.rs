//! What is done about a text with many annotations once it is shown: a restore point is set, and what stands alone in
//! the mirror is brought together.

use std::sync::Arc;

use crate::browser::{IndexedStore, now};
use crate::formats;
use crate::model::{Annotated, Stamp};
use crate::storage::{Ask, Asked, Failure, Trigger, chunk, load, quota};

/// A byte, once it is done. Where it fails everything stays as it was, and the next start tries again.
pub async fn tidy() -> Vec<u8> {
    if tidy_all().await.is_ok() { vec![1] } else { Vec::new() }
}

async fn tidy_all() -> Result<(), Failure> {
    let mirror = IndexedStore::open().await?;
    let shipped: Vec<_> = formats::article().ok().map(Arc::new).into_iter().collect();
    let project = load(mirror.records().await?, &shipped).project;
    let large = project.records().filter(|annotated| annotated.annotations.count() > quota::MANY);
    for Annotated { document, annotations, .. } in large {
        let what = Ask::Set(Trigger::Opened, "".into());
        let asked = Asked { document: document.id(), what, stands: annotations.clone(), now: now() };
        mirror.about_points(&asked).await?;
        let alone = mirror.count_alone(document.id()).await?;
        let chunks = mirror.count_chunks(document.id()).await?;
        if alone > quota::MANY || chunk::are_scattered(chunks, annotations.records().count()) {
            mirror.tidy(document, Stamp::of_file(now())).await?;
        }
    }
    Ok(())
}
