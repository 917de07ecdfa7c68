//! Numbers for tests that look random and follow from a seed, so that what failed once can be seen again (Steele, Lea
//! and Flood 2014, `SplitMix64`).

/// How many cases of a property are drawn: so many as are usual for it, or as `PROPTEST_CASES` says for all properties.
pub fn cases(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(usual)
}

/// The seed, and from then on the state.
#[derive(Clone, Debug)]
pub struct Chance(pub u64);

impl Chance {
    /// From 0 up to `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit.max(1)
    }

    /// The number of one of so many.
    pub fn one_of(&mut self, count: usize) -> usize {
        self.below(count as u64) as usize
    }

    /// Once in so many times.
    pub fn one_in(&mut self, limit: u64) -> bool {
        self.below(limit) == 0
    }
}
