//! The other browser of the tests: Debian's Firefox, with its driver from the registry. `FIREFOX` and `GECKODRIVER` name
//! others.

use std::path::PathBuf;

use crate::debian::{self, given, on_path};
use crate::shell::Outcome;
use crate::tools;

const PACKAGES: &[&str] = &["firefox-esr"];

pub struct Firefox {
    pub firefox: PathBuf,
    pub driver: PathBuf,
}

/// Finds the browser, and installs it where this machine and this user can; builds the driver, once.
pub fn ready() -> Outcome<Firefox> {
    let what = "One story of the tests needs Firefox (some 70 MB to download)";
    let firefox = debian::ready(what, PACKAGES, "install it and let FIREFOX name the program.", || {
        given("FIREFOX").or_else(|| on_path("firefox-esr"))
    })?;
    let driver = given("GECKODRIVER").map_or_else(tools::geckodriver, Ok)?;
    Ok(Firefox { firefox, driver })
}
