//! Stands between a session and its stores: remembers what it handed over, and what they said of it.
//!
//! ```text
//!   open()     reads the store of record, which answers at once: what it has can be shown
//!   attach()   what the mirror has is joined to it, and each gets what only the other had
//!   keep()     hands over what changed
//!   hear()     what became of it, and what other tabs wrote
//! ```
//!
//! The store of record may lose a minute in a crash and is small. The mirror answers later, but what it has kept it
//! does not lose, and it has room. A record that only one of them took is kept.

mod attach;
mod batches;
mod copies;
mod hearing;
mod history;
mod losses;
mod marks;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use self::batches::Batches;
use self::copies::Copies;
use self::marks::is_mark;
use super::{
    Acknowledgements, BulkWrite, Durability, Failure, Found, Key, Listener, Loaded, SaveStatus, Settings,
    Store, StoreEvent, quota, save, value,
};
use crate::model::{Clock, Project, ReplicaId, Slug, Stamped, differences};
use crate::text::Document;

/// See the top of this file.
pub struct Replicator {
    record: Box<dyn Store>,
    mirror: RefCell<Option<Rc<dyn Store>>>,
    shipped: Vec<Arc<Document>>,
    /// Why nothing more is written at all.
    closed: RefCell<Option<Failure>>,
    acknowledgements: RefCell<Acknowledgements>,
    clock: RefCell<Clock>,
    submitted: RefCell<Handed>,
    /// What was heard of texts that are not here yet.
    orphans: RefCell<Vec<(String, String)>>,
    expects_mirror: Cell<bool>,
    /// While somebody gathers: what was put into the store of record since, or heard of in it.
    touched: RefCell<Option<Vec<Key>>>,
    /// What is too heavy for the store of record, until there is a mirror.
    waiting: RefCell<Vec<Key>>,
    copies: RefCell<Copies>,
    batches: RefCell<Batches>,
    /// More annotations of a text than this are put together.
    many: usize,
}

/// The last state that the stores were given.
struct Handed {
    project: Project,
    settings: Settings,
    /// When something was last kept so that it survives a crash.
    saved: u64,
}

impl Replicator {
    /// Reads everything in the store of record. Nothing makes it fail: then there is nothing, and the reason. `load` is
    /// [`load`](super::load), where there is anything to load.
    pub fn open(
        record: Box<dyn Store>,
        shipped: Vec<Arc<Document>>,
        replica: ReplicaId,
        load: impl FnOnce(Vec<(String, String)>, &[Arc<Document>]) -> Loaded,
    ) -> (Self, Found) {
        let (entries, closed) = match record.read() {
            Ok(entries) => (entries, None),
            Err(failure) => (Vec::new(), Some(failure)),
        };
        let loaded = load(entries, &shipped);
        let closed = closed.or(loaded.is_locked().then_some(Failure::Newer));
        let mut clock = Clock::new(replica);
        clock.observe(loaded.latest);
        // The mirror may have the texts that are not here; until it has been read nothing is said of what waits for them.
        let unread = loaded.unusable();
        let Loaded { project, settings, copies, .. } = loaded.clone();
        let found = Found { project, settings, clock, unread, copies };
        let keys = loaded.keys.into_iter().filter(|key| !is_mark(key));
        let replicator = Self {
            record,
            mirror: RefCell::default(),
            shipped,
            closed: RefCell::new(closed),
            acknowledgements: RefCell::new(Acknowledgements::of_read(keys, Durability::Device)),
            clock: RefCell::new(clock),
            orphans: RefCell::default(),
            expects_mirror: Cell::default(),
            touched: RefCell::default(),
            waiting: RefCell::default(),
            copies: RefCell::new(Copies::of(loaded.copies)),
            batches: RefCell::default(),
            many: quota::MANY,
            submitted: RefCell::new(Handed { project: loaded.project, settings: loaded.settings, saved: 0 }),
        };
        (replicator, found)
    }

    /// Where less is to happen, less is to be many.
    #[cfg(test)]
    #[must_use]
    pub fn with_many(self, many: usize) -> Self {
        Self { many, ..self }
    }

    /// The store of record is heard by this; whoever opens the mirror has it heard by the same.
    pub fn listen(&self, listener: Listener) {
        self.record.listen(listener);
    }

    /// Hands over what changed since the last time, and what was not kept then: where something else is handed over
    /// anyway, or somebody asked for it. Says whether there was anything.
    pub fn keep(&self, project: &Project, settings: &[(&str, &str)], again: bool, now: u64) -> bool {
        let changed = differences(&self.submitted.borrow().project, project);
        let mut due: Vec<Key> =
            save::keys_of(&changed, &self.shipped).into_iter().chain(self.take(settings, now)).collect();
        self.submitted.borrow_mut().project = project.clone();
        if again || !due.is_empty() {
            due.extend(self.unkept());
        }
        self.put_all(&due, now);
        !due.is_empty()
    }

