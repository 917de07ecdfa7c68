//! The browser of the tests: Debian's Chromium with its driver and a font with Han characters.
//! `CHROME` and `CHROMEDRIVER` name others.

use std::fs;
use std::path::PathBuf;

use crate::shell::{Outcome, about, ask, program, root, run, say};

const PACKAGES: &[&str] = &["chromium", "chromium-driver", "fonts-noto-cjk"];

pub struct Chromium {
    pub chrome: PathBuf,
    pub driver: PathBuf,
}

/// Finds the browser, and installs it where this machine and this user can.
pub fn ready() -> Outcome<Chromium> {
    if let Some(found) = find() {
        return Ok(found);
    }
    let install = format!("apt-get install -y --no-install-recommends {}", PACKAGES.join(" "));
    let is_root = ask(program("id").arg("-u")).as_deref() == Some("0");
    if !is_root || on_path("apt-get").is_none() {
        return Err(format!(
            "The tests need Chromium, its driver and a font with Han characters. On Debian:\n  sudo {install}\n\
             Elsewhere, install them and let CHROME and CHROMEDRIVER name the two programs."
        ));
    }
    say("The tests need Chromium, its driver and a font with Han characters (some 170 MB to download).");
    run(program("apt-get").arg("update"))?;
    run(program("apt-get").args(install.split(' ').skip(1)).env("DEBIAN_FRONTEND", "noninteractive"))?;
    find().ok_or_else(|| format!("`{install}` ran, and still they are not there."))
}

fn find() -> Option<Chromium> {
    let given = |variable: &str| std::env::var_os(variable).map(PathBuf::from);
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

fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
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
