//! A browser that behaves as badly as real ones do, in small: each tab has its own copy of `localStorage`, which hears of
//! the others late; a crash throws `localStorage` back to a past state and ends all tabs; what the mirror answered it has
//! kept it does not lose, and what it did not answer may be kept or not; there is no room at any time; events come late
//! and in any order; clocks go back; workers write many annotations together, bring together what stands alone, and read
//! the mirror while the page goes on. Everything follows from a seed.
//!
//! ```text
//!   PIZHU_SIMULATION=1000000 cargo test --release --lib simulation -- --nocapture    so many operations
//!   PIZHU_SEED=17 cargo test --lib simulation                                        one world again
//! ```

mod browser;
mod counts;
mod edits;
mod reading;
mod rest;
mod stores;
mod told;
mod world;

use std::env;

use counts::Counts;
use world::World;

/// Edits in a world. A world with more is slower to look at when it fails.
const OPERATIONS: u64 = 2_000;

/// Edits in the ordinary run; the long one is at the top of this file.
const SHORT: u64 = 40_000;

fn number(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}

#[test]
fn nothing_that_was_called_saved_is_lost_and_nothing_comes_back() {
    if let Some(seed) = number("PIZHU_SEED") {
        World::new(seed).live(OPERATIONS);
        return;
    }
    let wanted = number("PIZHU_SIMULATION").unwrap_or(SHORT);
    let mut counts = Counts::default();
    for seed in 0..wanted.div_ceil(OPERATIONS) {
        let outcome = std::panic::catch_unwind(|| World::new(seed).live(OPERATIONS));
        let Ok(of_world) = outcome else { panic!("again: PIZHU_SEED={seed} cargo test --lib simulation") };
        counts.add(&of_world);
    }
    println!("{counts:?}");
    assert!(counts.operations >= wanted, "{counts:?}");
    assert!(counts.saved * 2 >= wanted, "{counts:?}");
    if wanted >= SHORT {
        assert!(counts.crashes * 2_500 >= wanted, "{counts:?}");
        assert!(counts.full * 1_000 >= wanted, "{counts:?}");
        let of_workers = [counts.batches, counts.tidied, counts.readings];
        assert!(of_workers.iter().all(|count| count * 1_000 >= wanted), "{counts:?}");
    }
}
