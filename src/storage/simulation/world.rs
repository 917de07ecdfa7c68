//! The world of one seed: a browser, its tabs, and what must be true of them.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use super::browser::{BOUNDLESS, Browser, Line};
use super::counts::Counts;
use super::reading::Reading;
use super::stores::{Mirror, TabStore};
use super::told::{Told, joined, tell};
use crate::builders::document;
use crate::chance::Chance;
use crate::model::{Clock, Project, ReplicaId, Stamp};
use crate::storage::{Durability, Incoming, Key, Replicator, StoreEvent, load};
use crate::text::Document;

/// More annotations than this that change at once are put together.
pub const MANY: usize = 12;

/// A tab: the page, and what is on its way to it.
pub struct Tab {
    pub line: Rc<Line>,
    pub replicator: Rc<Replicator>,
    pub project: Project,
    pub clock: Clock,
    /// Its device's clock beside the true time.
    skew: i64,
    pub language: String,
    pub is_attached: bool,
    /// What a worker reads for it.
    pub reading: Option<Reading>,
    /// There is more in the mirror since that began.
    pub reads_again: bool,
}

pub struct World {
    pub chance: Chance,
    pub browser: Rc<RefCell<Browser>>,
    pub tabs: Vec<Tab>,
    pub shipped: Arc<Document>,
    pub opened: Arc<Document>,
    time: i64,
    replicas: u32,
    pub ids: u128,
    /// Everything that was ever written by anybody.
    pub written: Told,
    /// What a tab was told survives a crash.
    pub saved: Told,
    /// What tabs wrote that have not gone down in a crash.
    pub safe: Told,
    pub counts: Counts,
    /// How many tabs had been closed when all was at rest last.
    pub closed: u64,
    /// And how much had been put together.
    pub batches: u64,
}

impl World {
    pub fn new(seed: u64) -> Self {
        let mut chance = Chance(seed);
        // Every third browser has next to no room.
        let quota = if chance.one_in(3) { 500 + chance.below(12_000) } else { BOUNDLESS };
        Self {
            browser: Rc::new(RefCell::new(Browser::new(quota))),
            tabs: Vec::new(),
            shipped: document("党旗在一线高高飘扬"),
            opened: document("一\n二三"),
            time: 1_690_000_000_000,
            replicas: 0,
            ids: 0,
            written: Told::new(),
            saved: Told::new(),
            safe: Told::new(),
            counts: Counts::default(),
            closed: 0,
            batches: 0,
            chance,
        }
    }

    /// So many edits in two or three tabs, and at the end all tabs and both stores are equal.
    pub fn live(mut self, operations: u64) -> Counts {
        for _ in 0..2 + self.chance.below(2) {
            self.open();
        }
        for _ in 0..operations {
            let tab = self.chance.below(self.tabs.len() as u64) as usize;
            if self.chance.one_in(16) {
                self.edit_many(tab);
            } else {
                self.edit(tab);
            }
            self.counts.operations += 1;
            for _ in 0..self.chance.below(14) {
                self.step();
            }
            match self.chance.below(1_200) {
                0 => self.crash(),
                1 | 2 => self.close(),
                3 if self.tabs.len() < 3 => self.open(),
                4 => self.browser.borrow_mut().write_to_disk(),
                5 => self.settle(),
                6..=12 => self.tidy(),
                _ => {}
            }
        }
        self.settle();
        self.crash();
        self.settle();
        self.counts
    }

    pub fn now(&mut self, tab: usize) -> u64 {
        self.time += self.chance.below(40).cast_signed();
        if self.chance.one_in(200) {
            self.tabs[tab].skew = self.chance.below(200_000).cast_signed() - 100_000;
        }
        (self.time + self.tabs[tab].skew).cast_unsigned()
    }

    fn open(&mut self) {
        self.replicas += 1;
        let line = Browser::open_tab(&self.browser);
        let store = TabStore::new(&self.browser, &line);
        let shipped = vec![self.shipped.clone()];
        let (replicator, found) = Replicator::open(Box::new(store), shipped, ReplicaId(self.replicas), load);
        let replicator = replicator.with_many(MANY);
        replicator.listen(line.listener());
        let tab = Tab {
            line,
            replicator: Rc::new(replicator),
            project: found.project,
            clock: found.clock,
            skew: 0,
            language: String::new(),
            is_attached: false,
            reading: None,
            reads_again: false,
        };
        self.tabs.push(tab);
    }

    /// The page reads the mirror itself, or has a worker do it, as if it were much.
    pub fn attach(&mut self, at: usize) {
        if self.tabs[at].reading.is_some() || self.chance.one_in(2) {
            return self.begin_reading(at);
        }
        let now = self.now(at);
        let tab = &mut self.tabs[at];
        tab.is_attached = true;
        let mirror = Rc::new(Mirror::new(&tab.line));
        let entries = self.browser.borrow().mirrored();
        let arrival = tab.replicator.attach(mirror, entries, now);
        self.arrive(at, arrival);
    }

