//! `cargo xtask test`: everything that must hold, in parts that can be run alone; `--long` what takes long besides.

use std::time::Instant;

use crate::shell::{Outcome, Tally, cargo, run, run_tests, say};
use crate::{audit, axe, build, chromium, firefox, fuzz, mutants, suites, tools, transfer};

const WASM: &[&str] = &["--target", "wasm32-unknown-unknown"];

pub struct Part {
    pub name: &'static str,
    pub about: &'static str,
    /// Minutes that it may take in an ordinary run, of which it is none where there are none.
    pub budget: Option<u64>,
    /// Minutes that it may take in a long run. Both hold for two cores, with nothing built or installed before.
    pub long_budget: u64,
    run: fn(&mut State, extra: &[String]) -> Outcome,
}

/// The cheapest first, so that a slip is told early.
pub const ALL: &[Part] = &[
    Part { name: "fmt", about: "formatting", budget: Some(1), long_budget: 1, run: fmt },
    Part {
        name: "clippy",
        about: "lints for this machine and for the browser; a warning is an error",
        budget: Some(2),
        long_budget: 2,
        run: clippy,
    },
    Part { name: "native", about: "tests on this machine", budget: Some(3), long_budget: 20, run: native },
    Part {
        name: "browser",
        about: "tests inside a browser (tests/web.rs)",
        budget: Some(4),
        long_budget: 4,
        run: browser,
    },
    Part {
        name: "build",
        about: "the release build and what a first visit transfers",
        budget: Some(3),
        long_budget: 3,
        run: build,
    },
    Part {
        name: "e2e",
        about: "the release build in Chromium, and a story in Firefox, with real mouse and key events (tests/e2e)",
        budget: Some(7),
        long_budget: 40,
        run: e2e,
    },
    Part {
        name: "audit",
        about: "the crates that are depended on: known faults, licences, origins (deny.toml)",
        budget: None,
        long_budget: 6,
        run: audit,
    },
    Part {
        name: "fuzz",
        about: "every reader under 100,000 inputs that a fuzzer makes up",
        budget: None,
        long_budget: 15,
        run: fuzz,
    },
    Part {
        name: "mutants",
        about: "40 small faults put into the core, of which the tests must notice most",
        budget: None,
        long_budget: 25,
        run: mutants,
    },
];

/// What the tests read of the public suites.
const SUITES: &[&str] =
    &["JSONTestSuite", "naughty-strings", "H5SC", "commonmark", "converted", "rustsec-advisory-db.tgz"];

/// How much the long forms do (`docs/reliability.md`), where nobody says.
const LONG_FORMS: &[(&str, &str)] =
    &[("PIZHU_SIMULATION", "200000"), ("PIZHU_KILLS", "20"), ("PIZHU_EDITS", "1000")];

/// What is wanted, and what the parts of this run have done already.
#[derive(Default)]
struct State {
    is_long: bool,
    is_built: bool,
    tally: Tally,
}

impl State {
    /// Runs tests and counts them: the long ones too where they are wanted.
    fn count(&mut self, packages: &[&str], extra: &[String], set: &[(&str, &str)]) -> Outcome {
        let mut command = cargo(&["test"]);
        command.args(packages).args(extra).envs(set.iter().copied());
        if self.is_long {
            let is_own = |(name, _): &&(&str, &str)| std::env::var_os(name).is_none();
            command.envs(LONG_FORMS.iter().filter(is_own).copied());
            let has_words = extra.iter().any(|word| word == "--");
            command.args((!has_words).then_some("--")).arg("--include-ignored");
        }
        let (outcome, tally) = run_tests(&mut command);
        self.tally += tally;
        outcome
    }
}

pub fn test(arguments: &[String]) -> Outcome {
    let wanted = wanted(arguments)?;
    let mut state = State { is_long: wanted.is_long, ..State::default() };
    let (mut failed, mut table) = (Vec::new(), String::new());
    for part in &wanted.parts {
        say(format_args!("\n== {}: {}", part.name, part.about));
        let start = Instant::now();
        let outcome = (part.run)(&mut state, wanted.extra);
        let seconds = start.elapsed().as_secs();
        match outcome {
            Ok(()) => say(format_args!("== {} passed ({seconds} s)", part.name)),
            Err(failure) => {
                say(format_args!("{failure}\n== {} FAILED ({seconds} s)", part.name));
                failed.push(part.name);
            }
        }
        table += &line(part, seconds, wanted.is_long);
    }
    print!("\n{table}");
    for words in closing(&state, &missing()) {
        println!("{words}");
    }
    println!("{} passed, {} failed", wanted.parts.len() - failed.len(), failed.len());
    if failed.is_empty() {
        return Ok(());
    }
    let again = failed.iter().map(|name| format!("  cargo xtask test {name}")).collect::<Vec<_>>();
    Err(format!("Failed: {}. To run it again alone:\n{}", failed.join(", "), again.join("\n")))
}

