//! What lost a race, kept until somebody chooses or dismisses it. Nothing is lost with a copy that the reader was told is
//! saved, so the acknowledgements does not count them: they go into both stores, and come back from whichever has them.

use super::Replicator;
use crate::storage::{Conflict, Failure, Incoming, Key, Quoted, Record, decode, encode};

/// The copies of this session.
#[derive(Default)]
pub(super) struct Copies {
    /// What the stores were given, or have.
    kept: Vec<Conflict>,
    /// What the session offered when it was last asked. It hears of others a moment later than the replicator.
    offered: Vec<Conflict>,
}

impl Copies {
    /// What is there at the start, for both.
    pub fn of(found: Vec<Conflict>) -> Self {
        Self { kept: found.clone(), offered: found }
    }
}

impl Replicator {
    /// Keeps what is offered now, and takes away what is offered no longer.
    pub fn keep_copies(&self, offered: &[Conflict], now: u64) {
        let (new, gone) = {
            let mut copies = self.copies.borrow_mut();
            let (new, gone) = (without(offered, &copies.kept), without(&copies.offered, offered));
            copies.kept.retain(|copy| !gone.contains(copy));
            copies.kept.extend(new.iter().cloned());
            copies.offered = offered.to_vec();
            (new, gone)
        };
        if new.is_empty() && gone.is_empty() || *self.closed.borrow() == Some(Failure::Newer) {
            return;
        }
        for copy in &new {
            self.put_copy(copy, now);
        }
        for copy in &gone {
            let stamp = self.clock.borrow_mut().tick(now);
            self.record.remove(copy.key(), stamp);
            if let Some(mirror) = self.mirror() {
                mirror.remove(copy.key(), stamp);
                // Whoever heard of it from the mirror alone hears so that it is gone.
                mirror.announce(&copy.key(), "");
            }
        }
        if let Some(mirror) = self.mirror() {
            mirror.commit();
        }
    }

    /// Puts all of them where they may be missing.
    pub(super) fn put_copies(&self, now: u64) {
        let copies = self.copies.borrow().kept.clone();
        if copies.is_empty() || *self.closed.borrow() == Some(Failure::Newer) {
            return;
        }
        for copy in &copies {
            self.put_copy(copy, now);
        }
        if let Some(mirror) = self.mirror() {
            mirror.commit();
        }
    }

    /// Joins those that the mirror has, and answers with what was not known yet.
    pub(super) fn join_copies(&self, found: &[Conflict], now: u64) -> Vec<Conflict> {
        let news = without(found, &self.copies.borrow().kept);
        self.copies.borrow_mut().kept.extend(news.iter().cloned());
        self.put_copies(now);
        news
    }

    /// Another tab keeps a copy too, or offers it no longer.
    pub(super) fn hear_of_copy(&self, key: &Key, raw: &str) -> Incoming {
        let mut arrival = Incoming::default();
        if let Ok(Record::Conflict(document, quoted)) = decode(key, raw) {
            let copy = Conflict { document, annotation: quoted.annotation };
            if !self.copies.borrow().kept.contains(&copy) {
                self.copies.borrow_mut().kept.push(copy.clone());
                arrival.copies.push(copy);
            }
        } else {
            self.copies.borrow_mut().kept.retain(|copy| copy.key() != *key);
            arrival.withdrawn.push(key.clone());
        }
        arrival
    }

    fn put_copy(&self, copy: &Conflict, now: u64) {
        let quoted = {
            let handed = self.submitted.borrow();
            let annotated = handed.project.record(copy.document);
            annotated.map(|annotated| Quoted::of(&copy.annotation, &annotated.document))
        };
        let Some(quoted) = quoted else { return };
        let (key, value) = (copy.key(), encode(&Record::Conflict(copy.document, Box::new(quoted))));
        let stamp = self.clock.borrow_mut().tick(now);
        let mirror = self.mirror();
        if mirror.is_none() || self.record.has_room_for(&key, &value) {
            self.record.put(key.clone(), value.clone(), stamp);
        }
        if let Some(mirror) = mirror {
            mirror.put(key, value, stamp);
        }
    }
}

