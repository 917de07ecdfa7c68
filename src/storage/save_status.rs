//! What the screen may say about what is kept, and what was found at the start.

use super::{Conflict, Durability, Failure, Rejected, Settings, Status};
use crate::model::{Clock, Project};

/// What the screen may say about what is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveStatus {
    Nothing,
    /// `at` is when something was last kept so that it survives a crash; 0 where nothing was since the start.
    Kept {
        level: Durability,
        at: u64,
    },
    Awaited,
    Failed {
        count: usize,
        failure: Failure,
    },
}

impl SaveStatus {
    pub fn of(status: &Status<'_>, saved: u64) -> Self {
        match *status {
            Status::Nothing => Self::Nothing,
            Status::Kept(level) => {
                Self::Kept { level, at: if level >= Durability::Crash { saved } else { 0 } }
            }
            Status::Awaited(_) => Self::Awaited,
            Status::Failed { count, failure } => Self::Failed { count, failure: failure.clone() },
        }
    }
}

/// What was found at the start.
pub struct Found {
    pub project: Project,
    pub settings: Settings,
    pub clock: Clock,
    /// What could not be used, and stays stored as it is. What waits for a text that the mirror may have is not among
    /// it.
    pub unread: Vec<Rejected>,
    /// What edits said that lost a race, and may still be chosen.
    pub copies: Vec<Conflict>,
}