/// What a part took, beside what it may take. Another machine takes another time, so this is told and no failure.
fn line(part: &Part, seconds: u64, is_long: bool) -> String {
    let budget = part.budget.filter(|_| !is_long).unwrap_or(part.long_budget);
    let over = if seconds > budget * 60 { ", which is over" } else { "" };
    format!("{:<8} {:>3}:{:02} of {budget} min{over}\n", part.name, seconds / 60, seconds % 60)
}

/// The suites that are not there.
fn missing() -> Vec<&'static str> {
    let folder = suites::folder(&crate::shell::root());
    SUITES.iter().copied().filter(|suite| !folder.join(suite).exists()).collect()
}

/// What was counted, and what was not there to be tested with.
fn closing(state: &State, missing: &[&str]) -> Vec<String> {
    let Tally { passed, ignored, of_the_suites } = state.tally;
    let mut lines = Vec::new();
    if passed > 0 && missing.is_empty() {
        lines.push(format!("{passed} tests passed, {of_the_suites} of them with the public suites"));
    } else if passed > 0 {
        let (without, missing) = (passed - of_the_suites, missing.join(", "));
        let variable = suites::VARIABLE;
        lines.push(format!(
            "{without} tests passed; with the public suites it is {passed}. Not there: {missing} ({variable} names their folder)"
        ));
    }
    if ignored > 0 {
        lines.push(format!("{ignored} long tests were left out: cargo xtask test --long"));
    }
    lines
}

struct Wanted<'a> {
    is_long: bool,
    parts: Vec<&'static Part>,
    extra: &'a [String],
}

/// The parts that are named, in our order, and what follows `--`. Where none is named they are those of the run.
fn wanted(arguments: &[String]) -> Outcome<Wanted<'_>> {
    let at = arguments.iter().position(|word| word == "--");
    let (words, extra) = arguments.split_at(at.unwrap_or(arguments.len()));
    let extra = extra.get(1..).unwrap_or_default();
    let is_long = words.iter().any(|word| word == "--long");
    let names: Vec<&String> = words.iter().filter(|word| *word != "--long").collect();
    if let Some(stranger) = names.iter().find(|name| ALL.iter().all(|part| part.name != ***name)) {
        return Err(format!("There is no part {stranger:?}; `cargo xtask help` lists them."));
    }
    if names.len() != 1 && !extra.is_empty() {
        return Err("What follows `--` goes to one part; name it.".into());
    }
    let is_of_the_run = |part: &Part| names.is_empty() && (is_long || part.budget.is_some());
    let is_wanted = |part: &&Part| is_of_the_run(part) || names.iter().any(|name| *name == part.name);
    Ok(Wanted { is_long, parts: ALL.iter().filter(is_wanted).collect(), extra })
}

fn fmt(_: &mut State, extra: &[String]) -> Outcome {
    run(cargo(&["fmt", "--all", "--check"]).args(extra))
}

fn clippy(_: &mut State, extra: &[String]) -> Outcome {
    tools::target()?;
    let strict = ["--", "-D", "warnings"];
    run(cargo(&["clippy", "--workspace", "--all-targets"]).args(extra).args(strict))?;
    run(cargo(&["clippy", "--lib", "--bins", "--test", "web"]).args(WASM).args(extra).args(strict))
}

fn audit(_: &mut State, extra: &[String]) -> Outcome {
    audit::audit(extra)
}

/// The next number of inputs is for who asks for it: `cargo xtask fuzz`.
fn fuzz(_: &mut State, extra: &[String]) -> Outcome {
    let few = ["--runs", "100000", "--longest", "1024"].map(String::from);
    fuzz::fuzz(&[&few, extra].concat())
}

fn mutants(_: &mut State, extra: &[String]) -> Outcome {
    let few = ["--sample", "40", "--seed", "2026"].map(String::from);
    mutants::mutants(&[&few, extra].concat())
}

/// Properties draw from one seed here, so that what passed once passes again; plain `cargo test` draws anew each time.
fn native(state: &mut State, extra: &[String]) -> Outcome {
    let seed = std::env::var("PROPTEST_RNG_SEED").unwrap_or_else(|_| "2021".into());
    state.count(&["--package", "pizhu", "--package", "xtask"], extra, &[("PROPTEST_RNG_SEED", &seed)])
}

