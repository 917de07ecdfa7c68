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

static TARGET: OnceLock<fn(&[u8])> = OnceLock::new();

fuzz_target!(|data: &[u8]| {
    let run = TARGET.get_or_init(|| {
        let name = std::env::var("FUZZ_TARGET").expect("FUZZ_TARGET names a target");
        targets::ALL.iter().find(|target| target.name == name).expect("a target of that name").run
    });
    let (start, spent) = (Instant::now(), cpu());
    run(data);
    let limit = START + PER_BYTE * data.len() as u32;
    // The clock alone tells nothing where other programs run.
    if start.elapsed() > limit {
        let took = cpu() - spent;
        assert!(took < limit, "{} bytes took {took:?}", data.len());
    }
});

/// How long this thread has had a processor (Linux; elsewhere the clock judges).
fn cpu() -> Duration {
    let read = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = read.and_then(|line| line.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| Duration::ZERO, Duration::from_nanos)
}
