//! The mirror comes to a keeper that has begun with the store of record alone: what each has is joined, and each gets
//! what only the other had.

use std::rc::Rc;
use std::sync::Arc;

use super::Keeper;
use super::marks::is_mark;
use crate::model::{SmallMap, Stamp};
use crate::storage::{Arrival, Failure, Gathered, Key, Level, Store, gather};
use crate::text::Document;

impl Keeper {
    /// Joins what the mirror has, and from now on hands everything to it too. What the page does not have yet is
    /// answered, to be joined to the session.
    pub fn attach(&self, mirror: Rc<dyn Store>, entries: &[(String, String)], now: u64) -> Arrival {
        let here = self.here();
        let gathered = gather(&here, entries, &self.known());
        self.attach_gathered(mirror, &here, gathered, now)
    }

    /// What is to be [gathered](gather) with the mirror's: all in the store of record, and what was heard of before its
    /// text was here.
    pub fn here(&self) -> Vec<(String, String)> {
        let mut here = self.record.read().unwrap_or_default();
        here.extend_from_slice(&self.homeless.borrow());
        here
    }

    /// The texts that the page has by now.
    pub fn known(&self) -> Vec<Arc<Document>> {
        self.handed.borrow().project.records().map(|annotated| annotated.document.clone()).collect()
    }

    fn has_document_of(&self, name: &str) -> bool {
        let document = Key::parse(name).and_then(|key| key.document());
        document.is_some_and(|id| self.handed.borrow().project.record(id).is_some())
    }

    /// The same, where both were gathered elsewhere. What changed meanwhile is put into the mirror too.
    pub fn attach_gathered(
        &self,
        mirror: Rc<dyn Store>,
        here: &[(String, String)],
        gathered: Gathered,
        now: u64,
    ) -> Arrival {
        let Gathered { mut loaded, alike, lost, is_large } = gathered;
        // A large text may still be on its way to the mirror when its annotations are there.
        loaded.without_document.retain(|unread| !self.has_document_of(&unread.key));
        if loaded.is_locked() {
            self.closed.replace(Some(Failure::Newer));
        }
        self.clock.borrow_mut().observe(loaded.latest);
        let before: SmallMap<&str, (&str, bool)> =
            here.iter().zip(alike).map(|((name, raw), alike)| (&**name, (&**raw, alike))).collect();
        for unread in &loaded.damaged {
            // A mirror is not careful by itself: what it has and nobody can read is set aside first.
            if before.get(&*unread.key) != Some(&(&*unread.raw, false)) {
                mirror.put(Key::Quarantine(unread.key.as_str().into()), unread.raw.clone(), Stamp::ORIGIN);
            }
        }
        self.mirror.replace(Some(mirror));
        self.settle_in(&loaded.project);
        let mut due = self.unkept();
        due.append(&mut self.waiting.borrow_mut());
        for (name, raw) in self.record.read().unwrap_or_default() {
            let Some(key) = Key::parse(&name).filter(|key| !is_mark(key)) else { continue };
            if before.get(&*name) == Some(&(&*raw, true)) {
                self.ledger.borrow_mut().confirm(&key, Level::Crash);
            } else {
                due.push(key);
            }
        }
        if is_large {
            self.ledger.borrow_mut().has_others(Level::Crash);
        }
        due.extend(lost);
        let mut settles = false;
        for (name, value) in loaded.settings.iter() {
            if self.joins_setting(name, value) {
                settles = true;
                due.push(Key::Setting(name.clone()));
            }
        }
        {
            let joined = self.handed.borrow().project.join(&loaded.project);
            self.handed.borrow_mut().project = joined;
        }
        self.put_all(&due, now);
        let unread = Some(loaded.unread());
        let copies = self.join_copies(&loaded.copies, now);
        let found = Some(loaded.project);
        Arrival { found, copies, latest: loaded.latest, settles, unread, ..Arrival::default() }
    }
}
