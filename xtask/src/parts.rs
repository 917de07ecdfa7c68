//! `cargo xtask test`: everything that must hold, in parts that can be run alone.

use std::time::Instant;

use crate::shell::{Outcome, cargo, run, say};
use crate::{audit, axe, build, chromium, firefox, tools, transfer};

const WASM: &[&str] = &["--target", "wasm32-unknown-unknown"];

pub struct Part {
    pub name: &'static str,
    pub about: &'static str,
    run: fn(&mut State, extra: &[String]) -> Outcome,
}

/// The cheapest first, so that a slip is told early.
pub const ALL: &[Part] = &[
    Part { name: "fmt", about: "formatting", run: fmt },
    Part {
        name: "clippy",
        about: "lints for this machine and for the browser; a warning is an error",
        run: clippy,
    },
    Part {
        name: "audit",
        about: "the crates that are depended on: known faults, licences, origins (deny.toml)",
        run: audit,
    },
    Part { name: "native", about: "tests on this machine", run: native },
    Part { name: "browser", about: "tests inside a browser (tests/web.rs)", run: browser },
    Part { name: "build", about: "the release build and what a first visit transfers", run: build },
    Part {
        name: "e2e",
        about: "the release build in Chromium, and a story in Firefox, with real mouse and key events (tests/e2e)",
        run: e2e,
    },
];

/// What an earlier part of the same run did already.
#[derive(Default)]
struct State {
    is_built: bool,
}

pub fn test(arguments: &[String]) -> Outcome {
    let (parts, extra) = chosen(arguments)?;
    let mut state = State::default();
    let mut failed = Vec::new();
    for part in &parts {
        say(format_args!("\n== {}: {}", part.name, part.about));
        let start = Instant::now();
        let outcome = (part.run)(&mut state, extra);
        let seconds = start.elapsed().as_secs();
        match outcome {
            Ok(()) => say(format_args!("== {} passed ({seconds} s)", part.name)),
            Err(failure) => {
                say(format_args!("{failure}\n== {} FAILED ({seconds} s)", part.name));
                failed.push(part.name);
            }
        }
    }
    println!("\n{} passed, {} failed", parts.len() - failed.len(), failed.len());
    if failed.is_empty() {
        return Ok(());
    }
    let again = failed.iter().map(|name| format!("  cargo xtask test {name}")).collect::<Vec<_>>();
    Err(format!("Failed: {}. To run it again alone:\n{}", failed.join(", "), again.join("\n")))
}

/// The parts that are named, in our order, and what follows `--`.
fn chosen(arguments: &[String]) -> Outcome<(Vec<&'static Part>, &[String])> {
    let at = arguments.iter().position(|word| word == "--");
    let (names, extra) = arguments.split_at(at.unwrap_or(arguments.len()));
    let extra = extra.get(1..).unwrap_or_default();
    if let Some(stranger) = names.iter().find(|name| ALL.iter().all(|part| part.name != **name)) {
        return Err(format!("There is no part {stranger:?}; `cargo xtask help` lists them."));
    }
    if names.len() != 1 && !extra.is_empty() {
        return Err("What follows `--` goes to one part; name it.".into());
    }
    let is_chosen = |part: &&Part| names.is_empty() || names.iter().any(|name| name == part.name);
    Ok((ALL.iter().filter(is_chosen).collect(), extra))
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

/// Properties draw from one seed here, so that what passed once passes again; plain `cargo test` draws anew each time.
fn native(_: &mut State, extra: &[String]) -> Outcome {
    let seed = std::env::var("PROPTEST_RNG_SEED").unwrap_or_else(|_| "2021".into());
    run(cargo(&["test", "--package", "pizhu", "--package", "xtask"])
        .args(extra)
        .env("PROPTEST_RNG_SEED", seed))
}

fn browser(_: &mut State, extra: &[String]) -> Outcome {
    let chromium = chromium::ready()?;
    run(cargo(&["test", "--test", "web"])
        .args(WASM)
        .args(extra)
        .env("PATH", tools::ready()?)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", chromium::capabilities(&chromium)?)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120") // seconds for all of them; 20 are few on a busy machine
        .env("CHROMEDRIVER", chromium.driver))
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
    run(cargo(&["test", "--package", "pizhu-e2e"])
        .args(extra)
        .env("CHROME", chromium.chrome)
        .env("CHROMEDRIVER", chromium.driver)
        .env("FIREFOX", firefox.firefox)
        .env("GECKODRIVER", firefox.driver)
        .env("AXE", axe))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str) -> Outcome<(Vec<&'static str>, Vec<String>)> {
        let words: Vec<String> = line.split_whitespace().map(String::from).collect();
        let (parts, extra) = chosen(&words)?;
        Ok((parts.iter().map(|part| part.name).collect(), extra.to_vec()))
    }

    #[test]
    fn parts_are_chosen_by_name_and_run_in_our_order() {
        let all = ["fmt", "clippy", "audit", "native", "browser", "build", "e2e"];
        assert_eq!(names("").unwrap(), (all.to_vec(), vec![]));
        assert_eq!(names("e2e fmt").unwrap().0, ["fmt", "e2e"]);
        let (parts, extra) = names("e2e -- --test opens -- --nocapture").unwrap();
        assert_eq!((parts, extra.join(" ")), (vec!["e2e"], "--test opens -- --nocapture".into()));
        assert!(names("e3e").is_err());
        assert!(names("-- --lib").is_err(), "to which part?");
    }
}
