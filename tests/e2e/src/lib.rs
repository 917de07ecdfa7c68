//! The built program in a real Chromium, or a real Firefox, with real mouse and key events.
//!
//! A test reads as what a person does. Nothing here waits a fixed time: an action acts, [`Page::wait`] looks until
//! something is so, and what fails says it at the line of the test. A failed test leaves a picture in
//! `target/screenshots/`.
//!
//! ```ignore
//! let page = Visit::new().language("zh-CN").open();
//! page.select_text("极响应号召", 0);
//! page.press("Digit1");
//! page.wait("a row", |page| page.rows().len() == 1);
//! assert_eq!(page.painted()[0].text, "极响应号召");
//! ```
//!
//! Start reading at `page.rs`; `page.js` is what it asks the page.

#![allow(clippy::expect_used, clippy::panic, reason = "a harness fails its test")]

mod annotating;
mod axe;
mod browser;
mod chromium;
mod driver;
mod files;
mod firefox;
mod keys;
mod mouse;
mod page;
mod project_file;
mod site;
mod touch;
mod visit;

pub use files::Download;
pub use page::{Page, Painted, Row, Window};
pub use project_file::ProjectFile;
pub use site::Site;
pub use visit::Visit;
