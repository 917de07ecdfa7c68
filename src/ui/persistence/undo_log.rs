//! What an earlier session did to a text.

use crate::browser::{IndexedStore, Job, JobEnd, employ};
use crate::storage::{UndoLog, moments};
use crate::text::DocumentId;
use crate::wire::{from_bytes, to_bytes};

/// Read here, or in a worker where that takes long. Nothing, where it cannot be read.
pub async fn past(mirror: &IndexedStore, document: DocumentId) -> Option<UndoLog> {
    if mirror.has_long_history(document).await.ok()? {
        let JobEnd::Done(answer) = employ(Job::Recall(to_bytes(&document))).await else { return None };
        return from_bytes(&answer);
    }
    Some(moments(&mirror.history(document).await.ok()?))
}
