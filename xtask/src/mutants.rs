//! `cargo xtask mutants`: the core is broken in one small way after another, and each time some test should fail.
//!
//! cargo-mutants knows some two thousand ways, which take days. A sample is what a seed draws from its list, so that
//! anybody can try the same again: the first so many by the hash of the seed and the mutant's name.

use std::fs;
use std::path::Path;
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::shell::{Outcome, about, ask, program, root, say};
use crate::{suites, tools};

/// What everything else stands on, what never may lose an annotation, and what the page does and says;
/// `.cargo/mutants.toml` names them too.
const ROOMS: &[&str] = &["text", "model", "edit", "storage", "session", "wording"];

/// The tests draw fewer cases: a mutant that only the thousandth case would meet is told as survived.
const FEWER: &[(&str, &str)] =
    &[("PROPTEST_CASES", "64"), ("PROPTEST_RNG_SEED", "2021"), ("PIZHU_SIMULATION", "2000")];

/// Of those that can be built, in percent.
const CAUGHT: usize = 90;

/// In seconds; a mutant that runs longer goes round in circles, which is noticed too.
const TIMEOUT: &str = "60";

struct Wanted {
    /// How many, where not all.
    sample: Option<usize>,
    seed: u64,
    /// This one of so many shares.
    shard: (usize, usize),
}

pub fn mutants(arguments: &[String]) -> Outcome {
    let at = arguments.iter().position(|word| word == "--").unwrap_or(arguments.len());
    let (words, extra) = arguments.split_at(at);
    let wanted = wanted(words)?;
    let tool = tools::mutants()?;
    let list = ask(command(&tool).args(["--list", "--colors", "never"]))
        .ok_or("cargo-mutants could not list what it would change.")?;
    let names = chosen(list.lines().collect(), &wanted);
    if names.is_empty() {
        return Err("No mutant is in this share.".into());
    }
    let folder = root().join("target/mutants");
    fs::create_dir_all(&folder).map_err(|error| about(&folder, error))?;
    let (count, all) = (names.len(), list.lines().count());
    say(format_args!("{count} of {all} mutants; what becomes of them: {}", folder.display()));
    let mut run = command(&tool);
    run.args(names.iter().flat_map(|name| ["--re".to_owned(), format!("^{}$", literal(name))]))
        .args(["--timeout", TIMEOUT])
        .args(extra.iter().skip(1))
        .env(suites::VARIABLE, suites::folder(&root()))
        .envs(FEWER.iter().copied());
    // The names would fill the screen, so what is run is not said. 2: some survived; 3: some ran too long.
    match run.status().map(|status| status.code()) {
        Ok(Some(0 | 2 | 3)) => tell(&folder.join("mutants.out"), count),
        other => Err(format!("cargo-mutants failed ({other:?}).")),
    }
}

fn wanted(arguments: &[String]) -> Outcome<Wanted> {
    let mut wanted = Wanted { sample: None, seed: 1, shard: (0, 1) };
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        let value = words.next().map(String::as_str).unwrap_or_default();
        match word.as_str() {
            "--sample" => {
                wanted.sample = Some(value.parse().map_err(|_| "`--sample` takes a number of mutants.")?);
            }
            "--seed" => wanted.seed = value.parse().map_err(|_| "`--seed` takes a number.")?,
            "--shard" => {
                let numbers =
                    value.split_once('/').and_then(|(k, n)| Some((k.parse().ok()?, n.parse().ok()?)));
                wanted.shard = numbers
                    .filter(|(this, all)| this < all)
                    .ok_or("`--shard` takes which of how many shares, from 0: 0/4.")?;
            }
            other => return Err(format!("`mutants` takes no {other:?}.")),
        }
    }
    Ok(wanted)
}

fn command(tool: &Path) -> Command {
    let mut command = program(tool);
    command.arg("mutants");
    command
}

