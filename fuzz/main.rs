//! One program for all targets: `FUZZ_TARGET` names the one that is fuzzed, so that a single build serves them all.

#![no_main]

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use libfuzzer_sys::fuzz_target;

#[allow(dead_code, reason = "seeds are for `cargo xtask fuzz` and the tests")]
mod targets;

/// Two seconds for a megabyte, and what any input may cost while every edge is counted.
const PER_BYTE: Duration = Duration::from_nanos(2_000);
const START: Duration = Duration::from_millis(200);

struct Fuzzed {
    run: fn(&[u8]),
    /// Each input stands there again and again until it has so many bytes.
    length: Option<usize>,
}

static FUZZED: OnceLock<Fuzzed> = OnceLock::new();

fuzz_target!(|data: &[u8]| {
    let fuzzed = FUZZED.get_or_init(|| {
        let name = std::env::var("FUZZ_TARGET").expect("FUZZ_TARGET names a target");
        let run = targets::ALL.iter().find(|target| target.name == name).expect("a target of that name").run;
        let length = std::env::var("FUZZ_LENGTH").ok();
        Fuzzed { run, length: length.map(|length| length.parse().expect("FUZZ_LENGTH is a number")) }
    });
    match fuzzed.length.filter(|_| !data.is_empty()) {
        None => check(fuzzed.run, data),
        Some(length) => check(fuzzed.run, &data.iter().copied().cycle().take(length).collect::<Vec<_>>()),
    }
});

/// The clock alone tells nothing where other programs run: what seems slow is done again, and the processor's time counts.
fn check(run: fn(&[u8]), data: &[u8]) {
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