/// Those that the others do not have.
fn without(copies: &[Conflict], others: &[Conflict]) -> Vec<Conflict> {
    copies.iter().filter(|copy| !others.contains(copy)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;
    use std::sync::Arc;

    use super::*;
    use crate::builders::{self, document, span};
    use crate::model::{Annotation, Project, ReplicaId, Stamp, Stamped};
    use crate::storage::disk::Disk;
    use crate::storage::{KeyValue, KeyValueStore, Settings, StoreEvent, load, value};
    use crate::text::Document;

    impl Disk {
        fn sweep(&self) {
            for (key, _) in self.entries().unwrap() {
                self.remove(&key).unwrap();
            }
        }

        fn copies(&self) -> Vec<(String, String)> {
            let of_copies = |(key, _): &(String, String)| key.starts_with("an:c:");
            self.entries().unwrap().into_iter().filter(of_copies).collect()
        }
    }

    fn article() -> Arc<Document> {
        document("一二三")
    }

    fn annotation(note: &str, millis: u64, replica: u32) -> Annotation {
        let mut annotation = builders::annotation(1, span(0, 1), "term", Stamp::ORIGIN);
        annotation.note =
            Stamped::new(note.into(), Stamp { millis, counter: 0, replica: ReplicaId(replica) });
        annotation
    }

    /// A tab that begins with what is there.
    fn tab(disk: &Disk, replica: u32) -> (Replicator, Vec<Conflict>) {
        let store = Box::new(KeyValueStore::new(disk.clone()));
        let (replicator, found) = Replicator::open(store, vec![article()], ReplicaId(replica), load);
        (replicator, found.copies)
    }

    fn attach(replicator: &Replicator, mirror: &Disk) -> Vec<Conflict> {
        replicator.attach(Rc::new(KeyValueStore::new(mirror.clone())), mirror.entries().unwrap(), 9).copies
    }

    fn notes(copies: &[Conflict]) -> Vec<&str> {
        copies.iter().map(|copy| &*copy.annotation.note.value).collect()
    }

    /// The project with this annotation in the one text.
    fn with(project: &Project, annotation: &Annotation) -> Project {
        let mut annotated = project.documents().next().unwrap().clone();
        annotated.annotations.put(annotation.clone());
        project.with(annotated)
    }

    /// Two tabs wrote the same note at once: the first hears of the second's, and keeps its own as a copy.
    fn race(replicator: &Replicator) -> Vec<Conflict> {
        let document = article();
        let empty = Project::new().with_document(document.clone(), Stamp::ORIGIN);
        replicator.keep(&with(&empty, &annotation("mine", 5_000, 1)), &[], false, 5_000);
        let theirs = with(&empty, &annotation("theirs", 5_400, 2));
        let key = Key::Annotation(document.id(), annotation("", 1, 1).id);
        let record = value(&theirs, &Settings::new(), &key);
        let arrival = replicator.hear(&StoreEvent::Changed { key, value: record }, 5_500);
        replicator.keep_copies(&arrival.copies, 5_500);
        arrival.copies
    }

    #[test]
    fn a_copy_is_offered_again_until_it_is_chosen() {
        let (disk, mirror) = (Disk::default(), Disk::default());
        let (replicator, none) = tab(&disk, 1);
        assert_eq!(notes(&none), [""; 0]);
        attach(&replicator, &mirror);
        assert_eq!(notes(&race(&replicator)), ["mine"]);
        assert_eq!(disk.copies().len(), 1);
        assert_eq!(disk.copies(), mirror.copies());

        let (replicator, found) = tab(&disk, 3);
        assert_eq!(notes(&found), ["mine"]);
        assert_eq!(notes(&attach(&replicator, &mirror)), [""; 0], "it is known already");
        replicator.keep_copies(&found, 9);
        assert_eq!(disk.copies().len(), 1);
        replicator.keep_copies(&[], 9);
        assert_eq!((disk.copies(), mirror.copies()), (vec![], vec![]));
        assert_eq!(notes(&tab(&disk, 4).1), [""; 0]);
    }

    #[test]
    fn whichever_store_lost_it_has_it_again_from_the_other() {
        for is_mirror in [true, false] {
            let (disk, mirror) = (Disk::default(), Disk::default());
            let (replicator, _) = tab(&disk, 1);
            attach(&replicator, &mirror);
            race(&replicator);
            let copies = disk.copies();
            if is_mirror { &mirror } else { &disk }.sweep();
            let (replicator, found) = tab(&disk, 3);
            let arrived = attach(&replicator, &mirror);
            assert_eq!(notes(&[found, arrived].concat()), ["mine"]);
            assert_eq!((disk.copies(), mirror.copies()), (copies.clone(), copies));
        }
    }

    #[test]
    fn another_tab_offers_it_and_withdraws_it() {
        let (disk, other) = (Disk::default(), Disk::default());
        let copies = race(&tab(&disk, 1).0);
        let (name, raw) = disk.copies().remove(0);
        let key = Key::parse(&name).unwrap();
        assert_eq!(key, copies[0].key());
        let (replicator, _) = tab(&other, 2);
        let hear = |value: Option<&str>| {
            let value = value.map(str::to_owned);
            replicator.hear(&StoreEvent::Changed { key: key.clone(), value }, 1)
        };
        assert_eq!(notes(&hear(Some(&raw)).copies), ["mine"]);
        assert!(hear(Some(&raw)).is_empty(), "once");
        replicator.keep_copies(&[], 1);
        assert!(
            hear(Some(&raw)).is_empty(),
            "the session has not heard of it yet, and so does not refuse it"
        );
        for gone in [None, Some("")] {
            assert_eq!(hear(gone).withdrawn, std::slice::from_ref(&key));
        }
    }

    #[test]
    fn what_is_swept_away_is_put_again() {
        let disk = Disk::default();
        let (replicator, _) = tab(&disk, 1);
        race(&replicator);
        let before = disk.copies();
        disk.sweep();
        replicator.hear(&StoreEvent::Cleared, 6_000);
        assert_eq!(disk.copies(), before);
    }
}
