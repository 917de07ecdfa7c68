//! What both stores have, put together: the same on the page, where it is little, and in a worker, where it is much.

mod news;
mod wire;

use std::sync::Arc;

pub use self::news::{News, wanted};
use super::load::Loading;
use super::{Key, Loaded, room};
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

/// Both stores while they are read.
pub struct Gathering<'a> {
    here: &'a [(String, String)],
    /// Where each record stands in it.
    places: SmallMap<&'a str, usize>,
    alike: Vec<bool>,
    /// What the mirror alone has, as long as that is not much.
    lost: Vec<Key>,
    mirrored: usize,
    loading: Loading,
}

impl<'a> Gathering<'a> {
    /// Begins with the store of record.
    pub fn of(here: &'a [(String, String)]) -> Self {
        let mut loading = Loading::default();
        for (name, raw) in here {
            loading.take(name.clone(), raw.clone());
        }
        Self {
            here,
            places: here.iter().enumerate().map(|(number, (name, _))| (&**name, number)).collect(),
            alike: vec![false; here.len()],
            lost: Vec::new(),
            mirrored: 0,
            loading,
        }
    }

    /// Takes a record of the mirror.
    pub fn take(&mut self, name: String, raw: String) {
        self.mirrored += 1;
        match self.places.get(&*name).copied() {
            Some(number) => {
                let is_alike = self.here.get(number).is_some_and(|(_, here)| *here == raw);
                if is_alike {
                    self.alike.get_mut(number).into_iter().for_each(|alike| *alike = true);
                    // Read already: nearly all that both have is alike.
                    return;
                }
            }
            None if self.is_large() => self.lost.clear(),
            None => self.lost.extend(Key::parse(&name)),
        }
        self.loading.take(name, raw);
    }

    /// More stands in the mirror alone than the store of record is given again.
    fn is_large(&self) -> bool {
        self.mirrored > self.here.len() + room::MANY
    }

    /// Joins both.
    pub fn done(self, shipped: &[Arc<Document>]) -> Gathered {
        let is_large = self.is_large();
        let lost = if is_large { Vec::new() } else { self.lost };
        Gathered { loaded: self.loading.join(shipped), alike: self.alike, lost, is_large }
    }
}

/// Joins both, where all of the mirror is at hand.
pub fn gather(
    here: &[(String, String)],
    mirrored: Vec<(String, String)>,
    shipped: &[Arc<Document>],
) -> Gathered {
    let mut gathering = Gathering::of(here);
    for (name, raw) in mirrored {
        gathering.take(name, raw);
    }
    gathering.done(shipped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_mirror_alone_has_is_lost_unless_it_is_much() {
        let tag = |number: usize| (format!("an:g:t{number}"), "{".to_owned());
        let here = [tag(0), ("an:g:t1".to_owned(), "otherwise".to_owned())];
        for (count, is_large) in [(3, false), (room::MANY + 2, false), (room::MANY + 3, true)] {
            let gathered = gather(&here, (0..count).map(tag).collect(), &[]);
            assert_eq!(gathered.alike, [true, false], "{count}");
            assert_eq!(gathered.is_large, is_large, "{count}");
            assert_eq!(gathered.lost.len(), if is_large { 0 } else { count - 2 }, "{count}");
        }
        let twice = [here[0].clone(), ("an:g:t0".to_owned(), "later".to_owned())];
        assert_eq!(gather(&here[..1], twice.to_vec(), &[]).alike, [true], "in a chunk or alone");
    }
}
