//! What the session knows of the world outside: time, fresh ids, the reader's languages, what the browser can do. It comes
//! in from outside, so that tests fix it.

use std::rc::Rc;

use super::Importer;
use crate::model::AnnotationId;
use crate::text::Finder;

/// The world outside, as it was when the page began.
#[derive(Clone)]
pub struct Environment {
    /// Milliseconds since 1970-01-01 UTC.
    pub now: fn() -> u64,
    /// A name that no other annotation has.
    pub new_id: fn() -> AnnotationId,
    /// Hours, minutes and seconds where the reader is, of milliseconds since 1970.
    pub time_of_day: fn(u64) -> String,
    /// A word with each letter in its small form.
    pub lowercase: fn(&str) -> String,
    /// The address at which the page opens with an annotation.
    pub link_to: fn(AnnotationId) -> String,
    /// The work of looking for words, once its module has been fetched.
    pub finder: fn() -> Option<&'static Finder>,
    /// The work of bringing in a file, once its module has been fetched.
    pub importer: fn() -> Option<&'static Importer>,
    /// The reader's languages, the best first, as BCP 47.
    pub languages: Rc<[String]>,
    /// The system asks for a dark page.
    pub prefers_dark: bool,
}
