//! What both stores have, put together: the same on the page, where it is little, and in a worker, where it is much.

mod news;
mod wire;

use std::sync::Arc;

pub use self::news::{RecoveryEvent, wanted};
use super::load::Loading;
use super::{Key, Loaded, decode, merged, quota};
use crate::model::SmallMap;
use crate::text::{CharOffset, Document, DocumentId};

/// What a worker is asked for. The mirror it opens itself.
#[derive(Debug)]
pub struct MergeJob {
    /// Keys and values of the store of record.
    pub here: Vec<(String, String)>,
    /// Texts that the page has already, so that they need not come over.
    pub known: Vec<DocumentId>,
    /// The text that is shown or waited for, and where it was left: it comes before all else, with what is near there.
    pub wanted: Option<(DocumentId, CharOffset)>,
}

/// Both stores together.
#[derive(Debug)]
pub struct Merged {
    pub loaded: Loaded,
    /// Of each record in the store of record.
    pub beside: Vec<Freshness>,
    /// What the mirror alone has, so that the store of record gets it again. Where that is more than the store of
    /// record could hold, it stands there by plan, and nothing is listed.
    pub lost: Vec<Key>,
    pub is_large: bool,
}

/// How a record in the store of record stands beside the mirror.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// The mirror has it to the letter, and nothing later.
    Equal,
    /// The mirror has all of it, and more.
    Stale,
    /// The mirror does not have all of it.
    Newer,
}

/// Both stores while they are read.
pub struct Merge<'a> {
    here: &'a [(String, String)],
    /// Where each record stands in it.
    places: SmallMap<&'a str, usize>,
    beside: Vec<Freshness>,
    /// The mirror's copies that are not alike, in a chunk or alone.
    others: Vec<(usize, String)>,
    /// What the mirror alone has, as long as that is not much.
    lost: Vec<Key>,
    mirrored: usize,
    loading: Loading,
}

impl<'a> Merge<'a> {
    /// Begins with the store of record.
    pub fn of(here: &'a [(String, String)]) -> Self {
        let mut loading = Loading::default();
        for (name, raw) in here {
            loading.take(name.clone(), raw.clone());
        }
        Self {
            here,
            places: here.iter().enumerate().map(|(number, (name, _))| (&**name, number)).collect(),
            beside: vec![Freshness::Newer; here.len()],
            others: Vec::new(),
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
                    self.beside.get_mut(number).into_iter().for_each(|beside| *beside = Freshness::Equal);
                    // Read already: nearly all that both have is alike.
                    return;
                }
                self.others.push((number, raw.clone()));
            }
            None if self.is_large() => self.lost.clear(),
            None => self.lost.extend(Key::parse(&name)),
        }
        self.loading.take(name, raw);
    }

    /// More stands in the mirror alone than the store of record is given again.
    fn is_large(&self) -> bool {
        self.mirrored > self.here.len() + quota::MANY
    }

    /// Joins both.
    pub fn done(self, shipped: &[Arc<Document>]) -> Merged {
        let is_large = self.is_large();
        let lost = if is_large { Vec::new() } else { self.lost };
        let Self { here, mut beside, mut others, .. } = self;
        others.sort_by_key(|(number, _)| *number);
        for copies in others.chunk_by(|(one, _), (other, _)| one == other) {
            let number = copies.first().map_or(0, |(number, _)| *number);
            let (Some(beside), Some((name, raw))) = (beside.get_mut(number), here.get(number)) else {
                continue;
            };
            let copies = copies.iter().map(|(_, raw)| &**raw);
            if let Some(key) = Key::parse(name) {
                *beside = compared(&key, raw, *beside, copies);
            }
        }
        Merged { loaded: self.loading.join(shipped), beside, lost, is_large }
    }
}

/// A record beside all copies of it that the mirror has, of which these are not alike; `first` says whether one is.
fn compared<'a>(
    key: &Key,
    here: &'a str,
    first: Freshness,
    copies: impl Iterator<Item = &'a str>,
) -> Freshness {
    let readable =
        copies.chain((first == Freshness::Equal).then_some(here)).filter(|copy| decode(key, copy).is_ok());
    let joined = readable.fold(None, |joined: Option<String>, copy| match joined {
        Some(joined) => merged(key, &joined, copy).ok(),
        None => Some(copy.to_owned()),
    });
    let Some(joined) = joined else { return first };
    if joined == here {
        Freshness::Equal
    } else if merged(key, here, &joined).is_ok_and(|both| both != joined) {
        Freshness::Newer
    } else {
        Freshness::Stale // also one that cannot be read: the mirror mends it
    }
}

/// Joins both, where all of the mirror is at hand.
pub fn gather(
    here: &[(String, String)],
    mirrored: Vec<(String, String)>,
    shipped: &[Arc<Document>],
) -> Merged {
    let mut gathering = Merge::of(here);
    for (name, raw) in mirrored {
        gathering.take(name, raw);
    }
    gathering.done(shipped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Project, Stamp, Stamped, TagId};
    use crate::storage::{Settings, value};

    #[test]
    fn what_the_mirror_alone_has_is_lost_unless_it_is_much() {
        let tag = |number: usize| (format!("an:g:t{number}"), "{".to_owned());
        let here = [tag(0), ("an:g:t1".to_owned(), "otherwise".to_owned())];
        for (count, is_large) in [(3, false), (quota::MANY + 2, false), (quota::MANY + 3, true)] {
            let gathered = gather(&here, (0..count).map(tag).collect(), &[]);
            assert_eq!(gathered.beside, [Freshness::Equal, Freshness::Newer], "{count}");
            assert_eq!(gathered.is_large, is_large, "{count}");
            assert_eq!(gathered.lost.len(), if is_large { 0 } else { count - 2 }, "{count}");
        }
        let twice = [here[0].clone(), ("an:g:t0".to_owned(), "later".to_owned())];
        assert_eq!(gather(&here[..1], twice.to_vec(), &[]).beside, [Freshness::Equal], "in a chunk or alone");
    }

    #[test]
    fn of_two_copies_in_the_mirror_the_later_one_counts() {
        let label = |millis: u64| {
            let mut project = Project::new();
            let id = TagId::new("quote").unwrap();
            let mut tag = project.scheme.get(&id).unwrap().as_ref().clone();
            tag.label = Stamped::new(millis.to_string().into(), Stamp::of_file(millis));
            Arc::make_mut(&mut project.scheme).put(tag);
            let key = Key::Tag(id);
            (key.to_string(), value(&project, &Settings::new(), &key).unwrap())
        };
        let damaged = (label(1).0, "{".to_owned());
        let table = [
            (label(5), vec![label(5), label(4)], Freshness::Equal),
            (label(5), vec![label(4), label(5)], Freshness::Equal),
            (label(5), vec![label(5), label(6)], Freshness::Stale),
            (label(5), vec![label(6), label(5)], Freshness::Stale),
            (label(5), vec![label(6)], Freshness::Stale),
            (label(5), vec![label(4)], Freshness::Newer),
            (label(5), vec![label(4), label(3)], Freshness::Newer),
            (label(5), vec![], Freshness::Newer),
            (label(5), vec![damaged.clone()], Freshness::Newer),
            (damaged.clone(), vec![label(5)], Freshness::Stale),
            (damaged.clone(), vec![damaged, label(5)], Freshness::Stale),
        ];
        for (here, mirrored, beside) in table {
            assert_eq!(
                gather(std::slice::from_ref(&here), mirrored.clone(), &[]).beside,
                [beside],
                "{here:?} {mirrored:?}"
            );
        }
    }
}
