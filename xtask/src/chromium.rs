//! The browser of the tests: Debian's Chromium with its driver and a font with Han characters.
//! `CHROME` and `CHROMEDRIVER` name others.

use std::fs;
use std::path::PathBuf;

use crate::debian::{self, given, on_path};
use crate::shell::{Outcome, about, ask, program, root};

const PACKAGES: &[&str] = &["chromium", "chromium-driver", "fonts-noto-cjk"];

pub struct Chromium {
    pub chrome: PathBuf,
    pub driver: PathBuf,
}

/// Finds the browser, and installs it where this machine and this user can.
pub fn ready() -> Outcome<Chromium> {
    let what = "The tests need Chromium, its driver and a font with Han characters (some 170 MB to download)";
    let or_else = "install them and let CHROME and CHROMEDRIVER name the two programs.";
    debian::ready(what, PACKAGES, or_else, find)
}

fn find() -> Option<Chromium> {
    let chrome = given("CHROME");
    let is_own = chrome.is_some();
    let chrome = chrome.or_else(|| on_path("chromium"))?;
    let driver = given("CHROMEDRIVER").or_else(|| on_path("chromedriver"))?;
    // Whoever brings a browser has fonts.
    (is_own || has_font()).then_some(Chromium { chrome, driver })
}

fn has_font() -> bool {
    ask(program("fc-list").args([":lang=zh-cn", "family"])).is_some_and(|families| !families.is_empty())
}

/// The switches for wasm-bindgen's test runner, in a file as it wants them.
pub fn capabilities(chromium: &Chromium) -> Outcome<PathBuf> {
    let path = root().join("target/webdriver.json");
    let chrome = chromium.chrome.to_string_lossy().replace('\\', "\\\\").replace('"', "\\\"");
    let json = format!(
        r#"{{"goog:chromeOptions": {{"binary": "{chrome}", "args": ["headless", "no-sandbox", "disable-gpu", "disable-dev-shm-usage", "disable-quic", "no-first-run", "disable-background-networking", "disable-component-update", "disable-sync"]}}}}"#
    );
    fs::write(&path, json).map_err(|error| about(&path, error))?;
    Ok(path)
}