    /// What was heard of texts that are here by now: it waits no longer.
    fn settle_in(&self, project: &Project) -> Vec<(String, String)> {
        let is_here = |(name, _): &(String, String)| {
            let document = Key::parse(name).and_then(|key| key.document());
            document.is_some_and(|id| project.record(id).is_some())
        };
        let (here, orphans) = self.orphans.take().into_iter().partition(is_here);
        self.orphans.replace(orphans);
        here
    }

    fn unkept(&self) -> Vec<Key> {
        self.acknowledgements.borrow().unkept().map(|(key, _)| key.clone()).collect()
    }

    /// Puts what is to stand under each key now; many annotations of a text together, after the text.
    fn put_all(&self, due: &[Key], now: u64) {
        let due = self.unpacked(due);
        let (alone, together) = batches::sorted(due.iter(), self.many);
        for key in alone {
            self.put_one(key, now);
        }
        for keys in together {
            if !self.hands_over_batch(&keys, now) {
                for key in keys {
                    self.put_one(key, now);
                }
            }
        }
        if let Some(mirror) = self.mirror() {
            mirror.commit();
        }
    }

    fn put_one(&self, key: &Key, now: u64) {
        let heavy = BulkWrite::of(&self.submitted.borrow().project, key);
        if heavy.is_some_and(|heavy| self.hands_over(&heavy, now)) {
            return;
        }
        if let Some(value) = self.value_of(key) {
            self.put(key, value, now);
        }
    }

    /// What is to stand under a key now.
    fn value_of(&self, key: &Key) -> Option<String> {
        let handed = self.submitted.borrow();
        value(&handed.project, &handed.settings, key)
    }

    /// What is heavy goes to the mirror as it is, where that takes it so. It waits for one that is still to come.
    fn hands_over(&self, heavy: &BulkWrite, now: u64) -> bool {
        if *self.closed.borrow() == Some(Failure::Newer) {
            return false;
        }
        let stamp = self.clock.borrow_mut().tick(now);
        // Before the store is asked, which may answer at once.
        self.acknowledgements.borrow_mut().asked(heavy.key(), stamp, 1);
        let takes = match self.mirror() {
            Some(mirror) => mirror.put_heavy(heavy, stamp),
            None => self.expects_mirror.get(),
        };
        if !takes {
            self.acknowledgements.borrow_mut().forget(&heavy.key());
        } else if self.mirror.borrow().is_none() {
            self.waiting.borrow_mut().push(heavy.key());
        }
        takes
    }

    /// From now on a mirror is to come.
    pub fn expect_mirror(&self) {
        self.expects_mirror.set(true);
    }

    fn put(&self, key: &Key, value: String, now: u64) {
        let stamp = self.clock.borrow_mut().tick(now);
        let mirror = self.mirror();
        let here = mirror.is_none() || self.record.has_room_for(key, &value);
        let stores = u8::from(here) + u8::from(mirror.is_some());
        self.acknowledgements.borrow_mut().asked(key.clone(), stamp, stores);
        if *self.closed.borrow() == Some(Failure::Newer) {
            let failed = |_| StoreEvent::Failed { key: key.clone(), stamp, failure: Failure::Newer };
            return (0..stores).map(failed).for_each(|event| self.acknowledgements.borrow_mut().hear(&event));
        }
        if here {
            self.touch(key);
            self.record.put(key.clone(), value.clone(), stamp);
        }
        if let Some(mirror) = mirror {
            if !here {
                mirror.announce(key, &value);
            }
            mirror.put(key.clone(), value, stamp);
        }
    }

    /// What stands there in the store of record is not what was there.
    fn touch(&self, key: &Key) {
        if let Some(touched) = &mut *self.touched.borrow_mut() {
            touched.push(key.clone());
        }
    }

    /// Other tabs do not hear of what is not in the store of record but from the mirror.
    fn announce(&self, key: &Key, now: u64) {
        let Some(mirror) = self.mirror().filter(|_| self.acknowledgements.borrow().is_elsewhere(key)) else {
            return;
        };
        if let Some(value) = self.value_of(key) {
            mirror.announce(key, &value);
            mirror.put(key.clone(), value, self.clock.borrow_mut().tick(now));
            mirror.commit();
        }
    }

    /// Leaves these in the store of record, as an earlier session did.
    #[cfg(feature = "bench")]
    pub fn leave(&self, entries: &[(Key, String)]) {
        for (key, value) in entries {
            self.record.put(key.clone(), value.clone(), crate::model::Stamp::ORIGIN);
        }
    }

    /// What the mirror had is joined.
    pub fn is_attached(&self) -> bool {
        self.mirror.borrow().is_some()
    }

