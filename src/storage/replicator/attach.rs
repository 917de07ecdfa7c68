//! The mirror comes to a replicator that has begun with the store of record alone: what each has is joined, and each gets
//! what only the other had.

use std::rc::Rc;
use std::sync::Arc;

use super::Replicator;
use super::marks::is_mark;
use crate::model::{Project, Stamp};
use crate::storage::{BulkWrite, Durability, Failure, Freshness, Incoming, Key, Merged, Store, gather, load};
use crate::text::Document;

impl Replicator {
    /// Joins what the mirror has, and from now on hands everything to it too. What the page does not have yet is
    /// answered, to be joined to the session.
    pub fn attach(&self, mirror: Rc<dyn Store>, entries: Vec<(String, String)>, now: u64) -> Incoming {
        let here = self.here();
        let gathered = gather(&here, entries, &self.known());
        self.attach_gathered(mirror, &here, gathered, now)
    }

    /// What is to be [gathered](gather) with the mirror's. From now on it is remembered what becomes otherwise, so that
    /// nobody has to look again: one gathers one thing at a time.
    pub fn here(&self) -> Vec<(String, String)> {
        self.touched.replace(Some(Vec::new()));
        self.stored()
    }

    /// All in the store of record, and what was heard of before its text was here.
    pub(super) fn stored(&self) -> Vec<(String, String)> {
        let mut here = self.record.read().unwrap_or_default();
        here.extend_from_slice(&self.orphans.borrow());
        here
    }

    /// There is no mirror after all, or none that can be read: what waited for it is put without it, and what waits for a
    /// text waits in vain.
    pub fn do_without_mirror(&self, now: u64) -> Incoming {
        self.expects_mirror.set(false);
        self.touched.take();
        self.put_all(&self.waiting.take(), now);
        let unread = Some(load(self.stored(), &self.known()).unread());
        Incoming { unread, is_all: true, ..Incoming::default() }
    }

    /// The texts that the page has by now.
    pub fn known(&self) -> Vec<Arc<Document>> {
        self.submitted.borrow().project.records().map(|annotated| annotated.document.clone()).collect()
    }

    fn has_document_of(&self, name: &str) -> bool {
        let document = Key::parse(name).and_then(|key| key.document());
        document.is_some_and(|id| self.submitted.borrow().project.record(id).is_some())
    }

    /// A part of what the mirror has comes before the rest, so that it can be shown. The page may go on with it: what is
    /// done meanwhile is joined to the rest as it comes.
    pub fn attach_part(&self, part: Project, latest: Stamp) -> Incoming {
        self.clock.borrow_mut().observe(latest);
        let found = self.with_late(part);
        // What the mirror has need not be put there again.
        let joined = self.submitted.borrow().project.join(&found);
        self.submitted.borrow_mut().project = joined;
        Incoming { found: Some(found), latest, ..Incoming::default() }
    }

    /// With what was heard of its texts since somebody began to gather them.
    fn with_late(&self, found: Project) -> Project {
        let late = self.settle_in(&found);
        if late.is_empty() {
            return found;
        }
        let documents: Vec<_> = found.records().map(|annotated| annotated.document.clone()).collect();
        found.join(&load(late, &documents).project)
    }

    /// The same, where both were gathered elsewhere. What changed meanwhile is put into the mirror too.
    pub fn attach_gathered(
        &self,
        mirror: Rc<dyn Store>,
        here: &[(String, String)],
        gathered: Merged,
        now: u64,
    ) -> Incoming {
        let Merged { mut loaded, beside, mut lost, is_large } = gathered;
        // A large text may still be on its way to the mirror when its annotations are there.
        loaded.without_document.retain(|unread| !self.has_document_of(&unread.key));
        if loaded.is_locked() {
            self.closed.replace(Some(Failure::Newer));
        }
        self.clock.borrow_mut().observe(loaded.latest);
        for unread in &loaded.damaged {
            // A mirror is not careful by itself: what it has and nobody can read is set aside first.
            let is_of_here = here.iter().zip(&beside).any(|((name, raw), beside)| {
                *name == unread.key && *raw == unread.raw && *beside != Freshness::Equal
            });
            if !is_of_here {
                mirror.put(Key::Quarantine(unread.key.as_str().into()), unread.raw.clone(), Stamp::ORIGIN);
            }
        }
        self.mirror.replace(Some(mirror));
        loaded.project = self.with_late(loaded.project);
        let mut due = self.unkept();
        due.append(&mut self.waiting.borrow_mut());
        let touched = self.touched.take().unwrap_or_default();
        for ((name, _), beside) in here.iter().zip(beside) {
            let Some(key) = Key::parse(name).filter(|key| !is_mark(key) && !touched.contains(key)) else {
                continue;
            };
            match beside {
                Freshness::Equal => self.acknowledgements.borrow_mut().confirm(&key, Durability::Crash),
                Freshness::Stale => lost.push(key),
                Freshness::Newer => due.push(key),
            }
        }
        due.extend(touched.into_iter().filter(|key| !is_mark(key)));
        if is_large {
            self.acknowledgements.borrow_mut().has_others(Durability::Crash);
        }
        // What is heavy is not for the store of record.
        let is_heavy = |key: &Key| BulkWrite::of(&loaded.project, key).is_some();
        if lost.iter().any(is_heavy) {
            self.acknowledgements.borrow_mut().has_others(Durability::Crash);
        }
        let lost: Vec<Key> = lost.into_iter().filter(|key| !is_heavy(key)).collect();
        let mut settles = false;
        for (name, value) in loaded.settings.iter() {
            let key = Key::Setting(name.clone());
            if self.joins_setting(name, value) && !is_mark(&key) {
                settles = true;
                due.push(key);
            }
        }
        {
            let joined = self.submitted.borrow().project.join(&loaded.project);
            self.submitted.borrow_mut().project = joined;
        }
        self.give_back(&lost, now);
        self.put_all(&due, now);
        let unread = Some(loaded.unread());
        let copies = self.join_copies(&loaded.copies, now);
        let found = Some(loaded.project);
        Incoming {
            found,
            copies,
            latest: loaded.latest,
            settles,
            unread,
            is_all: true,
            ..Incoming::default()
        }
    }

