//! What both stores have, put together: the same on the page, where it is little, and in a worker, where it is much.

mod news;
mod wire;

use std::sync::Arc;

pub use self::news::{News, wanted};
use super::{Key, Loaded, load, room};
use crate::model::SmallMap;
use crate::text::{CharOffset, Document, DocumentId};

/// What a worker is asked for. The mirror it opens itself.
#[derive(Debug)]
pub struct GatherJob {
    /// Keys and values of the store of record.
    pub here: Vec<(String, String)>,
    /// Texts that the page has already, so that they need not come over.
    pub known: Vec<DocumentId>,
    /// The text that is shown or waited for, and where it was left: it comes before all else, with what is near there.
    pub wanted: Option<(DocumentId, CharOffset)>,
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

/// Joins both.
pub fn gather(
    here: &[(String, String)],
    mirrored: &[(String, String)],
    shipped: &[Arc<Document>],
) -> Gathered {
    let record: SmallMap<&str, usize> =
        here.iter().enumerate().map(|(number, (name, _))| (&**name, number)).collect();
    let is_large = mirrored.len() > here.len() + room::MANY;
    let mut alike = vec![false; here.len()];
    let mut lost = Vec::new();
    for (name, raw) in mirrored {
        match record.get(&**name).copied() {
            Some(number) => {
                let is_alike = here.get(number).is_some_and(|(_, here)| here == raw);
                alike.get_mut(number).into_iter().for_each(|alike| *alike |= is_alike);
            }
            None if !is_large => lost.extend(Key::parse(name)),
            None => {}
        }
    }
    let loaded = load([here, mirrored].concat(), shipped);
    Gathered { loaded, alike, lost, is_large }
}
