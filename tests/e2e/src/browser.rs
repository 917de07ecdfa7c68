//! One Chromium with its driver. Both end when this is dropped, whatever happened in between.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;
use thirtyfour::{CapabilitiesHelper, ChromiumLikeCapabilities, DesiredCapabilities, WebDriver};
use tokio::runtime::{Builder, Runtime};

use crate::Visit;

/// The page's own server is the only thing that it may speak to; anything else would be refused, many times a second.
const SWITCHES: &[&str] = &[
    "--headless",
    "--no-sandbox", // root needs it, and the only page is ours
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
    "--remote-debugging-pipe", // the browser ends with its driver
];

pub struct Browser {
    runtime: Runtime,
    session: WebDriver,
    driver: Driver,
}

impl Browser {
    /// Starts one whose profile and downloads are kept in the folder.
    pub fn start(visit: &Visit, home: &Path) -> Self {
        let driver = Driver::start();
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let capabilities = capabilities(visit, home).expect("capabilities");
        let session = runtime
            .block_on(WebDriver::new(format!("http://127.0.0.1:{}", driver.port), capabilities))
            .unwrap_or_else(|error| panic!("Chromium does not start: {error}"));
        Self { runtime, session, driver }
    }

    /// Runs one step of the driver to its end.
    #[track_caller]
    pub fn run<T>(&self, step: impl AsyncFnOnce(&WebDriver) -> WebDriverResult<T>) -> T {
        match self.runtime.block_on(step(&self.session)) {
            Ok(value) => value,
            Err(error) => panic!("{}", without_stack(&error.to_string())),
        }
    }

    /// A command of the DevTools protocol.
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
                "Chromium did not close in time; its driver (process {}) is ended.",
                self.driver.child.id()
            );
        }
    }
}

/// A content setting of Chromium.
const ALLOW: u32 = 1;
const BLOCK: u32 = 2;

fn capabilities(visit: &Visit, home: &Path) -> WebDriverResult<thirtyfour::ChromeCapabilities> {
    let mut capabilities = DesiredCapabilities::chrome();
    for switch in SWITCHES {
        capabilities.add_arg(switch)?;
    }
    capabilities.add_arg(&format!("--user-data-dir={}", home.join("profile").display()))?;
    capabilities.add_arg(&format!("--lang={}", visit.language))?;
    capabilities.add_arg(&format!("--accept-lang={}", visit.language))?;
    if let Some(chrome) = std::env::var_os("CHROME") {
        capabilities.set_binary(&chrome.to_string_lossy())?;
    }
    let cookies = if visit.keeps_nothing { BLOCK } else { ALLOW };
    let preferences = json!({
        "intl.accept_languages": visit.language,
        "profile.default_content_setting_values.cookies": cookies, // and everything else that a site keeps
    });
    capabilities.add_experimental_option("prefs", preferences)?;
    capabilities.set("goog:loggingPrefs", json!({ "browser": "ALL", "performance": "ALL" }))?;
    Ok(capabilities)
}

/// The process that speaks WebDriver.
struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    fn start() -> Self {
        let program = std::env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let mut child = Command::new(&program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines().map_while(Result::ok);
        let port = lines.find_map(|line| port_in(&line)).expect("chromedriver says its port");
        thread::spawn(move || lines.for_each(drop)); // a full pipe would stop it
        Self { child, port }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// A failure without the addresses in the driver's own code.
fn without_stack(words: &str) -> &str {
    words.split("Stacktrace:").next().unwrap_or(words).trim_end()
}

/// `ChromeDriver was started successfully on port 38123.`
fn port_in(line: &str) -> Option<u16> {
    line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_read_from_what_the_driver_says() {
        assert_eq!(port_in("ChromeDriver was started successfully on port 38123."), Some(38123));
        assert_eq!(port_in("Starting ChromeDriver 156.0.8078.73 on port 0"), None);
    }
}
