//! What must be true of a world, at any time and when all has come to rest.

use super::told::{Told, assert_same, tell};
use super::world::World;
use crate::storage::{Key, arbitrary, decode, load, value};

impl World {
    /// Everything arrives.
    fn drain(&mut self) {
        for round in 0.. {
            assert!(round < 200, "it never comes to rest");
            let mut is_quiet = true;
            for at in 0..self.tabs.len() {
                let line = self.tabs[at].line.clone();
                while self.browser.borrow_mut().send(&line) {
                    is_quiet = false;
                }
                while line.receive() {
                    is_quiet = false;
                }
                while self.browser.borrow_mut().mirror(&line, false) {
                    is_quiet = false;
                }
                while self.browser.borrow_mut().write_heavy(&line, false) || self.read_on(at) {
                    is_quiet = false;
                }
                while !line.events.borrow().is_empty() {
                    is_quiet = false;
                    self.hear(at);
                }
            }
            if is_quiet {
                return;
            }
        }
    }

    /// Everything arrives, and what failed is tried again; then all is equal.
    pub fn settle(&mut self) {
        for at in 0..self.tabs.len() {
            if !self.tabs[at].is_attached {
                self.attach(at);
            }
        }
        self.drain();
        for at in 0..self.tabs.len() {
            self.keep(at, true);
            // What a tab kept in the mirror alone and was closed before it could tell is seen at the next look there.
            if self.counts.closed > self.closed {
                self.attach(at);
            }
        }
        self.closed = self.counts.closed;
        self.drain();
        for tab in &self.tabs {
            for record in tab.line.wrote.take() {
                tell(&mut self.safe, &record);
            }
        }
        self.check(&self.saved, "called saved");
        self.check(&self.safe, "written in a tab that is still open");
        let contents: Vec<_> = self.tabs.iter().map(|tab| arbitrary::contents(&tab.project)).collect();
        for other in contents.iter().skip(1) {
            assert_same(&contents[0], other, "the tabs");
        }
        let shipped = self.shipped.clone();
        let stored = |entries| arbitrary::contents(&load(entries, std::slice::from_ref(&shipped)).project);
        assert_same(&contents[0], &stored(self.browser.borrow().mirrored()), "a tab and the mirror");
        // What was put together comes to the store of record at the next look into the mirror.
        if self.counts.batches > self.batches {
            (0..self.tabs.len()).for_each(|at| self.attach(at));
            self.drain();
        }
        self.batches = self.counts.batches;
        if let Some(entries) = self.browser.borrow().has_room() {
            assert_same(&contents[0], &stored(entries), "a tab and the store of record");
        }
    }

    /// Every tab has what was told, and nothing that nobody wrote.
    pub fn check(&self, told: &Told, what: &str) {
        for tab in self.tabs.iter().filter(|tab| tab.is_attached) {
            let settings = tab.replicator.settings();
            for (key, record) in told {
                if matches!(key, Key::Quarantine(_) | Key::Setting(_)) {
                    continue;
                }
                let raw = value(&tab.project, &settings, key);
                let now = raw.as_deref().and_then(|raw| decode(key, raw).ok());
                let now = now.unwrap_or_else(|| panic!("lost, though {what}: {key}"));
                assert_eq!(now.join(record), now, "lost, though {what}");
                let written = self.written.get(key).expect("nobody wrote it");
                assert_eq!(written.join(&now), *written, "nobody wrote this");
            }
        }
    }
}
