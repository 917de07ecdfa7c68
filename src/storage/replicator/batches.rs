//! Many annotations that change at once, as when a file comes in, are put together: one thing to ask for, and one to
//! hear of.

use super::Replicator;
use crate::model::{AnnotationId, SmallMap, Stamp};
use crate::storage::{Batch, BulkWrite, Failure, Key, StoreEvent};
use crate::text::DocumentId;

/// What was put together in this session, by the stamp of that.
pub type Batches = SmallMap<Stamp, Vec<AnnotationId>>;

/// What is put alone, and of each text of which more than so many are due what is put together.
pub fn sorted<'a>(
    due: impl ExactSizeIterator<Item = &'a Key> + Clone,
    many: usize,
) -> (Vec<&'a Key>, Vec<Vec<&'a Key>>) {
    let mut counts: SmallMap<DocumentId, usize> = SmallMap::new();
    if due.len() > many {
        for key in due.clone() {
            if let Key::Annotation(document, _) = key {
                *counts.entry(*document).or_default() += 1;
            }
        }
        counts.retain(|_, count| *count > many);
    }
    let mut together: SmallMap<DocumentId, Vec<&Key>> = SmallMap::new();
    let mut alone = Vec::new();
    for key in due {
        if let Key::Annotation(document, _) = key
            && counts.contains_key(document)
        {
            together.entry(*document).or_default().push(key);
        } else {
            alone.push(key);
        }
    }
    (alone, together.into_iter().map(|(_, keys)| keys).collect())
}

impl Replicator {
    /// These annotations of one text go to the mirror as they are, where that takes them so.
    pub(super) fn hands_over_batch(&self, keys: &[&Key], now: u64) -> bool {
        let Some(document) = keys.first().and_then(|key| key.document()) else { return false };
        let Some(annotated) = self.submitted.borrow().project.record(document).cloned() else { return false };
        let stamp = self.clock.borrow_mut().tick(now);
        let id = |key: &&Key| if let Key::Annotation(_, id) = key { Some(*id) } else { None };
        let ids: Vec<AnnotationId> = keys.iter().filter_map(id).collect();
        let annotations = ids.iter().filter_map(|id| annotated.annotations.record(*id).cloned()).collect();
        self.batches.borrow_mut().insert(stamp, ids);
        let batch = Batch { document: annotated.document.clone(), annotations, stamp };
        let takes = self.hands_over(&BulkWrite::Batch(batch), now);
        if takes {
            // From now on the batch speaks for them, also for one that failed alone.
            let mut acknowledgements = self.acknowledgements.borrow_mut();
            for key in keys {
                acknowledgements.forget(key);
            }
        } else {
            self.batches.borrow_mut().remove(&stamp);
        }
        takes
    }

    /// The keys, and of what was put together those of its annotations: it is about to be put again.
    pub(super) fn unpacked(&self, due: &[Key]) -> Vec<Key> {
        let mut unpacked = Vec::with_capacity(due.len());
        for key in due {
            if let Key::Batch(document, stamp) = key {
                self.acknowledgements.borrow_mut().forget(key);
                let ids = self.batches.borrow_mut().remove(stamp).unwrap_or_default();
                unpacked.extend(ids.into_iter().map(|id| Key::Annotation(*document, id)));
            } else {
                unpacked.push(key.clone());
            }
        }
        unpacked
    }

