//! The browser: its process, what is between it and the tabs, `localStorage` and the mirror.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use crate::model::Stamp;
use crate::storage::{
    BulkWrite, Durability, Failure, Key, Listener, Record, StoreEvent, Written, chunk, merged,
};
use crate::text::Document;

/// Room for everything.
pub const BOUNDLESS: u64 = 1 << 40;

type Values = BTreeMap<String, String>;
type Mutation = (String, Option<String>);

/// What the mirror is asked.
pub enum Wish {
    /// Puts, and what other tabs are told of then.
    Keep(Vec<(Key, Stamp, String)>, Vec<StoreEvent>),
    Flush,
}

/// What belongs to one tab: its copy of `localStorage`, and what is on its way.
#[derive(Default)]
pub struct Line {
    pub copy: RefCell<Values>,
    /// To the browser.
    pub out: RefCell<VecDeque<Mutation>>,
    /// From the browser, in the order in which it saw them; `true` for the tab's own.
    inward: RefCell<VecDeque<(Mutation, bool)>>,
    pub wishes: RefCell<VecDeque<Wish>>,
    /// What workers are to write, one after the other.
    pub heavy: RefCell<VecDeque<(BulkWrite, Stamp)>>,
    /// A worker could not write something, so none is asked again.
    pub refuses: Cell<bool>,
    /// To the page.
    pub events: RefCell<Vec<StoreEvent>>,
    /// What the page put, by what its outcome says.
    pub put: RefCell<BTreeMap<(Key, Stamp), Vec<Record>>>,
    /// What the reader wrote in it.
    pub wrote: RefCell<Vec<Record>>,
}

impl Line {
    pub fn listener(self: &Rc<Self>) -> Listener {
        let line = Rc::downgrade(self);
        Rc::new(move |event| {
            if let Some(line) = line.upgrade() {
                line.events.borrow_mut().push(event);
            }
        })
    }

    /// The copy hears of what another tab wrote, and the page will.
    pub fn receive(&self) -> bool {
        let Some(((key, value), is_own)) = self.inward.borrow_mut().pop_front() else { return false };
        if is_own {
            return true;
        }
        // What the tab wrote itself is later, as the browser sees it.
        let is_later = self.out.borrow().iter().any(|(other, _)| *other == key)
            || self.inward.borrow().iter().any(|((other, _), is_own)| *is_own && *other == key);
        if !is_later {
            write(&mut self.copy.borrow_mut(), (key.clone(), value.clone()));
        }
        if let Some(key) = Key::parse(&key) {
            self.events.borrow_mut().push(StoreEvent::Changed { key, value });
        }
        true
    }
}

fn write(values: &mut Values, (key, value): Mutation) -> Option<String> {
    match value {
        Some(value) => values.insert(key, value),
        None => values.remove(&key),
    }
}

/// Takes out what lies between two names.
fn taken(values: &mut Values, [first, last]: [String; 2]) -> Values {
    let mut taken = values.split_off(&first);
    values.append(&mut taken.split_off(&last));
    taken
}

/// The process that all tabs share, and the disk.
pub struct Browser {
    truth: Values,
    /// What was there before each mutation that the disk has not seen.
    before: Vec<Mutation>,
    mirror: Values,
    /// Of the mirror, by name.
    chunks: Values,
    lines: Vec<Rc<Line>>,
    pub quota: u64,
}

impl Browser {
    pub fn new(quota: u64) -> Self {
        Self {
            truth: Values::new(),
            before: Vec::new(),
            mirror: Values::new(),
            chunks: Values::new(),
            lines: Vec::new(),
            quota,
        }
    }

    pub fn open_tab(browser: &Rc<RefCell<Self>>) -> Rc<Line> {
        let mut browser = browser.borrow_mut();
        let line = Rc::new(Line { copy: RefCell::new(browser.truth.clone()), ..Line::default() });
        browser.lines.push(line.clone());
        line
    }

    /// What a tab wrote comes here, and is on its way to the others.
    pub fn send(&mut self, from: &Rc<Line>) -> bool {
        let Some(mutation) = from.out.borrow_mut().pop_front() else { return false };
        for line in &self.lines {
            line.inward.borrow_mut().push_back((mutation.clone(), Rc::ptr_eq(line, from)));
        }
        let key = mutation.0.clone();
        let before = write(&mut self.truth, mutation);
        self.before.push((key, before));
        true
    }

    pub fn write_to_disk(&mut self) {
        self.before.clear();
    }

