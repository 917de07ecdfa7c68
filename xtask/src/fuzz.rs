//! `cargo xtask fuzz`: every reader under inputs that libFuzzer makes up, guided by which code they reach.
//!
//! It runs on the stable compiler: the flags make LLVM count edges and comparisons, and the fuzzer's library is an
//! ordinary dependency. Corpora stay in `target/fuzz/`, so that the next run goes on where this one ended.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use crate::shell::{Outcome, about, ask, cargo, program, root, run, say};

const FLAGS: &str = "--cfg fuzzing -Ccodegen-units=1 -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares";

/// Executions of each target where nobody says how many.
const RUNS: u64 = 10_000_000;

/// In bytes. Longer inputs find nothing that shorter ones do not but what grows faster than they do: `--longest`.
const LONGEST: usize = 4 << 10;

/// Each target's name and the folders it begins with, as `fuzz/targets.rs` lists them.
fn targets() -> Outcome<Vec<(String, Vec<String>)>> {
    let path = root().join("fuzz/targets.rs");
    let text = fs::read_to_string(&path).map_err(|error| about(&path, error))?;
    let constant = |name: &str| {
        let (_, behind) = text.split_once(&format!("const {name}: &[&str] = ")).unwrap_or_default();
        behind.split(';').next().unwrap_or_default()
    };
    let quoted = |words: &str| words.split('"').skip(1).step_by(2).map(String::from).collect::<Vec<_>>();
    let lines = text.lines().filter_map(|line| line.trim().strip_prefix("Target { name: "));
    let target = |line: &str| {
        let (head, seeds) = line.split_once("seeds: ")?;
        let name = quoted(head).into_iter().next()?;
        let listed = seeds.split([',', ' ']).next().map(constant).unwrap_or_default();
        Some((name, if seeds.starts_with('&') { quoted(seeds) } else { quoted(listed) }))
    };
    Ok(lines.filter_map(target).collect())
}

/// How much is tried.
struct Effort {
    runs: u64,
    longest: usize,
    /// Each input is repeated to so many bytes: what takes longer than its length allows is found in short inputs.
    length: Option<String>,
}

pub fn fuzz(arguments: &[String]) -> Outcome {
    let mut effort = Effort { runs: RUNS, longest: LONGEST, length: None };
    let mut names = Vec::new();
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--runs" => {
                let count = words.next().and_then(|count| count.parse().ok());
                effort.runs = count.ok_or("`--runs` takes the number of executions of each target.")?;
            }
            "--longest" => {
                let bytes = words.next().and_then(|bytes| bytes.parse().ok());
                effort.longest = bytes.ok_or("`--longest` takes the bytes of the longest input.")?;
            }
            "--repeat" => {
                let length = words.next().filter(|length| length.parse::<usize>().is_ok()).cloned();
                effort.length =
                    Some(length.ok_or("`--repeat` takes the bytes that each input is repeated to.")?);
            }
            name => names.push(name.to_owned()),
        }
    }
    let targets = targets()?;
    if let Some(stranger) = names.iter().find(|name| targets.iter().all(|(known, _)| known != *name)) {
        let known: Vec<&str> = targets.iter().map(|(name, _)| name.as_str()).collect();
        return Err(format!("There is no target {stranger:?}: {}.", known.join(", ")));
    }
    let binary = build()?;
    let mut failed = Vec::new();
    for (name, seeds) in targets.iter().filter(|(name, _)| names.is_empty() || names.contains(name)) {
        let start = Instant::now();
        let log = log(name)?;
        let outcome = run(command(&binary, name, seeds, &effort)?.stderr(log));
        say(format_args!("== {name}: {} s", start.elapsed().as_secs()));
        if let Err(failure) = outcome {
            say(failure);
            failed.push(name.as_str());
        }
    }
    if failed.is_empty() {
        return Ok(());
    }
    Err(format!(
        "Failed: {}. The inputs lie in target/fuzz/found, and what was said in target/fuzz/TARGET.log. When mended, each \
         input is kept in tests/fuzzed/.",
        failed.join(", ")
    ))
}

/// For this machine by name: only then do the flags leave build scripts alone.
fn build() -> Outcome<PathBuf> {
    let version = ask(program("rustc").arg("-vV")).ok_or("`rustc` does not run: is Rust installed?")?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
    let folder = root().join("target/fuzz/build");
    run(cargo(&["build", "--release", "--manifest-path", "fuzz/Cargo.toml", "--target", host])
        .arg("--target-dir")
        .arg(&folder)
        .env("RUSTFLAGS", FLAGS))?;
    Ok(folder.join(host).join("release/fuzz"))
}

/// What the fuzzer says: much, and only a failure makes anybody read it.
fn log(name: &str) -> Outcome<File> {
    let path = root().join(format!("target/fuzz/{name}.log"));
    File::create(&path).map_err(|error| about(&path, error))
}

fn command(binary: &PathBuf, name: &str, seeds: &[String], effort: &Effort) -> Outcome<Command> {
    let corpus = root().join("target/fuzz/corpus").join(name);
    let found = root().join("target/fuzz/found");
    for folder in [&corpus, &found] {
        fs::create_dir_all(folder).map_err(|error| about(folder, error))?;
    }
    let mut command = program(binary);
    command
        .env("FUZZ_TARGET", name)
        .envs(effort.length.iter().map(|length| ("FUZZ_LENGTH", length)))
        .arg(&corpus)
        .args(seeds.iter().filter(|seeds| root().join(seeds).is_dir()))
        .arg(format!("-runs={}", effort.runs))
        .arg(format!("-max_len={}", effort.longest))
        .arg(format!("-artifact_prefix={}/{name}-", found.display()))
        .args(["-timeout=20", "-rss_limit_mb=4096", "-print_final_stats=1", "-seed=1"]);
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_read_from_their_list() {
        let targets = targets().unwrap();
        assert!(targets.len() >= 10, "{targets:?}");
        for (name, seeds) in targets {
            assert!(!name.is_empty() && !seeds.is_empty(), "{name} begins with nothing");
        }
    }
}
