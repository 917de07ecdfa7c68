//! The process that speaks WebDriver. It ends when this is dropped, and its browser with it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread;

pub struct Driver {
    child: Child,
    pub port: u16,
}

impl Driver {
    /// Starts the program that a variable names, or else the usual one.
    pub fn start(variable: &str, usual: &str, arguments: &[&str]) -> Self {
        let program = std::env::var_os(variable).unwrap_or_else(|| usual.into());
        let mut child = Command::new(&program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines().map_while(Result::ok);
        let port = lines.find_map(|line| port_in(&line)).expect("the driver says its port");
        thread::spawn(move || lines.for_each(drop)); // a full pipe would stop it
        Self { child, port }
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
}