    /// What the store of record has, where everything fits.
    pub fn has_room(&self) -> Option<Vec<(String, String)>> {
        (self.quota == BOUNDLESS).then(|| self.truth.clone().into_iter().collect())
    }

    /// The records in chunks first, as a worker reads them.
    pub fn mirrored(&self) -> Vec<(String, String)> {
        let in_chunks = self.chunks.iter().flat_map(|(name, chunk)| chunk::records(name, chunk));
        in_chunks.chain(self.mirror.clone()).collect()
    }

    /// Chunks of a text's annotations, and records that stand alone.
    pub fn count(&self, document: &Document) -> [usize; 2] {
        let [first, last] = chunk::names_of(document.id());
        let [prefix, behind] = Key::annotations(document.id());
        [self.chunks.range(first..last).count(), self.mirror.range(prefix..behind).count()]
    }

    /// A worker brings all annotations of a text together, in one transaction.
    pub fn tidy(&mut self, document: &Arc<Document>, stamp: Stamp) {
        let mut all = Vec::new();
        for (name, value) in taken(&mut self.chunks, chunk::names_of(document.id())) {
            all.extend(chunk::records(&name, &value));
        }
        all.extend(taken(&mut self.mirror, Key::annotations(document.id())));
        let tidied = chunk::tidied(document, all, stamp);
        self.chunks.extend(tidied.chunks);
        self.mirror.extend(tidied.apart);
    }

    /// A worker writes what is heavy and was asked for first, or nothing of it.
    pub fn write_heavy(&mut self, line: &Rc<Line>, fails: bool) -> bool {
        let Some((heavy, stamp)) = line.heavy.borrow_mut().pop_front() else { return false };
        let key = heavy.key();
        if fails {
            line.refuses.set(true);
        }
        if line.refuses.get() {
            let failed = StoreEvent::Failed { key, stamp, failure: Failure::Blocked };
            line.events.borrow_mut().push(failed);
            return true;
        }
        match heavy.write_out() {
            Written::Record(key, value) => self.keep(&key, value),
            Written::Chunks(chunks) => self.chunks.extend(chunks),
        }
        line.events.borrow_mut().push(StoreEvent::Kept { key: key.clone(), stamp, level: Durability::Crash });
        let told = StoreEvent::Changed { key, value: Some(String::new()) };
        for other in self.lines.iter().filter(|other| !Rc::ptr_eq(other, line)) {
            other.events.borrow_mut().push(told.clone());
        }
        true
    }

    /// The mirror does what a tab asked first, or nothing of it.
    pub fn mirror(&mut self, line: &Rc<Line>, fails: bool) -> bool {
        let Some(wish) = line.wishes.borrow_mut().pop_front() else { return false };
        let mut events = line.events.borrow_mut();
        match wish {
            Wish::Flush => events.push(StoreEvent::Flushed),
            Wish::Keep(puts, announced) => {
                for other in self.lines.iter().filter(|other| !fails && !Rc::ptr_eq(other, line)) {
                    other.events.borrow_mut().extend(announced.iter().cloned());
                }
                for (key, stamp, value) in puts {
                    if fails {
                        events.push(StoreEvent::Failed { key, stamp, failure: Failure::Blocked });
                        continue;
                    }
                    self.keep(&key, value);
                    events.push(StoreEvent::Kept { key, stamp, level: Durability::Crash });
                }
            }
        }
        true
    }

    fn keep(&mut self, key: &Key, value: String) {
        let name = key.to_string();
        let joined = match self.mirror.get(&name) {
            Some(present) => merged(key, present, &value).unwrap(),
            None => value,
        };
        self.mirror.insert(name, joined);
    }

    /// What it wrote arrives; what it asked the mirror for may not.
    pub fn close_tab(&mut self, line: &Rc<Line>) {
        while self.send(line) {}
        self.lines.retain(|other| !Rc::ptr_eq(other, line));
    }

    /// `localStorage` is what it was a while ago. The mirror may do what it was asked without anybody hearing of it.
    pub fn crash(&mut self, lost: u64, does: &[bool]) {
        for line in std::mem::take(&mut self.lines) {
            for does in does {
                if *does {
                    self.mirror(&line, false);
                }
            }
            if does.first() == Some(&true) {
                self.write_heavy(&line, false);
            }
        }
        let lost = lost as usize % (self.before.len() + 1);
        for mutation in self.before.drain(self.before.len() - lost..).rev() {
            write(&mut self.truth, mutation);
        }
        self.before.clear();
    }
}
