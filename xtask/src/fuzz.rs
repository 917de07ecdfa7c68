//! `cargo xtask fuzz`: every reader under inputs that libFuzzer makes up, guided by which code they reach.
//!
//! The folder `fuzz/` is as cargo-fuzz wants it, so `cargo fuzz run --sanitizer none TARGET` does the same for one target;
//! nothing here has unsafe code for a sanitizer to watch, and without one it runs on the stable compiler. What a run has
//! learnt stays in `fuzz/corpus/`, so that the next goes on where it ended.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::shell::{Outcome, about, program, root, run, say};
use crate::{suites, tools};

#[path = "../../fuzz/src/seeds.rs"]
mod seeds;

use seeds::Seeds;

/// Executions of each target where nobody says how many.
const RUNS: u64 = 10_000_000;

/// In bytes. Longer inputs find nothing that shorter ones do not but what grows faster than they do: `--longest`.
const LONGEST: usize = 4 << 10;

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
    if let Some(stranger) = names.iter().find(|name| seeds::ALL.iter().all(|seeds| seeds.target != **name)) {
        let known: Vec<&str> = seeds::ALL.iter().map(|seeds| seeds.target).collect();
        return Err(format!("There is no target {stranger:?}: {}.", known.join(", ")));
    }
    let tool = tools::fuzzer()?;
    run(&mut fuzzer(&tool, "build"))?;
    let is_wanted = |seeds: &&Seeds| names.is_empty() || names.iter().any(|name| name == seeds.target);
    let mut failed = Vec::new();
    for seeds in seeds::ALL.iter().filter(is_wanted) {
        let start = Instant::now();
        let log = log(seeds.target)?;
        let outcome = run(command(&tool, seeds, &effort)?.stderr(log));
        say(format_args!("== {}: {} s", seeds.target, start.elapsed().as_secs()));
        if let Err(failure) = outcome {
            say(failure);
            failed.push(seeds.target);
        }
    }
    if failed.is_empty() {
        return Ok(());
    }
    Err(format!(
        "Failed: {}. The inputs lie in fuzz/artifacts, and what was said in target/fuzz/TARGET.log. When mended, each input \
         is kept in tests/fuzzed/.",
        failed.join(", ")
    ))
}

/// cargo-fuzz with what is the same for each of its commands. What is built stands with all else that is built.
fn fuzzer(tool: &Path, word: &str) -> Command {
    let mut command = program(tool);
    command.args(["fuzz", word, "--sanitizer", "none", "--target-dir", "target/fuzz/build"]);
    command
}

/// What the fuzzer says: much, and only a failure makes anybody read it.
fn log(name: &str) -> Outcome<File> {
    let folder = root().join("target/fuzz");
    fs::create_dir_all(&folder).map_err(|error| about(&folder, error))?;
    let path = folder.join(format!("{name}.log"));
    File::create(&path).map_err(|error| about(&path, error))
}

fn command(tool: &Path, seeds: &Seeds, effort: &Effort) -> Outcome<Command> {
    let corpus = root().join("fuzz/corpus").join(seeds.target);
    fs::create_dir_all(&corpus).map_err(|error| about(&corpus, error))?;
    let mut command = fuzzer(tool, "run");
    command
        .envs(effort.length.iter().map(|length| ("FUZZ_LENGTH", length)))
        .arg(seeds.target)
        .arg(&corpus)
        .args(folders(seeds))
        .arg("--")
        .arg(format!("-runs={}", effort.runs))
        .arg(format!("-max_len={}", effort.longest))
        .args(["-timeout=20", "-rss_limit_mb=4096", "-print_final_stats=1", "-seed=1"]);
    Ok(command)
}

/// The folders that a target begins with, as far as they are there.
fn folders(seeds: &Seeds) -> Vec<OsString> {
    let (root, suites) = (root(), suites::folder(&root()));
    let ours = seeds.ours.iter().map(|folder| root.join(folder));
    let all = ours.chain(seeds.suites.iter().map(|folder| suites.join(folder)));
    all.filter(|folder| folder.is_dir()).map(PathBuf::into_os_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_target_begins_with_something_of_ours() {
        assert!(seeds::ALL.len() >= 10);
        for seeds in seeds::ALL {
            assert!(!folders(seeds).is_empty(), "{} begins with nothing", seeds.target);
            assert!(seeds.ours.iter().all(|folder| root().join(folder).is_dir()), "{}", seeds.target);
        }
    }

    #[test]
    fn each_target_has_its_file_and_each_file_its_seeds() {
        let entries =
            fs::read_dir(root().join("fuzz/fuzz_targets")).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<String> =
            entries.map(|path| path.file_stem().unwrap().to_str().unwrap().into()).collect();
        let mut targets: Vec<&str> = seeds::ALL.iter().map(|seeds| seeds.target).collect();
        files.sort_unstable();
        targets.sort_unstable();
        assert_eq!(files, targets);
    }
}
