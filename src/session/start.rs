//! The session at its start.

use super::{Core, Session, conflicts, saving, shortcuts};
use crate::storage::{Conflict, Rejected};

impl Session {
    /// A session in which nothing was done yet, with stored records that cannot be used and conflicts that are undecided.
    pub fn new(core: Core, quarantine: Vec<Rejected>, conflicts: Vec<Conflict>) -> Self {
        let mut session = Self::of(core);
        session.core.keys = shortcuts().iter().map(|row| row.asking(())).collect();
        session.saving = saving::State::starting(quarantine);
        session.conflicts = conflicts::State::starting(conflicts);
        session
    }
}