    pub fn arrive(&mut self, at: usize, arrival: Incoming) {
        let again = arrival.wants_mirror;
        let tab = &mut self.tabs[at];
        tab.clock.observe(arrival.latest);
        tab.project = arrival.found.iter().fold(tab.project.clone(), |project, found| project.join(found));
        for change in arrival.changes {
            tab.project = joined(&tab.project, change);
        }
        if arrival.settles {
            let settings = tab.replicator.settings();
            let language = settings.iter().find(|(name, _)| name.as_str() == "language");
            tab.language = language.map(|(_, value)| value.value.to_string()).unwrap_or_default();
        }
        self.keep(at, false);
        if again && self.tabs[at].is_attached {
            self.attach(at);
        }
    }

    pub fn keep(&mut self, at: usize, again: bool) {
        let now = self.now(at);
        let tab = &self.tabs[at];
        tab.replicator.keep(&tab.project, &[("language", &tab.language)], again, now);
    }

    /// Something that was on its way arrives.
    fn step(&mut self) {
        let at = self.chance.below(self.tabs.len() as u64) as usize;
        match self.chance.below(15) {
            0..=2 => {
                self.browser.borrow_mut().send(&self.tabs[at].line);
            }
            3 | 4 => {
                self.tabs[at].line.receive();
            }
            5..=7 => self.hear(at),
            8..=10 => {
                let fails = self.chance.one_in(100);
                self.browser.borrow_mut().mirror(&self.tabs[at].line, fails);
            }
            11 => {
                let fails = self.chance.one_in(20);
                self.browser.borrow_mut().write_heavy(&self.tabs[at].line, fails);
            }
            12 | 13 => {
                self.read_on(at);
            }
            _ if !self.tabs[at].is_attached && self.tabs[at].reading.is_none() => self.attach(at),
            _ => self.tabs[at].replicator.flush(),
        }
    }

    /// A worker brings together what stands alone or in more chunks than it needs.
    fn tidy(&mut self) {
        self.time += 1;
        let stamp = Stamp::of_file(self.time.cast_unsigned());
        for document in [&self.shipped, &self.opened] {
            let mut browser = self.browser.borrow_mut();
            if browser.count(document).iter().any(|count| *count > MANY) {
                browser.tidy(document, stamp);
                self.counts.tidied += 1;
            }
        }
    }

    /// The page hears of one thing, in any order.
    pub fn hear(&mut self, at: usize) {
        let now = self.now(at);
        let count = self.tabs[at].line.events.borrow().len() as u64;
        if count == 0 {
            return;
        }
        let event = self.tabs[at].line.events.borrow_mut().remove(self.chance.below(count) as usize);
        if let StoreEvent::Kept { key, stamp, level } = &event {
            let put = self.tabs[at].line.put.borrow().get(&(key.clone(), *stamp)).cloned();
            for record in put.filter(|_| *level >= Durability::Crash).into_iter().flatten() {
                self.counts.saved += 1;
                tell(&mut self.saved, &record);
            }
            self.counts.batches += u64::from(matches!(key, Key::Batch(..)));
        }
        self.counts.hear(&event);
        let arrival = self.tabs[at].replicator.hear(&event, now);
        self.arrive(at, arrival);
    }

    /// A tab is closed; what it had sent arrives.
    fn close(&mut self) {
        if self.tabs.len() < 2 {
            return;
        }
        let at = self.chance.below(self.tabs.len() as u64) as usize;
        let tab = self.tabs.remove(at);
        // The store of record answers in the same moment, so that was heard.
        for event in tab.line.events.take() {
            if matches!(event, StoreEvent::Failed { .. }) {
                tab.replicator.hear(&event, 0);
            }
        }
        self.browser.borrow_mut().close_tab(&tab.line);
        self.counts.closed += 1;
    }

    /// The browser dies, and comes back with one tab, and then with another.
    fn crash(&mut self) {
        self.counts.crashes += 1;
        let lost = self.chance.below(1 << 20);
        let mut mirror = Vec::new();
        for _ in 0..8 {
            mirror.push(self.chance.one_in(2));
        }
        self.browser.borrow_mut().crash(lost, &mirror);
        self.tabs.clear();
        self.safe.clear();
        self.open();
        if self.chance.one_in(2) {
            self.edit(0); // before the mirror was read
        }
        self.attach(0);
        while self.read_on(0) {}
        self.check(&self.saved, "called saved");
        self.open();
    }
}
