//! How often what happened.

use crate::storage::{Failure, StoreEvent};

/// What happened in a run.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    pub operations: u64,
    /// Records of which a tab was told that they survive a crash.
    pub saved: u64,
    pub crashes: u64,
    /// Puts for which there was no room.
    pub full: u64,
    /// Puts that the mirror refused.
    pub failed: u64,
    pub closed: u64,
    /// How often many annotations were kept together.
    pub batches: u64,
    /// How often what stood alone was brought together.
    pub tidied: u64,
    /// How often a worker read the mirror.
    pub readings: u64,
}

impl Counts {
    /// A tab hears of a failure.
    pub fn hear(&mut self, event: &StoreEvent) {
        match event {
            StoreEvent::Failed { failure: Failure::Full { .. }, .. } => self.full += 1,
            StoreEvent::Failed { .. } => self.failed += 1,
            StoreEvent::Kept { .. }
            | StoreEvent::Flushed
            | StoreEvent::Changed { .. }
            | StoreEvent::Cleared
            | StoreEvent::Gone => {}
        }
    }

    pub fn add(&mut self, other: &Self) {
        self.operations += other.operations;
        self.saved += other.saved;
        self.crashes += other.crashes;
        self.full += other.full;
        self.failed += other.failed;
        self.closed += other.closed;
        self.batches += other.batches;
        self.tidied += other.tidied;
        self.readings += other.readings;
    }
}
