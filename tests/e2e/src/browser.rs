//! One browser with its driver. Both end when this is dropped, whatever happened in between.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use thirtyfour::WebDriver;
use thirtyfour::error::WebDriverResult;
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
}

impl Browser {
    /// Starts one whose profile and downloads are kept in the folder.
    pub fn start(visit: &Visit, home: &Path) -> Self {
        let make = visit.make;
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let (driver, session) = match make {
            Make::Chromium => {
                let driver = Driver::start("CHROMEDRIVER", "chromedriver", &["--port=0"]);
                let capabilities = chromium::capabilities(visit, home).expect("capabilities");
                let session = runtime.block_on(WebDriver::new(address(&driver), capabilities));
                (driver, session)
            }
            Make::Firefox => {
                let driver = Driver::start("GECKODRIVER", "geckodriver", &["--port=0"]);
                let capabilities = firefox::capabilities(visit, home).expect("capabilities");
                let session = runtime.block_on(WebDriver::new(address(&driver), capabilities));
                (driver, session)
            }
        };
        let session = session.unwrap_or_else(|error| panic!("{make:?} does not start: {error}"));
        Self { make, runtime, session, driver }
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

fn address(driver: &Driver) -> String {
    format!("http://127.0.0.1:{}", driver.port)
}

/// A failure without the addresses in the driver's own code.
fn without_stack(words: &str) -> &str {
    words.split("Stacktrace:").next().unwrap_or(words).trim_end()
}
