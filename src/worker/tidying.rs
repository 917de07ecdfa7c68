//! Bringing annotations that stand alone in the mirror together, where they are many.

use std::sync::Arc;

use crate::browser::{IndexedStore, now};
use crate::formats;
use crate::model::Stamp;
use crate::storage::{Failure, Key, load, room};

/// A byte, once it is done. Where it fails everything stays as it was.
pub async fn tidy() -> Vec<u8> {
    if tidy_all().await.is_ok() { vec![1] } else { Vec::new() }
}

async fn tidy_all() -> Result<(), Failure> {
    let mirror = IndexedStore::open().await?;
    let alone = mirror.alone().await?;
    let shipped: Vec<_> = formats::article().ok().map(Arc::new).into_iter().collect();
    let count = |document| {
        let is_of = |(name, _): &&(String, String)| matches!(Key::parse(name), Some(Key::Annotation(of, _)) if of == document);
        alone.iter().filter(is_of).count()
    };
    for annotated in load(alone.clone(), &shipped).project.records() {
        if count(annotated.document.id()) > room::MANY {
            mirror.tidy(&annotated.document, Stamp::of_file(now())).await?;
        }
    }
    Ok(())
}
