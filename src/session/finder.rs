//! The work of looking for words, which is lazily loaded with its tables of equal characters.

use crate::text::{Document, Query, Span};

/// What looking for words takes.
pub struct Finder {
    pub query: fn(&str) -> Query,
    pub find_in: fn(&Query, &Document) -> Vec<Span>,
    pub is_in: fn(&Query, &str) -> bool,
}

/// Named by the lazily loaded module and by tests alone: it would bring its tables into the first file.
pub static FINDER: Finder = Finder { query: Query::new, find_in: Query::find_in, is_in: Query::is_in };
