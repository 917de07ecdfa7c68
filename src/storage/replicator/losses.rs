//! What was kept and is there no longer, as far as nobody said so: the mirror was deleted or closed, or the store of
//! record was swept without an event. The status falls at once, and what is known is put again.

use super::Replicator;
use super::marks::is_mark;
use crate::model::differences;
use crate::storage::{Key, Loaded, StoreEvent, save};

impl Replicator {
    /// The mirror cannot be used any longer, and another is to come. Until then the store of record has what it can.
    pub(super) fn lose_mirror(&self, now: u64) {
        if self.mirror.take().is_none() {
            return;
        }
        self.expect_mirror();
        self.acknowledgements.borrow_mut().hear(&StoreEvent::Gone);
        // Each annotation speaks for itself again.
        let mut lost = self.unkept();
        lost.retain(|key| matches!(key, Key::Batch(..)));
        self.unpacked(&lost);
        // Nobody lists what the mirror alone had.
        self.put_all(&self.all(), now);
        self.put_copies(now);
    }

    /// Looks whether the store of record still has what it kept, and puts again what it has not.
    pub fn look_again(&self, now: u64) {
        let missing = self.record.missing();
        if missing.is_empty() {
            return;
        }
        for key in &missing {
            self.touch(key);
            self.acknowledgements.borrow_mut().hear(&StoreEvent::Changed { key: key.clone(), value: None });
        }
        let due: Vec<Key> = missing.into_iter().filter(|key| !is_mark(key)).collect();
        self.put_all(&due, now);
        self.put_copies(now);
    }

    /// Something is said to survive a crash, so that the mirror cannot be empty.
    pub fn needs_mirror(&self) -> bool {
        self.mirror.borrow().is_some() && self.acknowledgements.borrow().is_any_safe()
    }

    /// The keys of all that is to be kept.
    fn all(&self) -> Vec<Key> {
        let handed = self.submitted.borrow();
        // What the program brings along is stored only as far as it was changed.
        let records = differences(&Loaded::nothing(&self.shipped).project, &handed.project);
        let settings = handed.settings.keys().map(|name| Key::Setting(name.clone()));
        let mut all = save::keys_of(&records, &self.shipped);
        all.extend(settings.filter(|key| !is_mark(key)));
        all
    }
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::collections::BTreeMap;
    use std::rc::Rc;
    use std::sync::Arc;

    use super::*;
    use crate::builders::{self, annotated, document, span};
    use crate::model::{Annotated, Project, ReplicaId, Stamp};
    use crate::storage::disk::Disk;
    use crate::storage::{
        BulkWrite, Durability, Failure, KeyValue, KeyValueStore, Listener, SaveStatus, Store, load, tell,
    };
    use crate::text::Document;

    type Entries = BTreeMap<String, String>;

    impl Disk {
        fn contents(&self) -> Entries {
            self.entries().unwrap().into_iter().collect()
        }
    }

    /// A mirror that keeps all until it is gone.
    #[derive(Default)]
    struct Mirror {
        entries: RefCell<Entries>,
        is_gone: Cell<bool>,
        listener: RefCell<Option<Listener>>,
    }

    impl Mirror {
        fn keep(&self, key: Key, stamp: Stamp, records: Vec<(String, String)>) {
            let event = if self.is_gone.get() {
                StoreEvent::Failed { key, stamp, failure: Failure::Blocked }
            } else {
                self.entries.borrow_mut().extend(records);
                StoreEvent::Kept { key, stamp, level: Durability::Crash }
            };
            tell(&self.listener, event);
        }

        fn vanish(&self) {
            self.is_gone.set(true);
            self.entries.take();
            tell(&self.listener, StoreEvent::Gone);
        }
    }

    impl Store for Mirror {
        fn read(&self) -> Result<Vec<(String, String)>, Failure> {
            Ok(Vec::new())
        }

        fn listen(&self, listener: Listener) {
            self.listener.replace(Some(listener));
        }

        fn put(&self, key: Key, value: String, stamp: Stamp) {
            let records = vec![(key.to_string(), value)];
            self.keep(key, stamp, records);
        }

        fn put_heavy(&self, heavy: &BulkWrite, stamp: Stamp) -> bool {
            let key = heavy.key();
            self.keep(key, stamp, heavy.clone().write_out().records());
            true
        }

        fn remove(&self, _: Key, _: Stamp) {}

        fn flush(&self) {
            tell(&self.listener, StoreEvent::Flushed);
        }
    }

    /// With a text and so many annotations.
    fn project(count: u32) -> Project {
        let text = "一二三四五六七八九\n".repeat(400);
        let annotation = |number: u32| {
            builders::annotation(number.into(), span(number, number + 3), "quote", Stamp::of_file(5))
        };
        Project::new().with(annotated(&document(&text), (0..count).map(annotation), Stamp::of_file(5)))
    }

    /// Has kept the project, with both stores, where the first has so much room.
    fn kept(project: &Project, quota: u64) -> (Rc<Replicator>, Disk, Rc<Mirror>) {
        kept_with(Vec::new(), project, quota)
    }

    fn kept_with(
        shipped: Vec<Arc<Document>>,
        project: &Project,
        quota: u64,
    ) -> (Rc<Replicator>, Disk, Rc<Mirror>) {
        let disk = Disk::with_quota(quota);
        let record = Box::new(KeyValueStore::new(disk.clone()));
        let replicator = Rc::new(Replicator::open(record, shipped, ReplicaId(1), load).0);
        let heard = replicator.clone();
        replicator.listen(Rc::new(move |event| drop(heard.hear(&event, 7))));
        let mirror = attach(&replicator);
        replicator.keep(project, &[("size", "18")], false, 9);
        replicator.flush();
        assert_eq!(level(&replicator), Some(Durability::Power), "{:?}", replicator.standing());
        (replicator, disk, mirror)
    }

