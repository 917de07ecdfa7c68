//! What both stores have, put together: the same on the page, where it is little, and in a worker, where it is much.

mod news;
mod wire;

use std::sync::Arc;

pub use self::news::{News, wanted};
use super::{Key, Loaded, load};
use crate::model::SmallMap;
use crate::text::{Document, DocumentId};

/// What a worker is asked for. The mirror it opens itself.
#[derive(Debug)]
pub struct GatherJob {
    /// Keys and values of the store of record.
    pub here: Vec<(String, String)>,
    /// Texts that the page has already, so that they need not come over.
    pub known: Vec<DocumentId>,
    /// The text that somebody waits for: it comes before all else.
    pub wanted: Option<DocumentId>,
}

/// Both stores together.
#[derive(Debug)]
pub struct Gathered {
    pub loaded: Loaded,
    /// Of each record in the store of record: it stands in the mirror to the letter.
    pub alike: Vec<bool>,
    /// What the mirror alone has, so that the store of record gets it again. Where that is more than the store of
    /// record could hold, it stands there by plan, and nothing is listed.
    pub lost: Vec<Key>,
    pub is_large: bool,
}

/// More records than this in the mirror alone are there by plan.
const LARGE: usize = 2_000;

/// Joins both.
pub fn gather(
    here: &[(String, String)],
    mirrored: &[(String, String)],
    shipped: &[Arc<Document>],
) -> Gathered {
    // Both are in the order of their keys, or nearly.
    let mirror: SmallMap<&str, &str> = mirrored.iter().map(|(name, raw)| (&**name, &**raw)).collect();
    let alike = here.iter().map(|(name, raw)| mirror.get(&**name) == Some(&&**raw)).collect();
    let is_large = mirrored.len() > here.len() + LARGE;
    let record: SmallMap<&str, ()> = here.iter().map(|(name, _)| (&**name, ())).collect();
    let is_lost = |name: &str| !is_large && !record.contains_key(name);
    let lost =
        mirrored.iter().filter(|(name, _)| is_lost(name)).filter_map(|(name, _)| Key::parse(name)).collect();
    let loaded = load([here, mirrored].concat(), shipped);
    Gathered { loaded, alike, lost, is_large }
}
