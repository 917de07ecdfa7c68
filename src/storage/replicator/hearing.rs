//! What the stores say: what became of what was handed over, and what other tabs wrote.

use super::Replicator;
use super::marks::is_mark;
use crate::storage::{
    Durability, Failure, Incoming, Key, Record, StoreEvent, conflict, decode, joining, load, upgrade,
};

impl Replicator {
    /// Hears that something was kept.
    pub fn note(&self, event: &StoreEvent, now: u64) {
        if matches!(event, StoreEvent::Kept { level, .. } if *level >= Durability::Crash) {
            self.submitted.borrow_mut().saved = now;
        }
        self.acknowledgements.borrow_mut().hear(event);
    }

    /// Hears what a store says. Another tab's record is answered, to be joined to the session; where it lacks
    /// something of ours, ours is written again.
    pub fn hear(&self, event: &StoreEvent, now: u64) -> Incoming {
        match event {
            StoreEvent::Kept { .. } | StoreEvent::Flushed => self.note(event, now),
            StoreEvent::Failed { key: key @ Key::Batch(..), stamp, failure } => {
                self.fail_each(key, *stamp, failure);
            }
            StoreEvent::Failed { key, .. } => {
                self.acknowledgements.borrow_mut().hear(event);
                self.announce(key, now);
            }
            StoreEvent::Changed { key, value } if is_mark(key) => {
                self.hear_of_mark(key, value.as_deref().unwrap_or_default());
            }
            StoreEvent::Changed { key: key @ Key::Conflict(..), value } => {
                return self.hear_of_copy(key, value.as_deref().unwrap_or_default());
            }
            StoreEvent::Changed { key, value } => {
                return self.hear_of(key, value.as_deref().unwrap_or_default(), now);
            }
            StoreEvent::Cleared => {
                self.acknowledgements.borrow_mut().hear(event);
                self.put_all(&self.unkept(), now);
                self.put_copies(now);
            }
            StoreEvent::Gone => self.lose_mirror(now),
        }
        Incoming::default()
    }

    fn hear_of(&self, key: &Key, raw: &str, now: u64) -> Incoming {
        self.touch(key);
        let Ok(theirs) = decode(key, raw) else {
            if upgrade::newer(raw).is_some() && *key == Key::Meta {
                self.closed.replace(Some(Failure::Newer));
            }
            if raw.is_empty() && matches!(key, Key::Text(_) | Key::Header(_) | Key::Batch(..)) {
                // A heavy one, which is not sent around: it is in the mirror now.
                return Incoming { wants_mirror: true, ..Incoming::default() };
            }
            // Gone, or not to be read: ours is put there again, by a store that knows what it may write over.
            let lost = StoreEvent::Changed { key: key.clone(), value: None };
            self.acknowledgements.borrow_mut().hear(&lost);
            self.put_all(std::slice::from_ref(key), now);
            return Incoming::default();
        };
        let latest = theirs.latest();
        self.clock.borrow_mut().observe(latest);
        let ours = self.value_of(key).and_then(|raw| decode(key, &raw).ok());
        let mut arrival = Incoming { latest, ..Incoming::default() };
        if let Some(ours) = ours {
            let joined = ours.join(&theirs);
            if joined != theirs && joined == ours {
                self.put_all(std::slice::from_ref(key), now);
            }
            arrival.copies.extend(conflict::lost(&ours, &theirs));
            if joined == ours {
                return arrival;
            }
        }
        match theirs {
            Record::Setting(name, value) => arrival.settles = self.joins_setting(&name, &value),
            Record::UndoEntry(..) | Record::Conflict(..) => {}
            theirs @ (Record::Text(..) | Record::Header(..) | Record::Annotation(..) | Record::Tag(_)) => {
                let document = theirs.key().document();
                let project = self.submitted.borrow().project.clone();
                if document.is_none_or(|id| project.record(id).is_some()) {
                    arrival.changes = theirs.joining(&project).into_iter().collect();
                } else {
                    // A text that another tab opened waits for its header, by which it has its title and its structure;
                    // with that comes all that is known of it by now.
                    self.orphans.borrow_mut().push((key.to_string(), raw.to_owned()));
                    if matches!(key, Key::Header(_)) {
                        let loaded = load(self.stored(), &self.shipped);
                        self.settle_in(&loaded.project);
                        arrival.changes = joining(&project, &loaded.project);
                        arrival.wants_mirror = arrival.changes.is_empty();
                    }
                }
            }
        }
        arrival
    }
}
