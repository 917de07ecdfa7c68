//! The world of one seed: a browser, its tabs, and what must be true of them.

use std::cell::RefCell;

use std::rc::Rc;
use std::sync::Arc;

use super::super::{Arrival, Keeper, Key, Level, StoreEvent, arbitrary, decode, load, save, value};
use crate::chance::Chance;
use crate::model::{
    Annotated, Annotation, AnnotationId, Birth, Clock, Draft, Project, RecordKey, ReplicaId, Stamped, TagId,
    Target,
};
use crate::text::{CharOffset, Document, DocumentInfo, Span, blocks_by_line};
use uuid::Uuid;

use super::browser::{BOUNDLESS, Browser, Line, Mirror, TabStore};
use super::counts::Counts;
use super::told::{Told, assert_same, edited, joined, tell};

/// A tab: the page, and what is on its way to it.
struct Tab {
    line: Rc<Line>,
    keeper: Rc<Keeper>,
    project: Project,
    clock: Clock,
    /// Its device's clock beside the true time.
    skew: i64,
    language: String,
    is_attached: bool,
}

pub struct World {
    chance: Chance,
    browser: Rc<RefCell<Browser>>,
    tabs: Vec<Tab>,
    shipped: Arc<Document>,
    opened: Arc<Document>,
    time: i64,
    replicas: u32,
    ids: u128,
    /// Everything that was ever written by anybody.
    written: Told,
    /// What a tab was told survives a crash.
    saved: Told,
    /// What tabs wrote that have not gone down in a crash.
    safe: Told,
    counts: Counts,
    /// A tab was closed since all was at rest.
    has_closed: bool,
}

