//! Chromium as the tests want it.

use std::path::Path;

use serde_json::json;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{CapabilitiesHelper, ChromeCapabilities, ChromiumLikeCapabilities, DesiredCapabilities};

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

/// A content setting of Chromium.
const ALLOW: u32 = 1;
const BLOCK: u32 = 2;

/// With a profile in the folder.
pub fn capabilities(visit: &Visit, home: &Path) -> WebDriverResult<ChromeCapabilities> {
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