    fn attach(replicator: &Rc<Replicator>) -> Rc<Mirror> {
        let mirror = Rc::new(Mirror::default());
        let heard = replicator.clone();
        mirror.listen(Rc::new(move |event| drop(heard.hear(&event, 7))));
        replicator.attach(mirror.clone(), Vec::new(), 10);
        mirror
    }

    fn level(replicator: &Replicator) -> Option<Durability> {
        match replicator.standing() {
            SaveStatus::Kept { level, .. } => Some(level),
            SaveStatus::Nothing | SaveStatus::Awaited | SaveStatus::Failed { .. } => None,
        }
    }

    const ROOM: u64 = 5_000_000;

    #[test]
    fn the_status_falls_when_the_mirror_is_deleted_from_outside_and_all_is_written_again() {
        let (replicator, disk, mirror) = kept(&project(3), ROOM);
        let (on_disk, mirrored) = (disk.contents(), mirror.entries.borrow().clone());
        assert!(replicator.needs_mirror());
        mirror.vanish();
        assert_eq!(level(&replicator), Some(Durability::Device), "the first store has it still");
        assert!(!replicator.needs_mirror());
        replicator.flush();
        assert_eq!(level(&replicator), Some(Durability::Device), "and nothing lifts it without a mirror");
        mirror.vanish();
        assert_eq!(level(&replicator), Some(Durability::Device), "it is gone once");

        let again = attach(&replicator);
        assert_eq!(level(&replicator), Some(Durability::Crash));
        assert_eq!(*again.entries.borrow(), mirrored);
        assert_eq!(disk.contents(), on_disk);
    }

    #[test]
    fn of_a_text_that_the_program_brings_along_no_more_is_written_than_before() {
        let project = project(3);
        let shipped: Vec<_> = project.records().map(|annotated| annotated.document.clone()).collect();
        let untouched = Loaded::nothing(&shipped).project;
        let as_brought = untouched.records().map(|one| one.open.clone()).next().unwrap();
        let annotated = project.records().next().unwrap().clone();
        let project = project.with(Annotated { open: as_brought, ..annotated });
        let (replicator, _, mirror) = kept_with(shipped, &project, ROOM);
        let mirrored = mirror.entries.borrow().clone();
        assert_eq!(mirrored.len(), 4, "three annotations and a setting");
        mirror.vanish();
        assert_eq!(*attach(&replicator).entries.borrow(), mirrored);
    }

    #[test]
    fn what_the_deleted_mirror_alone_had_is_in_memory_until_another_comes() {
        // Room for some of it, for none, and more than is put one by one.
        let many = crate::storage::quota::MANY as u32;
        for (count, quota) in [(40, 3_000), (40, 0), (many + 1, ROOM), (many + 1, 0)] {
            let (replicator, _, mirror) = kept(&project(count), quota);
            let mirrored = mirror.entries.borrow().len();
            mirror.vanish();
            assert_eq!(level(&replicator), None, "{count}, {quota}: {:?}", replicator.standing());
            let again = attach(&replicator);
            assert_eq!(
                level(&replicator),
                Some(Durability::Crash),
                "{count}, {quota}: {:?}",
                replicator.standing()
            );
            assert_eq!(again.entries.borrow().len(), mirrored, "{count}, {quota}");
        }
    }

    #[test]
    fn where_no_other_mirror_comes_the_status_says_no_more_than_the_first_store_has() {
        for (quota, expected) in [(ROOM, Some(Durability::Device)), (3_000, None)] {
            let (replicator, _, mirror) = kept(&project(40), quota);
            mirror.vanish();
            replicator.do_without_mirror(11);
            assert_eq!(level(&replicator), expected, "{:?}", replicator.standing());
            replicator.keep(&project(41), &[("size", "18")], false, 12);
            assert_eq!(level(&replicator), expected, "{:?}", replicator.standing());
        }
    }

    #[test]
    fn whatever_was_swept_from_the_first_store_without_a_word_is_written_again() {
        let (replicator, disk, mirror) = kept(&project(3), ROOM);
        let before = disk.contents();
        let names: Vec<&String> = before.keys().collect();
        assert_eq!(names.len(), 6, "a text, its header, a setting and three annotations");
        for swept in 1..1_u32 << names.len() {
            for (at, name) in names.iter().enumerate().filter(|(at, _)| swept & (1 << at) > 0) {
                disk.remove(name).unwrap_or_else(|failure| panic!("{at}: {failure:?}"));
            }
            replicator.look_again(20);
            assert_eq!(disk.contents(), before, "{swept:b}");
            assert!(level(&replicator) >= Some(Durability::Crash), "{swept:b}: {:?}", replicator.standing());
        }
        assert_eq!(mirror.entries.borrow().len(), before.len());
    }

    #[test]
    fn what_was_swept_and_cannot_be_written_again_is_told() {
        let (replicator, disk, mirror) = kept(&project(3), ROOM);
        mirror.vanish();
        replicator.do_without_mirror(11);
        assert_eq!(level(&replicator), Some(Durability::Device));
        for (name, _) in disk.entries().unwrap() {
            disk.remove(&name).unwrap();
        }
        let other = "somebody else's";
        disk.set(other, &"x".repeat(ROOM as usize - other.len())).unwrap();
        replicator.look_again(20);
        assert!(
            matches!(replicator.standing(), SaveStatus::Failed { count: 6, .. }),
            "{:?}",
            replicator.standing()
        );
    }
}
