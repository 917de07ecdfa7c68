//! The browser: its process, what is between it and the tabs, `localStorage` and the mirror.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use crate::model::Stamp;
use crate::storage::{
    Area, AreaStore, Failure, Key, Level, Listener, Record, Store, StoreEvent, decode, merged, units,
};

/// Room for everything.
pub const BOUNDLESS: u64 = 1 << 40;

type Values = BTreeMap<String, String>;
type Mutation = (String, Option<String>);

/// What the mirror is asked.
enum Wish {
    /// Puts, and what other tabs are told of then.
    Keep(Vec<(Key, Stamp, String)>, Vec<StoreEvent>),
    Flush,
}

/// What belongs to one tab: its copy of `localStorage`, and what is on its way.
#[derive(Default)]
pub struct Line {
    copy: RefCell<Values>,
    /// To the browser.
    out: RefCell<VecDeque<Mutation>>,
    /// From the browser, in the order in which it saw them; `true` for the tab's own.
    inward: RefCell<VecDeque<(Mutation, bool)>>,
    wishes: RefCell<VecDeque<Wish>>,
    /// To the page.
    pub events: RefCell<Vec<StoreEvent>>,
    /// What the page put, by what its outcome says.
    pub put: RefCell<BTreeMap<(Key, Stamp), Record>>,
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

/// The process that all tabs share, and the disk.
pub struct Browser {
    truth: Values,
    /// What was there before each mutation that the disk has not seen.
    before: Vec<Mutation>,
    mirror: Values,
    lines: Vec<Rc<Line>>,
    quota: u64,
}

impl Browser {
    pub fn new(quota: u64) -> Self {
        Self { truth: Values::new(), before: Vec::new(), mirror: Values::new(), lines: Vec::new(), quota }
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

    pub fn mirrored(&self) -> Vec<(String, String)> {
        self.mirror.clone().into_iter().collect()
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
                    events.push(StoreEvent::Kept { key, stamp, level: Level::Crash });
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
        }
        let lost = lost as usize % (self.before.len() + 1);
        for mutation in self.before.drain(self.before.len() - lost..).rev() {
            write(&mut self.truth, mutation);
        }
        self.before.clear();
    }
}

/// `localStorage` as a tab sees it.
struct Copy {
    browser: Rc<RefCell<Browser>>,
    line: Rc<Line>,
}

impl Area for Copy {
    const LEVEL: Level = Level::Device;

    fn entries(&self) -> Result<Vec<(String, String)>, Failure> {
        Ok(self.line.copy.borrow().clone().into_iter().collect())
    }

    fn get(&self, key: &str) -> Result<Option<String>, Failure> {
        Ok(self.line.copy.borrow().get(key).cloned())
    }

    fn set(&self, key: &str, value: &str) -> Result<(), Failure> {
        let mut copy = self.line.copy.borrow_mut();
        let size = |(key, value): (&String, &String)| units(key) + units(value);
        let quota = self.browser.borrow().quota;
        if quota < BOUNDLESS {
            let used: u64 = copy.iter().filter(|(other, _)| *other != key).map(size).sum();
            let needed = units(key) + units(value);
            if used + needed > quota {
                return Err(Failure::Full { needed, used: None });
            }
        }
        copy.insert(key.into(), value.into());
        self.line.out.borrow_mut().push_back((key.into(), Some(value.into())));
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), Failure> {
        self.line.copy.borrow_mut().remove(key);
        self.line.out.borrow_mut().push_back((key.into(), None));
        Ok(())
    }
}

/// The store of record as a tab has it: the real one over the tab's copy, with little room.
pub struct TabStore(AreaStore<Copy>);

impl TabStore {
    pub fn new(browser: &Rc<RefCell<Browser>>, line: &Rc<Line>) -> Self {
        Self(AreaStore::new(Copy { browser: browser.clone(), line: line.clone() }))
    }
}

fn remember(line: &Line, key: &Key, stamp: Stamp, value: &str) {
    if let Ok(record) = decode(key, value) {
        line.put.borrow_mut().insert((key.clone(), stamp), record);
    }
}

impl Store for TabStore {
    fn read(&self) -> Result<Vec<(String, String)>, Failure> {
        self.0.read()
    }

    fn listen(&self, listener: Listener) {
        self.0.listen(listener);
    }

    fn put(&self, key: Key, value: String, stamp: Stamp) {
        self.0.put(key, value, stamp);
    }

    fn remove(&self, key: Key, stamp: Stamp) {
        self.0.remove(key, stamp);
    }

    /// Some records go to the mirror by plan.
    fn has_room_for(&self, key: &Key, value: &str) -> bool {
        let Copy { browser, line } = self.0.area();
        let quota = browser.borrow().quota;
        let is_known = line.copy.borrow().contains_key(&key.to_string());
        is_known || self.0.used() + units(value) < quota / 10 * 9
    }
}

/// The mirror as a tab has it.
pub struct Mirror {
    line: Rc<Line>,
    operation: RefCell<Vec<(Key, Stamp, String)>>,
    announced: RefCell<Vec<StoreEvent>>,
}

impl Mirror {
    pub fn new(line: &Rc<Line>) -> Self {
        Self { line: line.clone(), operation: RefCell::default(), announced: RefCell::default() }
    }
}

impl Store for Mirror {
    fn read(&self) -> Result<Vec<(String, String)>, Failure> {
        Ok(Vec::new())
    }

    fn listen(&self, _: Listener) {}

    fn put(&self, key: Key, value: String, stamp: Stamp) {
        remember(&self.line, &key, stamp, &value);
        self.operation.borrow_mut().push((key, stamp, value));
    }

    fn remove(&self, _: Key, _: Stamp) {}

    fn announce(&self, key: &Key, value: &str) {
        let event = StoreEvent::Changed { key: key.clone(), value: Some(value.into()) };
        self.announced.borrow_mut().push(event);
    }

    fn commit(&self) {
        let operation = self.operation.take();
        if !operation.is_empty() {
            let wish = Wish::Keep(operation, self.announced.take());
            self.line.wishes.borrow_mut().push_back(wish);
        }
    }

    fn flush(&self) {
        self.line.wishes.borrow_mut().push_back(Wish::Flush);
    }
}