fn browser(state: &mut State, extra: &[String]) -> Outcome {
    let chromium = chromium::ready()?;
    let capabilities = chromium::capabilities(&chromium)?;
    let mut command = cargo(&["test", "--test", "web"]);
    command
        .args(WASM)
        .args(extra)
        .env("PATH", tools::ready()?)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120") // seconds for all of them; 20 are few on a busy machine
        .env("CHROMEDRIVER", chromium.driver);
    let (outcome, tally) = run_tests(&mut command);
    state.tally += tally;
    outcome
}

fn build(state: &mut State, extra: &[String]) -> Outcome {
    if let Some(word) = extra.first() {
        return Err(format!("The release build takes no {word:?}."));
    }
    build::release()?;
    state.is_built = true;
    transfer::measure()
}

/// Builds first, unless this run has done so: again it takes seconds, and old files would pass for new ones.
fn e2e(state: &mut State, extra: &[String]) -> Outcome {
    let (chromium, firefox, axe) = (chromium::ready()?, firefox::ready()?, axe::ready()?);
    if !state.is_built {
        build::release()?;
    }
    let programs = [
        ("CHROME", chromium.chrome),
        ("CHROMEDRIVER", chromium.driver),
        ("FIREFOX", firefox.firefox),
        ("GECKODRIVER", firefox.driver),
        ("AXE", axe),
    ];
    let set = programs.each_ref().map(|(name, path)| (*name, path.to_string_lossy()));
    let set = set.each_ref().map(|(name, path)| (*name, path.as_ref()));
    state.count(&["--package", "pizhu-e2e"], extra, &set)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(String::from).collect()
    }

    fn names(line: &str) -> Outcome<(Vec<&'static str>, Vec<String>)> {
        let words = words(line);
        let wanted = wanted(&words)?;
        Ok((wanted.parts.iter().map(|part| part.name).collect(), wanted.extra.to_vec()))
    }

    #[test]
    fn parts_are_chosen_by_name_and_run_in_our_order() {
        let ordinary = ["fmt", "clippy", "native", "browser", "build", "e2e"];
        assert_eq!(names("").unwrap(), (ordinary.to_vec(), vec![]));
        assert_eq!(names("e2e fmt").unwrap().0, ["fmt", "e2e"]);
        let (parts, extra) = names("e2e -- --test reading opens -- --nocapture").unwrap();
        assert_eq!((parts, extra.join(" ")), (vec!["e2e"], "--test reading opens -- --nocapture".into()));
        assert!(names("e3e").is_err());
        assert!(names("-- --lib").is_err(), "to which part?");
    }

    #[test]
    fn a_long_run_has_every_part_and_a_named_one_is_run_whatever_it_costs() {
        let long = names("--long").unwrap().0;
        assert_eq!(long, ALL.iter().map(|part| part.name).collect::<Vec<_>>());
        assert!(["audit", "fuzz", "mutants"].iter().all(|name| long.contains(name)));
        assert_eq!(names("audit").unwrap().0, ["audit"]);
        assert_eq!(names("e2e --long").unwrap().0, ["e2e"]);
        assert!(wanted(&words("--long e2e")).unwrap().is_long && !wanted(&words("e2e")).unwrap().is_long);
    }

    #[test]
    fn an_ordinary_run_may_take_twenty_minutes() {
        assert_eq!(ALL.iter().filter_map(|part| part.budget).sum::<u64>(), 20);
        assert!(ALL.iter().all(|part| part.budget.is_none_or(|budget| budget <= part.long_budget)));
    }

    #[test]
    fn a_part_is_told_with_its_budget() {
        let build = ALL.iter().find(|part| part.name == "build").unwrap();
        assert_eq!(line(build, 75, false), "build      1:15 of 3 min\n");
        assert_eq!(line(build, 181, true), "build      3:01 of 3 min, which is over\n");
        let e2e = ALL.iter().find(|part| part.name == "e2e").unwrap();
        assert_eq!(line(e2e, 500, true), "e2e        8:20 of 40 min\n");
    }

    #[test]
    fn suites_that_are_not_there_are_named_with_what_was_tested_without_them() {
        let tally = Tally { passed: 105, ignored: 3, of_the_suites: 5 };
        let state = State { tally, ..State::default() };
        assert_eq!(
            closing(&state, &["H5SC", "converted"]),
            [
                "100 tests passed; with the public suites it is 105. Not there: H5SC, converted (PIZHU_SUITES \
                 names their folder)",
                "3 long tests were left out: cargo xtask test --long"
            ]
        );
        assert_eq!(closing(&state, &[])[0], "105 tests passed, 5 of them with the public suites");
        assert_eq!(closing(&State::default(), &["H5SC"]), Vec::<String>::new(), "no test ran");
    }
}