    /// The mirror has all of these: the store of record gets them, as far as there is room. Put into the mirror too they
    /// would be news to other tabs, which would do the same, without end.
    fn give_back(&self, lost: &[Key], now: u64) {
        if self.closed.borrow().is_some() {
            return;
        }
        for key in lost {
            if let Some(value) = self.value_of(key).filter(|value| self.record.has_room_for(key, value)) {
                let stamp = self.clock.borrow_mut().tick(now);
                let mut acknowledgements = self.acknowledgements.borrow_mut();
                acknowledgements.asked(key.clone(), stamp, 1);
                acknowledgements.confirm(key, Durability::Crash);
                drop(acknowledgements);
                self.record.put(key.clone(), value, stamp);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builders::{self, annotated, document, span};
    use crate::model::{Annotation, ReplicaId, Slug, Stamped, differences};
    use crate::storage::{KeyValueStore, MemoryKeyValue, MemoryStore, SaveStatus, StoreEvent, save, value};

    type Entries = Vec<(String, String)>;

    fn annotation(number: u128) -> Annotation {
        builders::annotation(number, span(0, 1), "term", Stamp::of_file(3))
    }

    /// A project with one text that the program does not bring along.
    fn project(numbers: &[u128]) -> Project {
        let annotations = numbers.iter().copied().map(annotation);
        Project::new().with(annotated(&document("一二三"), annotations, Stamp::of_file(1)))
    }

    /// All that is stored of it, and what of that is its text and its header.
    fn stored(project: &Project) -> (Entries, Entries) {
        let all = save(project, &differences(&Project::new(), project), &[]);
        let named = all.into_iter().map(|(key, value)| (key.to_string(), value));
        named.partition(|(name, _)| name.starts_with("an:a:"))
    }

    /// A replicator that begins with these, and what it says cannot be used.
    fn begin(here: &[(String, String)]) -> (Replicator, usize) {
        let area = MemoryKeyValue::default();
        for (name, raw) in here {
            crate::storage::KeyValue::set(&area, name, raw).unwrap();
        }
        let (replicator, found) =
            Replicator::open(Box::new(KeyValueStore::new(area)), Vec::new(), ReplicaId(1), load);
        replicator.expect_mirror();
        (replicator, found.unread.len())
    }

    #[test]
    fn what_is_done_between_the_text_and_the_rest_is_kept() {
        let all = project(&[1, 2]);
        let (annotations, text) = stored(&all);
        let (here, rest) = annotations.split_at(1);
        let (replicator, _) = begin(here);
        let gathered = gather(&replicator.here(), [&*text, rest].concat(), &[]);
        let job_here = replicator.here();
        // Another tab is heard of before its text is here.
        let (heard, _) = stored(&project(&[3]));
        for (name, raw) in heard {
            let key = Key::parse(&name).unwrap();
            assert!(replicator.hear(&StoreEvent::Changed { key, value: Some(raw) }, 5).is_empty());
        }
        let early = project(&[]).records().next().unwrap().clone();
        let arrival = replicator.attach_part(Project::default().with(early), Stamp::of_file(6));
        assert_eq!((arrival.is_all, arrival.latest), (false, Stamp::of_file(6)));
        let session = Project::new().join(&arrival.found.unwrap());
        assert_eq!(numbers(&session), [3], "it fits in as the text comes");
        assert!(!replicator.keep(&session, &[], false, 6), "nothing of it is put again");

        let session = session.join(&project(&[4]));
        assert!(replicator.keep(&session, &[], false, 7));
        let mirror = mirror();
        let arrival = replicator.attach_gathered(mirror.clone(), &job_here, gathered, 8);
        assert!(arrival.is_all);
        assert_eq!(numbers(&session.join(&arrival.found.unwrap())), [1, 2, 3, 4]);
        let kept = mirror.read().unwrap();
        let fourth = Key::Annotation(all.records().next().unwrap().document.id(), annotation(4).id);
        assert!(kept.iter().any(|(name, _)| *name == fourth.to_string()), "{kept:?}");
    }

    #[test]
    fn what_is_heard_of_a_text_that_is_being_read_is_joined_to_it() {
        let (annotations, text) = stored(&project(&[1]));
        let (replicator, _) = begin(&[]);
        let here = replicator.here();
        let gathered = gather(&here, [annotations, text].concat(), &[]);
        let (heard, _) = stored(&project(&[2]));
        for (name, raw) in heard {
            let key = Key::parse(&name).unwrap();
            assert!(replicator.hear(&StoreEvent::Changed { key, value: Some(raw) }, 5).is_empty());
        }
        let arrival = replicator.attach_gathered(mirror(), &here, gathered, 6);
        assert_eq!(numbers(&arrival.found.unwrap()), [1, 2]);
    }

    fn numbers(project: &Project) -> Vec<u128> {
        let annotations = project.records().flat_map(|annotated| annotated.annotations.records());
        let mut numbers: Vec<u128> = annotations.map(|one| one.id.uuid().as_u128()).collect();
        numbers.sort_unstable();
        numbers
    }

    fn mirror() -> Rc<MemoryStore> {
        Rc::new(MemoryStore::new(MemoryKeyValue::default()))
    }

    #[test]
    fn what_waits_for_its_text_is_told_of_once_the_mirror_was_read() {
        let (annotations, text) = stored(&project(&[1, 2]));
        let told = |arrival: Incoming| arrival.unread.map(|unread| unread.len());
        let (replicator, at_first) = begin(&annotations);
        assert_eq!(at_first, 0, "the text may be in the mirror");
        assert_eq!(told(replicator.attach(mirror(), text.clone(), 9)), Some(0), "and it was");
        let (replicator, _) = begin(&annotations);
        assert_eq!(told(replicator.attach(mirror(), Vec::new(), 9)), Some(2), "it was not");
        let (replicator, _) = begin(&annotations);
        let arrival = replicator.do_without_mirror(9);
        assert!(arrival.is_all);
        assert_eq!(told(arrival), Some(2), "there is no mirror");
        let broken = ("an:g:quote".to_owned(), "{".to_owned());
        assert_eq!(begin(&[broken]).1, 1, "what no text can mend is told of at once");
    }

    #[test]
    fn a_setting_of_the_mirror_holds_here_if_it_is_later() {
        let setting = |millis: u64| {
            let (name, said) = (Slug::new("size").unwrap(), millis.to_string().into());
            let settings = [(name.clone(), Stamped::new(said, Stamp::of_file(millis)))].into_iter().collect();
            let key = Key::Setting(name);
            (key.to_string(), value(&Project::new(), &settings, &key).unwrap())
        };
        for (here, there, settles) in [(5, 7, true), (7, 5, false)] {
            let (replicator, _) = begin(&[setting(here)]);
            let arrival = replicator.attach(mirror(), vec![setting(there)], 9);
            assert_eq!((arrival.settles, arrival.latest), (settles, Stamp::of_file(7)));
        }
    }

    #[test]
    fn the_store_of_record_gets_what_the_mirror_has_and_the_mirror_hears_nothing_of_it() {
        let noted = |numbers: &[u128], note: &str| {
            let mut annotated = project(numbers).records().next().unwrap().clone();
            for number in numbers {
                let mut later = annotation(*number);
                later.note = Stamped::new(note.into(), Stamp::of_file(note.len() as u64));
                annotated.annotations.put(later);
            }
            stored(&Project::new().with(annotated))
        };
        let (older, text) = noted(&[1, 2], "");
        let (later, _) = noted(&[1, 2, 3], "later");
        let (replicator, _) = begin(&[older, text.clone()].concat());
        let mirror = mirror();
        let there = [later.clone(), text].concat();
        replicator.attach(mirror.clone(), there.clone(), 9);
        assert_eq!(mirror.read().unwrap(), [], "other tabs would do the same, without end");
        let mut here = replicator.here();
        here.retain(|(name, _)| later.iter().any(|(other, _)| other == name));
        assert_eq!(here, later);
        let SaveStatus::Kept { level, .. } = replicator.standing() else {
            panic!("{:?}", replicator.standing())
        };
        assert_eq!(level, Durability::Crash);
    }

    #[test]
    fn what_is_damaged_is_set_aside_in_the_mirror_before_it_is_written_over() {
        let broken = |raw: &str| ("an:g:quote".to_owned(), raw.to_owned());
        let set_aside = |here: &[(String, String)], there: &[(String, String)]| {
            let (replicator, _) = begin(here);
            let mirror = mirror();
            replicator.attach(mirror.clone(), there.to_vec(), 9);
            let kept = mirror.read().unwrap();
            kept.into_iter()
                .filter(|(name, _)| name.starts_with("an:q:"))
                .map(|(_, raw)| raw)
                .collect::<Vec<_>>()
        };
        assert_eq!(set_aside(&[], &[broken("{")]), ["{"]);
        assert_eq!(set_aside(&[broken("[")], &[]), [""; 0], "the store of record sets aside what it has");
    }
}
