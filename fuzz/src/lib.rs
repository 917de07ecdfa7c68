//! What the targets in `fuzz_targets/` have in common: each runs a check of `targets.rs` and looks at the clock.

pub mod targets;

use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// Two seconds for a megabyte, and what any input may cost while every edge is counted.
const PER_BYTE: Duration = Duration::from_nanos(2_000);
const START: Duration = Duration::from_millis(200);

/// The variable that names how many bytes each input is repeated to: what takes longer than its length allows is found
/// in short inputs.
const LENGTH: &str = "FUZZ_LENGTH";

/// Gives an input to a check, which must come to an end in time.
pub fn check(run: fn(&[u8]), data: &[u8]) {
    static REPEATED: OnceLock<Option<usize>> = OnceLock::new();
    let given = || std::env::var(LENGTH).ok().map(|length| length.parse().expect("FUZZ_LENGTH is a number"));
    match REPEATED.get_or_init(given).filter(|_| !data.is_empty()) {
        None => in_time(run, data),
        Some(length) => in_time(run, &data.iter().copied().cycle().take(length).collect::<Vec<_>>()),
    }
}

/// The clock alone tells nothing where other programs run: what seems slow is done again, and the processor's time counts.
fn in_time(run: fn(&[u8]), data: &[u8]) {
    let limit = START + PER_BYTE * data.len() as u32;
    let start = Instant::now();
    run(data);
    if start.elapsed() > limit {
        let (start, before) = (Instant::now(), cpu());
        run(data);
        let took = before.and_then(|before| cpu()?.checked_sub(before)).unwrap_or_else(|| start.elapsed());
        assert!(took < limit, "{} bytes took {took:?}", data.len());
    }
}

/// How long this thread has had a processor, where Linux tells it.
fn cpu() -> Option<Duration> {
    let read = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(read.split(' ').next()?.parse().ok()?))
}
