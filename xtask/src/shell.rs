//! Running other programs, and what is said about it. A failure here is a sentence for the person at the terminal.

use std::fmt::Display;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use process_wrap::std::CommandWrap;

pub type Outcome<T = ()> = Result<T, String>;

/// The folder of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// A program that runs in the repository's folder.
pub fn program(name: impl AsRef<Path>) -> Command {
    let mut command = Command::new(name.as_ref());
    command.current_dir(root());
    command
}

/// The cargo that runs this very program.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = program(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()));
    command.args(arguments);
    command
}

/// Says what is done and runs it; its output goes to the terminal.
pub fn run(command: &mut Command) -> Outcome {
    let shown = shown(command);
    say(format_args!("$ {shown}"));
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{shown}` failed ({status}).")),
        Err(error) => Err(format!("`{shown}` could not be started: {error}.")),
    }
}

/// How many tests a program ran.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: usize,
    /// Those that were left out.
    pub ignored: usize,
    /// Those that passed and read nothing but the public suites: they stand in modules `of_the_suites`.
    pub of_the_suites: usize,
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.ignored += other.ignored;
        self.of_the_suites += other.of_the_suites;
    }
}

impl Tally {
    /// Counts what a line of the test harness says.
    fn hear(&mut self, line: &str) {
        if let Some(result) = line.strip_prefix("test result: ") {
            let number = |what: &str| {
                let part = result.split([';', '.']).find_map(|part| part.trim().strip_suffix(what))?;
                part.trim().parse::<usize>().ok()
            };
            self.passed += number(" passed").unwrap_or(0);
            self.ignored += number(" ignored").unwrap_or(0);
        } else if line.starts_with("test ") && line.contains("of_the_suites::") && line.ends_with(" ok") {
            self.of_the_suites += 1;
        }
    }
}

/// Says what is done and runs it; its output goes to the terminal, and the tests in it are counted.
pub fn run_tests(command: &mut Command) -> (Outcome, Tally) {
    let shown = shown(command);
    say(format_args!("$ {shown}"));
    let mut tally = Tally::default();
    let mut child = match command.stdout(Stdio::piped()).spawn() {
        Ok(child) => child,
        Err(error) => return (Err(format!("`{shown}` could not be started: {error}.")), tally),
    };
    for line in child.stdout.take().into_iter().flat_map(|output| BufReader::new(output).split(b'\n')) {
        let Ok(line) = line else { break };
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        tally.hear(&line);
    }
    let outcome = match child.wait() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{shown}` failed ({status}).")),
        Err(error) => Err(format!("`{shown}` could not be waited for: {error}.")),
    };
    (outcome, tally)
}

/// How often it is looked whether a program has ended by itself.
const LOOK: Duration = Duration::from_millis(100);

/// Says what is done and runs it until it ends or this program is told to end, which ends it and all that it has started.
pub fn run_until_told(command: Command) -> Outcome {
    let shown = shown(&command);
    let (tell, told) = mpsc::channel();
    let listen = ctrlc::set_handler(move || {
        tell.send(()).ok(); // told twice, there is nobody any more who waits for it
    });
    listen.map_err(|error| error.to_string())?;
    say(format_args!("$ {shown}"));
    let mut group = CommandWrap::from(command);
    #[cfg(unix)]
    group.wrap(process_wrap::std::ProcessGroup::leader());
    let not = |what: &str, error: std::io::Error| format!("`{shown}` could not be {what}: {error}.");
    let mut child = group.spawn().map_err(|error| not("started", error))?;
    loop {
        if told.recv_timeout(LOOK).is_ok() {
            return child.kill().map_err(|error| not("ended", error));
        }
        match child.try_wait().map_err(|error| not("watched", error))? {
            None => {}
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(format!("`{shown}` failed ({status}).")),
        }
    }
}

/// What a program prints, or nothing where it is not there or fails.
pub fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_string())
}

/// A line about progress. It goes to the error output, so that results stand alone on the other.
pub fn say(line: impl Display) {
    eprintln!("{line}");
}

/// Turns the failure to do something with a file into a sentence.
pub fn about(path: &Path, error: impl Display) -> String {
    format!("{}: {error}", path.display())
}

fn shown(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(name).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_counted_as_the_harness_tells_them() {
        let said = "running 3 tests\ntest a::of_the_suites::b ... ok\ntest a::b ... ok\n\
                    test of_the_suites::c ... FAILED\ntest d ... ignored, long\n\n\
                    test result: FAILED. 2 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.10s\n\
                    test result: ok. 40 passed; 0 failed; 0 ignored; 38 filtered out; finished in 1.23s";
        let mut tally = Tally::default();
        said.lines().for_each(|line| tally.hear(line));
        assert_eq!(tally, Tally { passed: 42, ignored: 1, of_the_suites: 1 });
    }
}
