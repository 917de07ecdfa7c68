//! Both stores as a tab has them.

use std::cell::RefCell;
use std::rc::Rc;

use super::browser::{BOUNDLESS, Browser, Line, Wish};
use crate::model::Stamp;
use crate::storage::{
    BulkWrite, Durability, Failure, Key, KeyValue, KeyValueStore, Listener, Record, Store, StoreEvent,
    decode, units,
};

/// `localStorage` as a tab sees it.
struct Conflict {
    browser: Rc<RefCell<Browser>>,
    line: Rc<Line>,
}

impl KeyValue for Conflict {
    const LEVEL: Durability = Durability::Device;

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
pub struct TabStore(KeyValueStore<Conflict>);

impl TabStore {
    pub fn new(browser: &Rc<RefCell<Browser>>, line: &Rc<Line>) -> Self {
        Self(KeyValueStore::new(Conflict { browser: browser.clone(), line: line.clone() }))
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
        let Conflict { browser, line } = self.0.area();
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
        let records = decode(&key, &value).into_iter().collect();
        self.line.put.borrow_mut().insert((key.clone(), stamp), records);
        self.operation.borrow_mut().push((key, stamp, value));
    }

    fn put_heavy(&self, heavy: &BulkWrite, stamp: Stamp) -> bool {
        if self.line.refuses.get() {
            return false;
        }
        self.line.put.borrow_mut().insert((heavy.key(), stamp), records(heavy));
        self.line.heavy.borrow_mut().push_back((heavy.clone(), stamp));
        true
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

/// What stands in it.
fn records(heavy: &BulkWrite) -> Vec<Record> {
    let read = |(name, raw): (String, String)| decode(&Key::parse(&name).unwrap(), &raw).unwrap();
    heavy.clone().write_out().records().into_iter().map(read).collect()
}
