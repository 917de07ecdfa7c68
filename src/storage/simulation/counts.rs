//! How often what happened.

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
}

impl Counts {
    pub fn add(&mut self, other: &Self) {
        self.operations += other.operations;
        self.saved += other.saved;
        self.crashes += other.crashes;
        self.full += other.full;
        self.failed += other.failed;
        self.closed += other.closed;
    }
}
