//! The history of undo goes to the mirror alone.

use super::Keeper;
use crate::model::{Moment, Stamp};
use crate::storage::{Failure, Heavy, IsUndone, Key, Record, encode, room};
use crate::text::DocumentId;

impl Keeper {
    /// Keeps what changed in a document's history: for each stamp nothing any more, or this moment, and whether it was
    /// undone.
    pub fn keep_history(
        &self,
        document: DocumentId,
        changes: impl Iterator<Item = (Stamp, Option<(Moment, IsUndone)>)>,
    ) {
        let Some(mirror) = self.mirror().filter(|_| *self.closed.borrow() != Some(Failure::Newer)) else {
            return;
        };
        for (stamp, now) in changes {
            let key = Key::Moment(document, stamp);
            match now {
                Some((moment, is_undone)) if moment.steps.len() > room::MANY => {
                    mirror.put_heavy(&Heavy::Moment(document, Box::new(moment), is_undone), stamp);
                }
                Some((moment, is_undone)) => {
                    let record = Record::Moment(document, Box::new(moment), is_undone);
                    mirror.put(key, encode(&record), stamp);
                }
                None => mirror.remove(key, stamp),
            }
        }
        mirror.commit();
    }
}
