//! `cargo xtask serve`: builds the program, serves it on this machine and builds it again when a file changes.
//! Whoever ends it, by Ctrl-C, by `kill` or by closing the terminal, ends what it started.

use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use crate::shell::{Outcome, program, run_until_told, say};
use crate::tools;

const FIRST_PORT: u16 = 8080;

pub fn serve(arguments: &[String]) -> Outcome {
    let port = port(arguments)?;
    let path = tools::ready()?;
    say("Building the program: half a minute the first time.");
    thread::spawn(move || announce(port));
    // A folder of its own: `dist/` holds the release build, which this one must not overwrite.
    let port = port.to_string();
    let mut trunk = program("trunk");
    trunk
        .args(["serve", "--dist", "dist-serve", "--port", &port])
        .env("PATH", path)
        .env("TRUNK_SKIP_VERSION_CHECK", "true");
    run_until_told(trunk)
}

/// The port that was asked for, or the first free one.
fn port(arguments: &[String]) -> Outcome<u16> {
    match arguments {
        [] => (FIRST_PORT..FIRST_PORT + 100)
            .find(|port| is_free(*port))
            .ok_or_else(|| "No port from 8080 to 8179 is free; `--port N` names another.".into()),
        [flag, number] if flag == "--port" => {
            let port = number.parse().map_err(|_| format!("{number:?} is no port."))?;
            if is_free(port) { Ok(port) } else { Err(format!("Something else listens on port {port}.")) }
        }
        _ => Err("`cargo xtask serve` takes nothing but `--port N`.".into()),
    }
}

fn is_free(port: u16) -> bool {
    TcpListener::bind(("127.0.0.1", port)).is_ok()
}

/// Says the address once somebody answers there.
fn announce(port: u16) {
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        thread::sleep(Duration::from_millis(200));
    }
    println!("\n  批注 Pizhu: http://127.0.0.1:{port}/\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(String::from).collect()
    }

    #[test]
    fn the_port_is_the_one_asked_for_or_a_free_one() {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        assert_eq!(port(&words(&format!("--port {taken}"))), Ok(taken), "free again, as nobody listens");
        let held = TcpListener::bind("127.0.0.1:0").unwrap();
        assert!(port(&words(&format!("--port {}", held.local_addr().unwrap().port()))).is_err());
        assert!(port(&[]).is_ok_and(|port| port >= FIRST_PORT));
        assert!(port(&words("--port 99999")).is_err());
        assert!(port(&words("--open")).is_err());
    }
}