fn chosen<'a>(mut names: Vec<&'a str>, wanted: &Wanted) -> Vec<&'a str> {
    if let Some(count) = wanted.sample {
        names.sort_by_cached_key(|name| Sha256::digest(format!("{} {name}", wanted.seed)).to_vec());
        names.truncate(count);
    }
    let (this, all) = wanted.shard;
    names.into_iter().skip(this).step_by(all).collect()
}

/// A regular expression that matches these words only. Not all signs are escaped: `\<` would be the start of a word.
fn literal(words: &str) -> String {
    let escaped = |c: char| ['\\', c].into_iter().skip(usize::from(!r"\.+*?()|[]{}^$".contains(c)));
    words.chars().flat_map(escaped).collect()
}

/// Counts by room, and names what survived. cargo-mutants 27.1 lets no name keep it from deleting fields, so there may be
/// more than were asked for.
fn tell(folder: &Path, count: usize) -> Outcome {
    let lines = |file: &str| -> Vec<String> {
        let text = fs::read_to_string(folder.join(file)).unwrap_or_default();
        text.lines().map(String::from).collect()
    };
    let kinds = ["caught.txt", "timeout.txt", "missed.txt", "unviable.txt"].map(lines);
    println!("| Room | Caught | Ran too long | Survived | Not built |\n|---|---|---|---|---|");
    for room in ROOMS.iter().map(|room| format!("src/{room}/")).chain(["src/".into()]) {
        let counts =
            kinds.each_ref().map(|names| names.iter().filter(|name| name.starts_with(&room)).count());
        println!("| `{room}` | {} |", counts.map(|count| count.to_string()).join(" | "));
    }
    let [caught, slow, missed, unviable] = &kinds;
    for name in missed {
        println!("- {name}");
    }
    let noticed = caught.len() + slow.len();
    let viable = noticed + missed.len();
    if viable + unviable.len() < count {
        return Err(format!("{} of {count} were tried.", viable + unviable.len()));
    }
    println!("{noticed} of {viable} that could be built were noticed");
    if noticed * 100 >= viable * CAUGHT {
        return Ok(());
    }
    Err(format!("Fewer than {CAUGHT} % of the mutants were noticed."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(String::from).collect()
    }

    #[test]
    fn a_seed_draws_the_same_again_and_shares_are_all_of_it() {
        let names: Vec<String> = (0..100).map(|number| format!("src/text/a.rs:{number}:1: x")).collect();
        let of =
            |line: &str| chosen(names.iter().map(String::as_str).collect(), &wanted(&words(line)).unwrap());
        let sample = of("--sample 10 --seed 7");
        assert_eq!(sample, of("--seed 7 --sample 10"));
        assert_eq!(sample.len(), 10);
        assert_ne!(sample, of("--sample 10 --seed 8"));
        let mut shares: Vec<_> =
            (0..3).flat_map(|this| of(&format!("--sample 10 --seed 7 --shard {this}/3"))).collect();
        let mut all = sample.clone();
        shares.sort_unstable();
        all.sort_unstable();
        assert_eq!(shares, all);
        assert_eq!(of("").len(), 100);
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for line in ["--sample", "--sample x", "--shard 3", "--shard 3/3", "--seed -1", "text"] {
            assert!(wanted(&words(line)).is_err(), "{line}");
        }
    }

    #[test]
    fn the_rooms_are_those_of_the_settings() {
        let settings = fs::read_to_string(root().join(".cargo/mutants.toml")).unwrap();
        let globs: Vec<_> = ROOMS.iter().map(|room| format!("\"src/{room}/**\"")).collect();
        let globs = globs.join(", ");
        assert!(settings.contains(&format!("examine_globs = [{globs}]")), "{settings}");
    }

    #[test]
    fn a_name_is_matched_to_the_letter() {
        assert_eq!(literal("a.rs:1:2: replace + with <*>"), r"a\.rs:1:2: replace \+ with <\*>");
    }
}
