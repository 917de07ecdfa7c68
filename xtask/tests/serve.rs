//! `cargo xtask serve` ends what it started when it is told to end.
#![cfg(target_os = "linux")]
#![cfg(test)]

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Stands for Trunk, as long as nobody ends it, and has a child as Trunk has cargo. It says which processes they are.
const TOOL: &str = r#"#!/bin/sh
if [ "$1" = --version ]; then echo "tool $VERSIONS"; exit; fi
sleep 600 &
echo $$ $! > "$PROCESSES.new"
mv "$PROCESSES.new" "$PROCESSES"
wait
"#;

/// Where the test fails instead of waiting on.
const PATIENCE: Duration = Duration::from_mins(1);

#[test]
fn being_told_to_terminate_ends_the_server_and_what_it_started() {
    ends_all_by("TERM");
}

#[test]
fn being_interrupted_ends_the_server_and_what_it_started() {
    ends_all_by("INT");
}

#[test]
fn a_closed_terminal_ends_the_server_and_what_it_started() {
    ends_all_by("HUP");
}

fn ends_all_by(signal: &str) {
    let folder = std::env::temp_dir().join(format!("pizhu-serve-{signal}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    for name in ["trunk", "wasm-bindgen", "wasm-bindgen-test-runner"] {
        let path = folder.join(name);
        fs::write(&path, TOOL).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
    }
    let (mut serve, started) = serve(&folder);
    assert!(started.iter().all(|process| runs(*process)), "{started:?}");

    let told = Command::new("kill").args([format!("-{signal}"), serve.id().to_string()]).status().unwrap();
    assert!(told.success());
    until("the command to end", || serve.try_wait().unwrap());
    for process in started {
        until("what it started to end", || (!runs(process)).then_some(()));
    }
    fs::remove_dir_all(&folder).unwrap();
}

/// The command, and the processes that it started.
fn serve(folder: &Path) -> (Child, Vec<u32>) {
    let path = std::env::var_os("PATH").unwrap();
    let path = std::env::join_paths([folder.to_owned()].into_iter().chain(std::env::split_paths(&path)));
    let processes = folder.join("processes");
    let serve = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("serve")
        .env("PATH", path.unwrap())
        .env("VERSIONS", versions())
        .env("PROCESSES", &processes)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let list = until("the server", || fs::read_to_string(&processes).ok());
    (serve, list.split_whitespace().map(|process| process.parse().unwrap()).collect())
}

/// Every version that is asked for, so that no real tool is looked for.
fn versions() -> String {
    let root: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let read = |name: &str| fs::read_to_string(root.join(name)).unwrap();
    let (lock, settings) = (read("Cargo.lock"), read("Trunk.toml"));
    let between =
        |text: &str, before: &str| text.split_once(before).unwrap().1.split('"').next().unwrap().to_owned();
    let bindgen = between(&lock, "name = \"wasm-bindgen\"\nversion = \"");
    format!("{bindgen} {}", between(&settings, "trunk-version = \"="))
}

/// One that has ended and was not asked for yet has no program any more.
fn runs(process: u32) -> bool {
    fs::read_link(format!("/proc/{process}/exe")).is_ok()
}

fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(start.elapsed() < PATIENCE, "waited in vain for {what}");
        thread::yield_now();
    }
}
