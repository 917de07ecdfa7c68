//! Where what finds words is divided from the rest. The page and its worker both fetch it from here: what two annexes reach
//! by themselves lies in the file that every annex takes along, and the tables of letters are large.

use wasm_split_helpers::SplitLoaderError;
#[cfg(divided)]
use wasm_split_helpers::wasm_split;

use crate::text::{Query, SearchProgress, Span};

/// Finds words in a text, and says how far it is.
type Find = fn(&Query, &str, &mut dyn FnMut(SearchProgress)) -> Vec<Span>;

/// What finds words.
pub struct Finder {
    pub query: fn(&str) -> Query,
    pub is_in: fn(&Query, &str) -> bool,
    pub find: Find,
}

static FINDER: Finder = Finder {
    query: Query::new,
    is_in: Query::is_in,
    find: |query, text, hear| query.find_in_text(text, hear),
};

#[cfg_attr(divided, wasm_split(finder, fallible))]
#[expect(clippy::unnecessary_wraps, reason = "what is fetched may not come")]
fn to_finder() -> Result<&'static Finder, SplitLoaderError> {
    Ok(&FINDER)
}

#[cfg(divided)]
pub async fn open_finder() -> Option<&'static Finder> {
    to_finder().await.ok()
}

#[cfg(not(divided))]
pub async fn open_finder() -> Option<&'static Finder> {
    std::future::ready(to_finder()).await.ok()
}
