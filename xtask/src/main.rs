//! The commands of this repository. `cargo xtask help` lists them.
//! Start reading at `tools.rs`, then `parts.rs`.

mod audit;
mod axe;
mod build;
mod chromium;
mod debian;
mod divide;
mod finish;
mod firefox;
mod fuzz;
mod mutants;
mod names;
mod page;
mod parts;
mod pictures;
mod serve;
mod shell;
mod tools;
mod transfer;
mod variants;

#[path = "../../tests/suites/mod.rs"]
mod suites;

use std::process::ExitCode;

use shell::Outcome;

const HELP: &str = "\
cargo xtask serve [--port N]   builds the program and serves it on 127.0.0.1 (8080, or the next free port)
cargo xtask build              leaves the release build in dist/, for any static server and any path
cargo xtask test               runs the parts below that have a budget for it, the cheapest first: 20 minutes on two
                               cores with nothing built or installed before
cargo xtask test --long        runs every part, and the tests in them that take long
cargo xtask test PART…         runs these parts; what follows `--` goes to the command of the part:
                               cargo xtask test e2e -- --test reading opens
cargo xtask pictures [FOLDER]  a picture of each state: light, dark, phone, forced colours; in target/pictures
                               (--readme: those of the README instead)
cargo xtask fuzz [TARGET…]     every reader under inputs that a fuzzer makes up, 10,000,000 each (--runs N);
                               --longest BYTES: of an input; --repeat BYTES: what each is repeated to
cargo xtask mutants            breaks the core in one small way after another, and tells what no test notices
                               (--sample N --seed S: only so many; --shard K/N: one share of them; what follows
                               `--` goes to cargo-mutants)
cargo xtask variants           writes the table of Han characters that are forms of one (src/text/fold/variants.rs) anew
cargo xtask help               shows this

Each command sets up what it needs first: the wasm target, Trunk and wasm-bindgen (kept in the user's cache folder),
and for the tests Chromium with its driver and axe-core. CHROME and CHROMEDRIVER name others.

Parts of the test, with the minutes of an ordinary and of a long run:";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match command(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn command(arguments: &[String]) -> Outcome {
    let Some((command, rest)) = arguments.split_first() else { return help() };
    match command.as_str() {
        "serve" => serve::serve(rest),
        "build" => build::build(rest),
        "test" => parts::test(rest),
        "pictures" => pictures::pictures(rest),
        "fuzz" => fuzz::fuzz(rest),
        "mutants" => mutants::mutants(rest),
        "variants" => variants::variants(),
        "finish" => finish::hook(),
        "help" | "--help" | "-h" => help(),
        other => Err(format!("There is no command {other:?}; `cargo xtask help` lists them.")),
    }
}

#[expect(clippy::unnecessary_wraps, reason = "one of the commands")]
fn help() -> Outcome {
    println!("{HELP}");
    for part in parts::ALL {
        let ordinary = part.budget.map_or("-".into(), |budget| budget.to_string());
        println!("  {:<8} {ordinary:>2} / {:>2} min  {}", part.name, part.long_budget, part.about);
    }
    Ok(())
}