    fn mirror(&self) -> Option<Rc<dyn Store>> {
        self.mirror.borrow().clone()
    }

    /// Brings what survives a crash to the disk itself.
    pub fn flush(&self) {
        let Some(mirror) = self.mirror() else { return };
        if self.acknowledgements.borrow_mut().flush_asked() {
            mirror.flush();
        }
    }

    /// Another tab's setting holds here too, so that the two never write over each other in turn.
    fn joins_setting(&self, name: &Slug, value: &Stamped<Arc<str>>) -> bool {
        let settings = &mut self.submitted.borrow_mut().settings;
        let before = settings.get(name).cloned();
        let known = settings.entry(name.clone());
        known.and_modify(|known| *known = known.join(value)).or_insert_with(|| value.clone());
        before.as_ref() != settings.get(name)
    }

    /// The keys of the settings that changed.
    fn take(&self, settings: &[(&str, &str)], now: u64) -> Vec<Key> {
        let mut handed = self.submitted.borrow_mut();
        let mut changed = Vec::new();
        for (name, value) in settings {
            let Some(name) = Slug::new(name) else { continue };
            let before = handed.settings.get(&name).map_or("", |stamped| &*stamped.value);
            if before != *value {
                let stamp = self.clock.borrow_mut().tick(now);
                handed.settings.insert(name.clone(), Stamped::new(Arc::from(*value), stamp));
                changed.push(Key::Setting(name));
            }
        }
        changed
    }

    /// The settings as they hold now.
    pub fn settings(&self) -> Settings {
        self.submitted.borrow().settings.clone()
    }

    /// What may be said about what is kept.
    pub fn standing(&self) -> SaveStatus {
        let acknowledgements = self.acknowledgements.borrow();
        let standing = SaveStatus::of(&acknowledgements.status(), self.submitted.borrow().saved);
        match &*self.closed.borrow() {
            // The mirror may take what the store of record does not.
            Some(failure) if *failure == Failure::Newer || self.mirror.borrow().is_none() => {
                SaveStatus::Failed { count: acknowledgements.unkept().count(), failure: failure.clone() }
            }
            Some(_) | None => standing,
        }
    }

    /// The room that is taken in the store of record.
    pub fn used(&self) -> u64 {
        self.record.used()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Stamp, TagId};
    use crate::storage::load;
    use crate::text::DocumentId;

    /// A store that takes everything and remembers what was put, and when the last of it was. A flush it remembers too.
    #[derive(Clone, Default)]
    struct Puts(Rc<RefCell<Vec<(Key, String)>>>, Rc<Cell<Stamp>>);

    const FLUSHED: &str = "flushed";

    impl Store for Puts {
        fn read(&self) -> Result<Vec<(String, String)>, Failure> {
            Ok(Vec::new())
        }

        fn listen(&self, _: Listener) {}

        fn put(&self, key: Key, value: String, stamp: Stamp) {
            self.0.borrow_mut().push((key, value));
            self.1.set(stamp);
        }

        fn remove(&self, _: Key, _: Stamp) {}

        fn flush(&self) {
            self.0.borrow_mut().push((Key::Meta, FLUSHED.into()));
        }
    }

    #[test]
    fn a_setting_is_put_once_and_what_survives_a_crash_is_brought_to_the_disk() {
        let (replicator, _) = Replicator::open(Box::new(Puts::default()), Vec::new(), ReplicaId(1), load);
        let mirror = Puts::default();
        replicator.attach(Rc::new(mirror.clone()), vec![], 1);
        let project = replicator.submitted.borrow().project.clone();
        mirror.0.take();
        let size = [("size", "18")];
        assert!(replicator.keep(&project, &size, false, 2));
        assert!(!replicator.keep(&project, &size, false, 3), "nothing is due");
        let put = mirror.0.take();
        let names: Vec<String> = put.iter().map(|(key, _)| key.to_string()).collect();
        assert_eq!(names, ["an:s:size"]);
        replicator.flush();
        assert_eq!(mirror.0.take(), [], "it is not known to survive a crash yet");
        let (key, stamp) = (put[0].0.clone(), mirror.1.get());
        replicator.note(&StoreEvent::Kept { key, stamp, level: Durability::Crash }, 4);
        replicator.flush();
        assert_eq!(mirror.0.take(), [(Key::Meta, FLUSHED.to_owned())]);
    }

    /// A project in which one tag was renamed at a time, and the record of that.
    fn renamed(millis: u64) -> (Project, (Key, String)) {
        let mut project = Project::new();
        let mut tag = project.scheme.get(&TagId::new("quote").unwrap()).unwrap().as_ref().clone();
        tag.label = Stamped::new(millis.to_string().into(), Stamp::of_file(millis));
        Arc::make_mut(&mut project.scheme).put(tag);
        let changed = differences(&Project::new(), &project);
        let record = save(&project, &changed, &[]).remove(0);
        (project, record)
    }

