//! What happens by chance, and how often what happened.

/// What happened in a run.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    pub operations: u64,
    /// Records of which a tab was told that they survive a crash.
    pub saved: u64,
    pub crashes: u64,
    pub full: u64,
    pub closed: u64,
}

impl Counts {
    pub fn add(&mut self, other: &Self) {
        self.operations += other.operations;
        self.saved += other.saved;
        self.crashes += other.crashes;
        self.full += other.full;
        self.closed += other.closed;
    }
}

/// Numbers that follow from a seed: `SplitMix64`.
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit.max(1)
    }

    pub fn one_in(&mut self, limit: u64) -> bool {
        self.below(limit) == 0
    }
}