fn document(text: &str) -> Arc<Document> {
    Arc::new(Document::new(DocumentInfo::default(), text, blocks_by_line(text)).unwrap())
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
            has_closed: false,
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
            self.edit(tab);
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
                _ => {}
            }
        }
        self.settle();
        self.crash();
        self.settle();
        self.counts
    }

    fn now(&mut self, tab: usize) -> u64 {
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
        let (keeper, found) = Keeper::open(Box::new(store), shipped, ReplicaId(self.replicas), load);
        keeper.listen(line.listener());
        let tab = Tab {
            line,
            keeper: Rc::new(keeper),
            project: found.project,
            clock: found.clock,
            skew: 0,
            language: String::new(),
            is_attached: false,
        };
        self.tabs.push(tab);
    }

    fn attach(&mut self, at: usize) {
        let now = self.now(at);
        let tab = &mut self.tabs[at];
        tab.is_attached = true;
        let mirror = Rc::new(Mirror::new(&tab.line));
        let entries = self.browser.borrow().mirrored();
        let arrival = tab.keeper.attach(mirror, entries, now);
        self.arrive(at, arrival);
    }

    fn arrive(&mut self, at: usize, arrival: Arrival) {
        let again = arrival.wants_mirror;
        let tab = &mut self.tabs[at];
        tab.clock.observe(arrival.latest);
        tab.project = arrival.found.iter().fold(tab.project.clone(), |project, found| project.join(found));
        for change in arrival.changes {
            tab.project = joined(&tab.project, change);
        }
        if arrival.settles {
            let settings = tab.keeper.settings();
            let language = settings.iter().find(|(name, _)| name.as_str() == "language");
            tab.language = language.map(|(_, value)| value.value.to_string()).unwrap_or_default();
        }
        self.keep(at, false);
        if again && self.tabs[at].is_attached {
            self.attach(at);
        }
    }

    fn keep(&mut self, at: usize, again: bool) {
        let now = self.now(at);
        let tab = &self.tabs[at];
        tab.keeper.keep(&tab.project, &[("language", &tab.language)], again, now);
    }

    /// One edit of the reader's.
    fn edit(&mut self, at: usize) {
        let now = self.now(at);
        let stamp = self.tabs[at].clock.tick(now);
        let (kind, which) = (self.chance.below(20), self.chance.below(1 << 20));
        let project = self.tabs[at].project.clone();
        let home = if self.chance.one_in(4) { &self.opened } else { &self.shipped }.clone();
        let key = match project.record(home.id()) {
            None => {
                let project = project.with_document(home.clone(), stamp);
                self.tabs[at].project = project;
                RecordKey::Document(home.id())
            }
            Some(annotated) if kind == 0 => {
                let open = Stamped::new(!annotated.open.value, stamp);
                self.tabs[at].project = project.with(Annotated { open, ..annotated.clone() });
                RecordKey::Document(home.id())
            }
            Some(_) if kind == 1 => {
                let mut project = project;
                let id = TagId::new(["quote", "person"][which as usize % 2]).unwrap();
                let scheme = Arc::make_mut(&mut project.scheme);
                let mut tag = scheme.record(&id).unwrap().as_ref().clone();
                tag.label = Stamped::new(format!("标签{which}").into(), stamp);
                scheme.put(tag);
                self.tabs[at].project = project;
                RecordKey::Tag(id)
            }
            Some(annotated) => {
                let mut annotated = annotated.clone();
                let known: Vec<_> = annotated.annotations.records().cloned().collect();
                let old =
                    known.get(which as usize % known.len().max(1)).filter(|_| kind > 4 || known.len() > 24);
                let annotation = match old {
                    None => self.created(stamp, which),
                    Some(old) => edited(old, kind, which, stamp),
                };
                let key = RecordKey::Annotation(home.id(), annotation.id);
                annotated.annotations.put(annotation);
                self.tabs[at].project = project.with(annotated);
                key
            }
        };
        self.note(at, key);
        if self.chance.one_in(60) {
            self.tabs[at].language = ["en", "zh-Hans", ""][which as usize % 3].to_owned();
        }
        let again = self.chance.one_in(50);
        self.keep(at, again);
    }

    fn created(&mut self, stamp: crate::model::Stamp, which: u64) -> Annotation {
        self.ids += 1;
        let start = CharOffset::new((which % 3) as u32);
        let target = Target::from(Span::new(start, CharOffset::new(start.get() + 1)).unwrap());
        let draft = Draft::new(target, TagId::new("quote").unwrap(), Birth::default());
        draft.stamped(AnnotationId::new(Uuid::from_u128(self.ids)), stamp)
    }

    /// Remembers what a tab wrote.
    fn note(&mut self, at: usize, key: RecordKey) {
        let project = &self.tabs[at].project;
        for (key, raw) in save(project, &[key], std::slice::from_ref(&self.shipped)) {
            let record = decode(&key, &raw).unwrap();
            tell(&mut self.written, &record);
            self.tabs[at].line.wrote.borrow_mut().push(record);
        }
    }

    /// Something that was on its way arrives.
    fn step(&mut self) {
        let at = self.chance.below(self.tabs.len() as u64) as usize;
        match self.chance.below(12) {
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
            _ if !self.tabs[at].is_attached => self.attach(at),
            _ => self.tabs[at].keeper.flush(),
        }
    }

    /// The page hears of one thing, in any order.
    fn hear(&mut self, at: usize) {
        let now = self.now(at);
        let count = self.tabs[at].line.events.borrow().len() as u64;
        if count == 0 {
            return;
        }
        let event = self.tabs[at].line.events.borrow_mut().remove(self.chance.below(count) as usize);
        if let StoreEvent::Kept { key, stamp, level } = &event {
            let put = self.tabs[at].line.put.borrow().get(&(key.clone(), *stamp)).cloned();
            if let Some(record) = put.filter(|_| *level >= Level::Crash) {
                self.counts.saved += 1;
                tell(&mut self.saved, &record);
            }
        }
        self.counts.hear(&event);
        let arrival = self.tabs[at].keeper.hear(&event, now);
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
                tab.keeper.hear(&event, 0);
            }
        }
        self.browser.borrow_mut().close_tab(&tab.line);
        self.counts.closed += 1;
        self.has_closed = true;
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
        self.check(&self.saved, "called saved");
        self.open();
    }

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
    fn settle(&mut self) {
        for at in 0..self.tabs.len() {
            if !self.tabs[at].is_attached {
                self.attach(at);
            }
        }
        self.drain();
        for at in 0..self.tabs.len() {
            self.keep(at, true);
            // What a tab kept in the mirror alone and was closed before it could tell is seen at the next look there.
            if self.has_closed {
                self.attach(at);
            }
        }
        self.has_closed = false;
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
        let browser = self.browser.borrow();
        let shipped = std::slice::from_ref(&self.shipped);
        let stored = |entries| arbitrary::contents(&load(entries, shipped).project);
        assert_same(&contents[0], &stored(browser.mirrored()), "a tab and the mirror");
        if let Some(entries) = browser.has_room() {
            assert_same(&contents[0], &stored(entries), "a tab and the store of record");
        }
    }

    /// Every tab has what was told, and nothing that nobody wrote.
    fn check(&self, told: &Told, what: &str) {
        for tab in self.tabs.iter().filter(|tab| tab.is_attached) {
            let settings = tab.keeper.settings();
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