    #[test]
    fn what_is_older_or_gone_is_answered_and_what_is_newer_is_taken_over() {
        let (project, ours) = renamed(5);
        let gone = |(key, _): (Key, String)| (key, None);
        let stands = |(key, value): (Key, String)| (key, Some(value));
        // What another tab has written: whether ours is put again, and whether theirs is taken over.
        let table = [
            (stands(renamed(4).1), true, false),
            (stands(ours.clone()), false, false),
            (stands(renamed(6).1), false, true),
            (gone(ours.clone()), true, false),
            ((ours.0.clone(), Some("{".into())), true, false),
        ];
        for ((key, value), is_answered, is_taken) in table {
            let puts = Puts::default();
            let (replicator, _) = Replicator::open(Box::new(puts.clone()), Vec::new(), ReplicaId(1), load);
            assert!(replicator.keep(&project, &[], false, 9));
            assert_eq!(puts.0.take(), std::slice::from_ref(&ours));
            let arrival = replicator.hear(&StoreEvent::Changed { key, value: value.clone() }, 9);
            let expected = if is_answered { vec![ours.clone()] } else { Vec::new() };
            assert_eq!((puts.0.take(), !arrival.changes.is_empty()), (expected, is_taken), "{value:?}");
        }
    }

    #[test]
    fn way_is_made_for_a_newer_program_only_where_it_says_so() {
        let (project, _) = renamed(5);
        let (replicator, _) = Replicator::open(Box::new(Puts::default()), Vec::new(), ReplicaId(1), load);
        replicator.keep(&project, &[], false, 9);
        for (name, is_closed) in [("an:g:quote", false), ("an:meta", true)] {
            let key = Key::parse(name).unwrap();
            replicator.hear(&StoreEvent::Changed { key, value: Some(r#"{"v":9}"#.into()) }, 9);
            let closed = matches!(replicator.standing(), SaveStatus::Failed { failure: Failure::Newer, .. });
            assert_eq!(closed, is_closed, "{name}");
        }
    }

    #[test]
    fn what_another_tab_wrote_comes_with_its_time() {
        let (replicator, _) = Replicator::open(Box::new(Puts::default()), Vec::new(), ReplicaId(1), load);
        let (key, value) = renamed(6).1;
        let arrival = replicator.hear(&StoreEvent::Changed { key, value: Some(value) }, 1);
        assert_eq!(arrival.latest, Stamp::of_file(6));
        assert!(!replicator.is_attached(), "there is no mirror yet");
        let mirror: Rc<dyn Store> = Rc::new(Puts::default());
        let arrival = replicator.attach(mirror, vec![], 1);
        assert!(replicator.is_attached() && arrival.is_all);
    }

    #[test]
    fn a_text_is_left_where_it_was_left_last() {
        let (replicator, _) = Replicator::open(Box::new(Puts::default()), Vec::new(), ReplicaId(1), load);
        let [one, other] = ["一", "二"].map(DocumentId::of);
        assert_eq!(replicator.place(one), None);
        replicator.leave_at(one, 7, 9);
        replicator.leave_at(one, 8, 9);
        assert_eq!((replicator.place(one), replicator.place(other)), (Some(8), None));
    }

    #[test]
    fn each_tab_goes_on_with_its_own_text_and_the_last_one_is_remembered() {
        let puts = Puts::default();
        let open = |shipped: &str| {
            let blocks = crate::text::blocks_by_line(shipped);
            let shipped = Document::new(crate::text::DocumentInfo::default(), shipped, blocks).unwrap();
            Replicator::open(Box::new(puts.clone()), vec![Arc::new(shipped)], ReplicaId(1), load).0
        };
        let replicator = open("一");
        let [article, own, other] = ["一", "二", "三"].map(DocumentId::of);
        replicator.show(article, 9);
        assert_eq!((replicator.shown(), puts.0.take()), (None, vec![]), "there was never another");
        replicator.show(own, 9);
        replicator.show(own, 9);
        assert_eq!((replicator.shown(), puts.0.borrow().len()), (Some(own), 1));

        let elsewhere = open("一");
        elsewhere.show(other, 12);
        let (key, theirs) = puts.0.take().remove(1);
        let arrival = replicator.hear(&StoreEvent::Changed { key: key.clone(), value: Some(theirs) }, 9);
        assert!(arrival.is_empty() && !arrival.settles, "this tab stays with its own");
        replicator.show(own, 7);
        let (again, ours) = puts.0.take().remove(0);
        assert_eq!(again, key);
        elsewhere.hear(&StoreEvent::Changed { key, value: Some(ours) }, 9);
        assert_eq!(elsewhere.shown(), Some(own), "whose clock is behind is heard too");
        replicator.show(article, 9);
        assert_eq!(replicator.shown(), Some(article));
    }
}
