//! The page as a person sees it: what it shows, and how one waits for it.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::WindowHandle;

use crate::browser::{Browser, Make};
use crate::{Site, Visit};

/// How long one waits before a test fails. It says nothing of how fast a page should be: a worker may have a hundred
/// megabytes to read, and the machine others at work.
const PATIENCE: Duration = Duration::from_mins(1);
const POLL: Duration = Duration::from_millis(20);

/// The program, opened in a browser of its own.
pub struct Page {
    // Dropped in this order: the browser is closed before its profile is deleted.
    pub(crate) browser: Browser,
    pub(crate) site: Site,
    pub(crate) visit: Visit,
    pub(crate) home: TempDir,
    /// The modifiers that are down while the mouse acts.
    pub(crate) held: Cell<u32>,
}

/// One of several windows of a browser.
pub struct Window(WindowHandle);

/// A stretch that the CSS Custom Highlight API paints.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Painted {
    /// Of the highlight.
    pub name: String,
    /// In code points of the document's text.
    pub start: u32,
    pub end: u32,
    pub text: String,
}

/// A row of the list of annotations.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Row {
    pub id: String,
    /// The words that are annotated; a line feed in them is a space.
    pub quote: String,
    /// All that it shows.
    pub text: String,
}

impl Row {
    /// A CSS selector of something in it.
    pub fn part(&self, selector: &str) -> String {
        format!("[data-annotation='{}'] {selector}", self.id)
    }
}

impl Page {
    /// Opens the page and waits until the program has taken the place of the sentence about loading.
    #[track_caller]
    pub fn arrive(&self) {
        fs::create_dir_all(self.downloads()).expect("a folder for downloads");
        match self.browser.make {
            Make::Chromium => self.set_up(),
            Make::Firefox => self.fit_window(),
        }
        self.open(&self.site.address());
    }

