//! How a person comes: with which window, language and light, and from which path the program is served.

use std::cell::Cell;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::browser::{Browser, Make};
use crate::{Page, Site};

/// What is set before the page is opened.
pub struct Visit {
    pub(crate) make: Make,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) language: &'static str,
    pub(crate) is_dark: bool,
    pub(crate) keeps_nothing: bool,
    folder: PathBuf,
    path: &'static str,
}

impl Default for Visit {
    fn default() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dist");
        Self {
            make: Make::Chromium,
            width: 1280,
            height: 800,
            language: "en",
            is_dark: false,
            keeps_nothing: false,
            folder,
            path: "/",
        }
    }
}

impl Visit {
    /// An English browser of 1280 by 800 in daylight.
    pub fn new() -> Self {
        Self::default()
    }

    /// In Firefox, which has mouse and keys, but not what is asked of the DevTools protocol.
    #[must_use]
    pub fn firefox(self) -> Self {
        Self { make: Make::Firefox, ..self }
    }

    /// The inside of the window, in CSS pixels.
    #[must_use]
    pub fn window(self, width: u32, height: u32) -> Self {
        Self { width, height, ..self }
    }

    /// The language that the browser prefers: `zh-CN`, `en`.
    #[must_use]
    pub fn language(self, language: &'static str) -> Self {
        Self { language, ..self }
    }

    #[must_use]
    pub fn dark(self) -> Self {
        Self { is_dark: true, ..self }
    }

    /// The browser's settings allow no site to keep data.
    #[must_use]
    pub fn keeping_nothing(self) -> Self {
        Self { keeps_nothing: true, ..self }
    }

    /// Serves the program from another path than `/`; it begins and ends with a slash.
    #[must_use]
    pub fn under(self, path: &'static str) -> Self {
        Self { path, ..self }
    }

    /// Visits another page than the release build.
    #[must_use]
    pub fn folder(self, folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), ..self }
    }

    /// Opens the page in a new profile and waits until the program has started.
    #[track_caller]
    pub fn open(self) -> Page {
        let home = TempDir::with_prefix("pizhu-").expect("a folder for the profile");
        let browser = Browser::start(&self, home.path());
        let site = Site::serve(&self.folder, self.path);
        let page = Page { browser, site, visit: self, home, held: Cell::default() };
        page.arrive();
        page
    }
}
