//! The history of undo goes to the mirror alone.

use super::Replicator;
use crate::model::{Stamp, UndoEntry};
use crate::storage::{BulkWrite, Failure, IsUndone, Key, Record, encode, quota};
use crate::text::DocumentId;

impl Replicator {
    /// Keeps what changed in a document's history: for each stamp nothing any more, or this moment, and whether it was
    /// undone.
    pub fn keep_history(
        &self,
        document: DocumentId,
        changes: impl Iterator<Item = (Stamp, Option<(UndoEntry, IsUndone)>)>,
    ) {
        let Some(mirror) = self.mirror().filter(|_| *self.closed.borrow() != Some(Failure::Newer)) else {
            return;
        };
        for (stamp, now) in changes {
            let key = Key::UndoEntry(document, stamp);
            match now {
                Some((moment, is_undone)) if moment.steps.len() > quota::MANY => {
                    mirror.put_heavy(&BulkWrite::UndoEntry(document, Box::new(moment), is_undone), stamp);
                }
                Some((moment, is_undone)) => {
                    let record = Record::UndoEntry(document, Box::new(moment), is_undone);
                    mirror.put(key, encode(&record), stamp);
                }
                None => mirror.remove(key, stamp),
            }
        }
        mirror.commit();
    }
}