    #[track_caller]
    fn set_up(&self) {
        let Visit { width, height, is_dark, .. } = self.visit;
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size);
        let light = if is_dark { "dark" } else { "light" };
        let features = json!([{ "name": "prefers-color-scheme", "value": light }]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features }));
        self.devtools(
            "Browser.setDownloadBehavior",
            json!({ "behavior": "allow", "downloadPath": self.downloads() }),
        );
    }

    /// Gives the window such a size that its inside has the one that was asked for.
    #[track_caller]
    fn fit_window(&self) {
        let frame = "[outerWidth - innerWidth, outerHeight - innerHeight]";
        let [width, height]: [u32; 2] = self.ask(frame, &[]);
        let (width, height) = (self.visit.width + width, self.visit.height + height);
        self.browser.run(async |session| session.set_window_rect(0, 0, width, height).await.map(drop));
    }

    /// Goes to an address and waits until the program has started there.
    #[track_caller]
    pub fn open(&self, address: &str) {
        self.browser.run(async |session| session.goto(address).await);
        self.wait_for_start();
    }

    /// Goes elsewhere, so that nothing of the program runs until it is opened again: [`Page::arrive`].
    #[track_caller]
    pub fn leave(&self) {
        self.browser.run(async |session| session.goto("about:blank").await);
    }

    #[track_caller]
    pub fn reload(&self) {
        self.browser.run(async |session| session.refresh().await);
        self.wait_for_start();
    }

    /// Opens the page in one more window of the same browser, and looks at that.
    #[track_caller]
    pub fn open_window(&self) -> Window {
        self.browser.run(async |session| {
            let window = session.new_window().await?;
            session.switch_to_window(window).await
        });
        self.arrive();
        self.window()
    }

    /// The window that is looked at.
    #[track_caller]
    pub fn window(&self) -> Window {
        Window(self.browser.run(async |session| session.window().await))
    }

    #[track_caller]
    pub fn look_at(&self, window: &Window) {
        self.browser.run(async |session| session.switch_to_window(window.0.clone()).await);
    }

    /// Closes the window that is looked at; another must be looked at next.
    #[track_caller]
    pub fn close_window(&self) {
        self.browser.run(async |session| session.close_window().await);
    }

    /// Closes the browser, and comes back to the page with a new one that has the same profile.
    #[must_use]
    #[track_caller]
    pub fn come_back(self) -> Self {
        let Self { browser, site, visit, home, .. } = self;
        drop(browser);
        let browser = Browser::start(&visit, home.path());
        let page = Self { browser, site, visit, home, held: Cell::default() };
        page.arrive();
        page
    }

    /// Kills the browser with all its processes, as a crash does, and comes back with a new one on the same profile.
    #[must_use]
    #[track_caller]
    pub fn come_back_from_a_crash(self) -> Self {
        self.browser.kill();
        self.come_back()
    }

    /// Runs a script of statements in the page.
    #[track_caller]
    pub fn run(&self, script: &str, arguments: &[Value]) {
        self.browser.run(async |session| session.execute(script, arguments.to_vec()).await.map(drop));
    }

    #[track_caller]
    fn wait_for_start(&self) {
        self.wait("the program's start", |page| {
            page.ask("document.readyState === 'complete' && !document.getElementById('loading')", &[])
        });
    }

    /// Looks until something is so, and fails when that takes more than [`PATIENCE`].
    #[track_caller]
    pub fn wait(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        self.wait_for(what, |page| is_so(page).then_some(()));
    }

    /// Looks until there is something, and answers with it.
    #[track_caller]
    pub fn wait_for<T>(&self, what: &str, look: impl Fn(&Self) -> Option<T>) -> T {
        let start = Instant::now();
        loop {
            let began = start.elapsed(); // a page that is busy answers late, and then says how it is
            if let Some(found) = look(self) {
                return found;
            }
            assert!(began < PATIENCE, "waited {} s in vain for {what}", PATIENCE.as_secs());
            thread::sleep(POLL);
        }
    }

    /// The value of a JavaScript expression, which may use what `page.js` defines and `arguments`.
    #[track_caller]
    pub fn ask<T: DeserializeOwned>(&self, expression: &str, arguments: &[Value]) -> T {
        let script = format!("{}\nreturn {expression};", include_str!("page.js"));
        let answer = self.browser.run(async |session| session.execute(script, arguments.to_vec()).await);
        let value = answer.json().clone();
        serde_json::from_value(value.clone())
            .unwrap_or_else(|error| panic!("{expression} is {value}: {error}"))
    }

    /// A command of the DevTools protocol, for what a test needs once.
    #[track_caller]
    pub fn devtools(&self, method: &str, parameters: Value) -> Value {
        self.browser.devtools(method, parameters)
    }

    /// The text of the document, as the element has it that holds it.
    #[track_caller]
    pub fn text(&self) -> String {
        self.ask("text()", &[])
    }

    /// Everything that is painted, by its place in the text.
    #[track_caller]
    pub fn painted(&self) -> Vec<Painted> {
        self.ask("painted()", &[])
    }

    /// The list of annotations, as it stands.
    #[track_caller]
    pub fn rows(&self) -> Vec<Row> {
        self.ask("rows()", &[])
    }

    /// What the page says about its state.
    #[track_caller]
    pub fn status(&self) -> String {
        self.ask(
            "[...document.querySelectorAll('[role=status]')].map((status) => status.innerText).join('\\n')",
            &[],
        )
    }

    /// Opens the menu behind "More".
    #[track_caller]
    pub fn open_menu(&self) {
        self.click("button", "More");
        self.wait("the menu", |page| page.is_there("#more:popover-open select"));
    }

    /// All words of the menu; it is closed again.
    #[track_caller]
    pub fn menu_says(&self) -> String {
        self.open_menu();
        let says = self.words("#more");
        self.press("Escape");
        self.wait("the menu to go", |page| !page.is_there("#more:popover-open"));
        says
    }

    /// All that is stored but which text was shown and the place where it was left, which is written a while later.
    #[track_caller]
    pub fn local_storage(&self) -> BTreeMap<String, String> {
        self.ask(
            "Object.fromEntries(Object.entries(localStorage).filter(([key]) => !/^an:s:(at-|shown)/.test(key)))",
            &[],
        )
    }

    /// Fills `localStorage` to the last character.
    #[track_caller]
    pub fn fill_storage(&self) {
        let length: u32 = self.ask("fillStorage()", &[]);
        assert!(length > 5_000_000, "{length} characters fill it");
    }

    /// Deletes all that the site has stored, as the browser's settings do.
    #[track_caller]
    pub fn clear_storage(&self) {
        let parameters = json!({ "origin": self.site.origin(), "storageTypes": "all" });
        self.devtools("Storage.clearDataForOrigin", parameters);
    }

    /// Warnings and errors on the console since the last question: exceptions, refused requests, a broken policy.
    #[track_caller]
    pub fn console_errors(&self) -> Vec<String> {
        let entries = self.browser.run(async |session| session.get_log("browser").await);
        let is_bad = |level: &str| matches!(level, "SEVERE" | "WARNING");
        entries.into_iter().filter(|entry| is_bad(&entry.level)).map(|entry| entry.message).collect()
    }

    /// The addresses that the page has asked for since the last question, wherever they lie.
    #[track_caller]
    pub fn requests(&self) -> Vec<String> {
        let entries = self.browser.run(async |session| session.get_log("performance").await);
        let events = entries.iter().filter_map(|entry| serde_json::from_str::<Value>(&entry.message).ok());
        let address = |event: Value| {
            let message = event.get("message")?;
            let is_request = message.get("method")? == "Network.requestWillBeSent";
            is_request.then(|| message.pointer("/params/request/url")?.as_str().map(String::from)).flatten()
        };
        // What is not sent, and the browser's own first page.
        let is_sent =
            |address: &String| !["data:", "blob:", "chrome:"].iter().any(|own| address.starts_with(own));
        events.filter_map(address).filter(is_sent).collect()
    }

    /// The server that the page comes from.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Keeps a picture of what is to be seen, in `target/screenshots/NAME.png`.
    pub fn screenshot(&self, name: &str) -> PathBuf {
        self.browser.picture(name)
    }

    pub(crate) fn downloads(&self) -> PathBuf {
        self.home.path().join("downloads")
    }
}