    /// What was put together was not kept: each of it is to be put again, and is told.
    pub(super) fn fail_each(&self, batch: &Key, stamp: Stamp, failure: &Failure) {
        for key in self.unpacked(std::slice::from_ref(batch)) {
            let mut acknowledgements = self.acknowledgements.borrow_mut();
            acknowledgements.asked(key.clone(), stamp, 1);
            acknowledgements.hear(&StoreEvent::Failed { key, stamp, failure: failure.clone() });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;

    use super::*;
    use crate::builders::{self, annotated, document, span};
    use crate::model::{Project, ReplicaId, Stamped};
    use crate::storage::{
        Durability, KeyValueStore, Listener, MemoryKeyValue, MemoryStore, SaveStatus, Store, load, quota,
    };

    use uuid::Uuid;

    /// A mirror that keeps what is heavy when it is told to, or fails to.
    #[derive(Default)]
    struct Mirror {
        heavy: RefCell<Vec<(BulkWrite, Stamp)>>,
        entries: RefCell<Vec<(String, String)>>,
        /// It has failed before, and takes nothing heavy any more.
        refuses: Cell<bool>,
        listener: RefCell<Option<Listener>>,
    }

    impl Mirror {
        fn say(&self, event: StoreEvent) {
            crate::storage::tell(&self.listener, event);
        }

        fn settle(&self, is_kept: bool) {
            for (heavy, stamp) in self.heavy.take() {
                let key = heavy.key();
                if !is_kept {
                    self.refuses.set(true);
                    self.say(StoreEvent::Failed { key, stamp, failure: Failure::Blocked });
                    continue;
                }
                self.entries.borrow_mut().extend(heavy.write_out().records());
                self.say(StoreEvent::Kept { key, stamp, level: Durability::Crash });
            }
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
            self.entries.borrow_mut().push((key.to_string(), value));
            self.say(StoreEvent::Kept { key, stamp, level: Durability::Crash });
        }

        fn put_heavy(&self, heavy: &BulkWrite, stamp: Stamp) -> bool {
            if !self.refuses.get() {
                self.heavy.borrow_mut().push((heavy.clone(), stamp));
            }
            !self.refuses.get()
        }

        fn remove(&self, _: Key, _: Stamp) {}
    }

    fn replicator() -> Rc<Replicator> {
        let record = Box::new(MemoryStore::new(MemoryKeyValue::default()));
        Rc::new(Replicator::open(record, Vec::new(), ReplicaId(1), load).0)
    }

    fn attach(replicator: &Rc<Replicator>) -> Rc<Mirror> {
        let mirror = Rc::new(Mirror::default());
        let heard = replicator.clone();
        mirror.listen(Rc::new(move |event| drop(heard.hear(&event, 1))));
        replicator.attach(mirror.clone(), Vec::new(), 1);
        mirror
    }

    /// A project with a text and so many annotations.
    fn project(count: u32) -> Project {
        let text = "一二三四五六七八九\n".repeat(400);
        let document = document(&text);
        let annotation = |number: u32| {
            builders::annotation(number.into(), span(number, number + 3), "quote", Stamp::of_file(5))
        };
        Project::new().with(annotated(&document, (0..count).map(annotation), Stamp::of_file(5)))
    }

    /// What the mirror has of a project's annotations.
    fn kept(mirror: &Mirror, project: &Project) -> usize {
        let read = load(mirror.entries.borrow().clone(), &[]);
        assert_eq!(read.unread(), []);
        let (ours, theirs) = (project.records().next().unwrap(), read.project.records().next());
        let theirs = theirs.map(|theirs| theirs.annotations.clone()).unwrap_or_default();
        assert!(theirs.records().all(|one| ours.annotations.record(one.id) == Some(one)), "to the letter");
        theirs.count()
    }

    fn is_kept(replicator: &Replicator) -> bool {
        matches!(replicator.standing(), SaveStatus::Kept { .. })
    }

    const MANY: u32 = quota::MANY as u32;

    #[test]
    fn many_are_put_together_and_few_are_not() {
        for count in [MANY, MANY + 1] {
            let (replicator, project) = (replicator(), project(count));
            let mirror = attach(&replicator);
            replicator.keep(&project, &[], false, 9);
            let together = mirror.heavy.borrow().len();
            assert_eq!(together, usize::from(count > MANY));
            assert_eq!(
                replicator.standing() == SaveStatus::Awaited,
                together > 0,
                "{:?}",
                replicator.standing()
            );
            mirror.settle(true);
            assert!(is_kept(&replicator), "{:?}", replicator.standing());
            assert_eq!(kept(&mirror, &project), count as usize);
        }
    }

    #[test]
    fn what_was_not_kept_together_is_put_one_by_one() {
        let (replicator, project) = (replicator(), project(MANY + 1));
        let mirror = attach(&replicator);
        replicator.keep(&project, &[], false, 9);
        mirror.settle(false);
        let SaveStatus::Failed { count, .. } = replicator.standing() else {
            panic!("{:?}", replicator.standing())
        };
        assert_eq!(count, MANY as usize + 1, "each is told");
        replicator.keep(&project, &[], true, 10);
        assert!(mirror.heavy.borrow().is_empty());
        assert_eq!(kept(&mirror, &project), MANY as usize + 1);
        assert!(is_kept(&replicator), "{:?}", replicator.standing());
    }

    #[test]
    fn what_failed_alone_is_kept_together() {
        let record = Box::new(KeyValueStore::new(MemoryKeyValue::default().with_quota(100)));
        let (replicator, project) =
            (Replicator::open(record, Vec::new(), ReplicaId(1), load).0, project(MANY + 1));
        let replicator = Rc::new(replicator);
        let heard = replicator.clone();
        replicator.listen(Rc::new(move |event| drop(heard.hear(&event, 1))));
        replicator.keep(&project, &[], false, 9);
        assert!(
            matches!(replicator.standing(), SaveStatus::Failed { .. }),
            "there is no room, and no mirror"
        );
        let mirror = attach(&replicator);
        mirror.settle(true);
        assert!(is_kept(&replicator), "{:?}", replicator.standing());
        assert_eq!(kept(&mirror, &project), MANY as usize + 1);
    }

    #[test]
    fn they_wait_for_a_mirror_that_is_to_come() {
        let (replicator, project) = (replicator(), project(MANY + 1));
        replicator.expect_mirror();
        replicator.keep(&project, &[], false, 9);
        assert_eq!(replicator.standing(), SaveStatus::Awaited);
        let mirror = attach(&replicator);
        mirror.settle(true);
        assert_eq!(kept(&mirror, &project), MANY as usize + 1);
        assert!(is_kept(&replicator), "{:?}", replicator.standing());
    }

    #[test]
    fn an_edit_meanwhile_stands_beside_them() {
        let (replicator, project) = (replicator(), project(MANY + 1));
        let mirror = attach(&replicator);
        replicator.keep(&project, &[], false, 9);
        let mut annotated = project.records().next().unwrap().clone();
        let id = AnnotationId::new(Uuid::from_u128(7));
        let mut noted = annotated.annotations.get(id).unwrap().as_ref().clone();
        noted.note = Stamped::new("注".into(), Stamp::of_file(50));
        annotated.annotations.put(noted);
        let project = project.with(annotated);
        replicator.keep(&project, &[], false, 60);
        mirror.settle(true);
        assert_eq!(kept(&mirror, &project), MANY as usize + 1);
    }

    #[test]
    fn another_tab_hears_that_there_is_more_in_the_mirror() {
        let (replicator, project) = (replicator(), project(1));
        let document = project.records().next().unwrap().document.id();
        let key = Key::Batch(document, Stamp::of_file(7));
        let arrival =
            replicator.hear(&StoreEvent::Changed { key: key.clone(), value: Some(String::new()) }, 1);
        assert!(arrival.wants_mirror);
    }
}
