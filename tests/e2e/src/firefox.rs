//! Firefox as the tests want it. It has no DevTools protocol, so mouse and keys go through WebDriver's own actions.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use thirtyfour::common::command::{Actions, Command};
use thirtyfour::error::WebDriverResult;
use thirtyfour::{CapabilitiesHelper, DesiredCapabilities, FirefoxCapabilities};

use crate::Visit;
use crate::browser::{Browser, Make};
use crate::mouse::{Point, Step};

/// With a profile and downloads in the folder. What the driver would make is gone with the driver.
pub fn capabilities(visit: &Visit, home: &Path) -> WebDriverResult<FirefoxCapabilities> {
    let mut capabilities = DesiredCapabilities::firefox();
    let (profile, downloads) = (home.join("profile"), home.join("downloads"));
    fs::create_dir_all(&profile).expect("a folder for the profile");
    let preferences = json!({
        "intl.accept_languages": visit.language,
        "layout.css.prefers-color-scheme.content-override": u8::from(!visit.is_dark),
        "browser.download.folderList": 2, // the one below
        "browser.download.dir": downloads,
        "browser.download.alwaysOpenPanel": false,
        "browser.helperApps.neverAsk.saveToDisk": "application/json",
        // After a crash it comes back as it begins: with one window, and not in its safe mode.
        "browser.sessionstore.resume_from_crash": false,
        "toolkit.startup.max_resumed_crashes": -1,
        // The page's own server is the only thing that it may speak to.
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
    });
    let mut options = json!({ "args": ["-headless", "-profile", profile], "prefs": preferences });
    if let (Some(firefox), Some(options)) = (std::env::var_os("FIREFOX"), options.as_object_mut()) {
        options.insert("binary".into(), Value::from(firefox.to_string_lossy()));
    }
    capabilities.set("moz:firefoxOptions", options)?;
    Ok(capabilities)
}

/// What WebDriver calls the keys that type nothing (WebDriver, §17.4.2), by `KeyboardEvent.code`.
const NAMED: &[(&str, char)] = &[
    ("Backspace", '\u{e003}'),
    ("Tab", '\u{e004}'),
    ("Enter", '\u{e007}'),
    ("ShiftLeft", '\u{e008}'),
    ("ControlLeft", '\u{e009}'),
    ("AltLeft", '\u{e00a}'),
    ("Escape", '\u{e00c}'),
    ("PageUp", '\u{e00e}'),
    ("PageDown", '\u{e00f}'),
    ("End", '\u{e010}'),
    ("Home", '\u{e011}'),
    ("ArrowLeft", '\u{e012}'),
    ("ArrowUp", '\u{e013}'),
    ("ArrowRight", '\u{e014}'),
    ("ArrowDown", '\u{e015}'),
    ("Delete", '\u{e017}'),
    ("F1", '\u{e031}'),
    ("F2", '\u{e032}'),
    ("F3", '\u{e033}'),
];

impl Browser {
    /// The mouse, as [`crate::Page`] names what it does: moves, presses, releases. Firefox counts presses by itself, unless
    /// the mouse moves between them.
    #[track_caller]
    pub fn point(&self, steps: &[Step]) {
        let place = |at: usize| steps.get(at).map(|step| step.1);
        let is_still = |at: usize| at > 0 && place(at - 1) == place(at);
        let moves = |kind: &str| kind == "mouseMoved";
        let steps = steps.iter().enumerate().filter(|(at, (kind, ..))| !(moves(kind) && is_still(*at)));
        let step = |(_, (kind, Point { x, y }, _)): (usize, &Step)| match *kind {
            "mousePressed" => json!({ "type": "pointerDown", "button": 0 }),
            "mouseReleased" => json!({ "type": "pointerUp", "button": 0 }),
            _ => json!({ "type": "pointerMove", "duration": 0, "x": x.round(), "y": y.round() }),
        };
        let steps: Vec<Value> = steps.map(step).collect();
        let parameters = json!({ "pointerType": "mouse" });
        self.act(json!([{ "type": "pointer", "id": "mouse", "parameters": parameters, "actions": steps }]));
    }

    /// A key goes down or up.
    #[track_caller]
    pub fn key(&self, kind: &str, code: &str, key: &str) {
        let value =
            NAMED.iter().find(|(name, _)| *name == code).map_or(key.to_owned(), |(_, sign)| sign.to_string());
        let kind = if kind == "keyUp" { "keyUp" } else { "keyDown" };
        let step = json!({ "type": kind, "value": value });
        self.act(json!([{ "type": "key", "id": "keys", "actions": [step] }]));
    }

    /// Waits until two frames were shown: Firefox takes a click for where things were on the screen, which may lag
    /// behind where a script has scrolled them.
    #[track_caller]
    pub fn show_frames(&self) {
        if self.make == Make::Firefox {
            let frames = "requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(arguments[0])))";
            self.run(async |session| session.execute_async(frames, Vec::new()).await.map(drop));
        }
    }

    #[track_caller]
    fn act(&self, actions: Value) {
        let command = Command::PerformActions(Actions::from(actions));
        self.run(async |session| session.handle().cmd(command).await.map(drop));
    }
}
