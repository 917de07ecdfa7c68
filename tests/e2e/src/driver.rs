//! The process that speaks WebDriver. It ends when this is dropped, and its browser with it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread;

pub struct Driver {
    child: Child,
    pub port: u16,
}

/// How often it is started. The one of Chromium takes a free port of `::1` and ends if the same port of `127.0.0.1` is
/// taken, which any connection of another test may have done.
const TRIES: usize = 20;

impl Driver {
    /// Starts the program that a variable names, or else the usual one.
    pub fn start(variable: &str, usual: &str, arguments: &[&str]) -> Self {
        let program = std::env::var_os(variable).unwrap_or_else(|| usual.into());
        let mut last_words = String::new();
        for _ in 0..TRIES {
            match Self::listening(Command::new(&program).args(arguments)) {
                Ok(driver) => return driver,
                Err(words) => last_words = words,
            }
        }
        panic!("{} ended {TRIES} times before it listened: {last_words}", program.display());
    }

    /// Starts it and waits until it says its port, or else answers with what it said before it ended.
    fn listening(command: &mut Command) -> Result<Self, String> {
        let command = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines().map_while(Result::ok);
        let mut said = String::new();
        for line in &mut lines {
            if let Some(port) = port_in(&line) {
                thread::spawn(move || lines.for_each(drop)); // a full pipe would stop it
                return Ok(Self { child, port });
            }
            said += &line;
            said += "\n";
        }
        child.kill().ok();
        child.wait().ok();
        Err(said)
    }

    /// Of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// `ChromeDriver was started successfully on port 38123.` or `geckodriver INFO Listening on 127.0.0.1:38123`
fn port_in(line: &str) -> Option<u16> {
    let said = |words: &str| line.split_once(words).map(|(_, port)| port);
    let port = said("successfully on port ").or_else(|| said("Listening on 127.0.0.1:"))?;
    port.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_read_from_what_the_driver_says() {
        let table = [
            ("ChromeDriver was started successfully on port 38123.", Some(38123)),
            ("Starting ChromeDriver 156.0.8078.73 on port 0", None),
            ("1795563000000\tgeckodriver\tINFO\tListening on 127.0.0.1:45071", Some(45071)),
        ];
        for (line, port) in table {
            assert_eq!(port_in(line), port, "{line}");
        }
    }

    #[test]
    fn a_driver_that_finds_its_port_taken_is_started_again() {
        let folder = tempfile::tempdir().unwrap();
        let tried = folder.path().join("tried");
        let fails_once = format!(
            "if test -e {0}; then echo started successfully on port 7.; else touch {0}; echo taken; exit 1; fi",
            tried.display()
        );
        let driver = Driver::start("NO_SUCH_VARIABLE", "sh", &["-c", &fails_once]);
        assert!(tried.exists() && driver.port == 7);
    }

    #[test]
    #[should_panic(expected = "before it listened: no port is free")]
    fn a_driver_that_never_listens_is_given_up_with_its_last_words() {
        Driver::start("NO_SUCH_VARIABLE", "sh", &["-c", "echo no port is free"]);
    }
}
