//! One browser with its driver. Both end when this is dropped, whatever happened in between.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;

use serde_json::Value;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{Capabilities, WebDriver};
use tokio::runtime::{Builder, Runtime};

use crate::driver::Driver;
use crate::{Visit, chromium, firefox};

/// Which browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Make {
    Chromium,
    Firefox,
}

pub struct Browser {
    pub make: Make,
    runtime: Runtime,
    session: WebDriver,
    driver: Driver,
    is_killed: Cell<bool>,
}

/// How often a browser is started: on a busy machine one may end before its driver speaks to it.
const TRIES: usize = 3;

impl Browser {
    /// Starts one whose profile and downloads are kept in the folder.
    pub fn start(visit: &Visit, home: &Path) -> Self {
        let make = visit.make;
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let (variable, usual, capabilities) = match make {
            Make::Chromium => {
                let capabilities = chromium::capabilities(visit, home).map(Capabilities::from);
                ("CHROMEDRIVER", "chromedriver", capabilities)
            }
            Make::Firefox => {
                let capabilities = firefox::capabilities(visit, home).map(Capabilities::from);
                ("GECKODRIVER", "geckodriver", capabilities)
            }
        };
        let capabilities = capabilities.expect("capabilities");
        let start = || {
            let driver = Driver::start(variable, usual, &["--port=0"]);
            let session = runtime.block_on(WebDriver::new(address(&driver), capabilities.clone()))?;
            WebDriverResult::Ok((driver, session))
        };
        let mut started = start();
        for _ in 1..TRIES {
            let Err(error) = &started else { break };
            eprintln!("{make:?} did not start, and is started again: {error}");
            started = start();
        }
        let (driver, session) = started.unwrap_or_else(|error| panic!("{make:?} does not start: {error}"));
        Self { make, runtime, session, driver, is_killed: Cell::new(false) }
    }

    /// Runs one step of the driver to its end.
    #[track_caller]
    pub fn run<T>(&self, step: impl AsyncFnOnce(&WebDriver) -> WebDriverResult<T>) -> T {
        match self.runtime.block_on(step(&self.session)) {
            Ok(value) => value,
            Err(error) => panic!("{}", without_stack(&error.to_string())),
        }
    }

    /// A command of the DevTools protocol, which only Chromium has.
    #[track_caller]
    pub fn devtools(&self, method: &str, parameters: Value) -> Value {
        match self.runtime.block_on(self.session.cdp().send_raw(method, parameters)) {
            Ok(value) => value,
            Err(error) => panic!("{method}: {}", without_stack(&error.to_string())),
        }
    }

    /// The same where a "no" is an answer: an element may just have gone.
    pub fn try_devtools(&self, method: &str, parameters: Value) -> Option<Value> {
        self.runtime.block_on(self.session.cdp().send_raw(method, parameters)).ok()
    }

    /// Kills every process that the driver has started, and so all of the browser, and waits until they are gone: none of
    /// them can write any more, or holds the profile.
    pub fn kill(&self) {
        let mut processes = children(self.driver.id());
        let mut at = 0;
        while let Some(process) = processes.get(at) {
            processes.extend(children(*process));
            at += 1;
        }
        assert!(!processes.is_empty(), "the browser is there");
        let ids = processes.iter().map(u32::to_string);
        let killed = Command::new("kill").arg("-KILL").args(ids).status();
        assert!(killed.is_ok(), "{killed:?}");
        // One that has ended and was not asked for yet has no program any more.
        while processes.iter().any(|process| fs::read_link(format!("/proc/{process}/exe")).is_ok()) {
            thread::yield_now();
        }
        self.is_killed.set(true);
    }

    /// Keeps a picture of what is to be seen, and says where.
    pub fn picture(&self, name: &str) -> PathBuf {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/screenshots");
        let path = folder.join(format!("{name}.png"));
        let picture = self.runtime.block_on(self.session.screenshot_as_png()).unwrap_or_default();
        if let Err(error) = fs::create_dir_all(&folder).and_then(|()| fs::write(&path, picture)) {
            eprintln!("{}: {error}", path.display());
        }
        path
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if thread::panicking() {
            let test = thread::current().name().unwrap_or("test").replace("::", "-");
            eprintln!("What was to be seen: {}", self.picture(&format!("failed-{test}")).display());
        }
        if self.is_killed.get() {
            return;
        }
        let quit = self.session.clone().quit();
        // Closes it as a person does, so that what it kept is on the disk. The driver's end ends it in any case.
        let closed =
            self.runtime.block_on(async { tokio::time::timeout(Duration::from_secs(10), quit).await });
        if !matches!(closed, Ok(Ok(()))) {
            eprintln!(
                "{:?} did not close in time; its driver (process {}) is ended.",
                self.make,
                self.driver.id()
            );
        }
    }
}

/// The processes that a process has started, as Linux lists them.
fn children(process: u32) -> Vec<u32> {
    let tasks = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let lists = tasks.filter_map(|task| fs::read_to_string(task.path().join("children")).ok());
    lists
        .flat_map(|list| list.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<_>>())
        .collect()
}

fn address(driver: &Driver) -> String {
    format!("http://127.0.0.1:{}", driver.port)
}

/// A failure without the addresses in the driver's own code.
fn without_stack(words: &str) -> &str {
    words.split("Stacktrace:").next().unwrap_or(words).trim_end()
}
