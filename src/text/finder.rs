//! The work of finding words, as a table: its data on equal characters are large, and are fetched when they are first needed.

use super::{Query, SearchProgress, Span};

/// Finds words in a text, and says how far it is.
type Find = fn(&Query, &str, &mut dyn FnMut(SearchProgress)) -> Vec<Span>;

/// What finds words.
pub struct Finder {
    pub query: fn(&str) -> Query,
    pub is_in: fn(&Query, &str) -> bool,
    pub find: Find,
}

/// Named by `browser::finder` and by tests alone: whoever names it brings its tables along.
pub static FINDER: Finder = Finder {
    query: Query::new,
    is_in: Query::is_in,
    find: |query, text, hear| query.find_in_text(text, hear),
};
