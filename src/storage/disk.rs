//! What outlives a tab, and what others can reach into: a first store for the tests.

use std::rc::Rc;

use super::{Durability, Failure, KeyValue, MemoryKeyValue};

#[derive(Clone, Default)]
pub struct Disk(Rc<MemoryKeyValue>);

impl Disk {
    /// Takes no more than so many UTF-16 code units, of keys and values together.
    pub fn with_quota(units: u64) -> Self {
        Self(Rc::new(MemoryKeyValue::default().with_quota(units)))
    }
}

impl KeyValue for Disk {
    const LEVEL: Durability = Durability::Device;

    fn entries(&self) -> Result<Vec<(String, String)>, Failure> {
        self.0.entries()
    }

    fn get(&self, key: &str) -> Result<Option<String>, Failure> {
        self.0.get(key)
    }

    fn set(&self, key: &str, value: &str) -> Result<(), Failure> {
        self.0.set(key, value)
    }

    fn remove(&self, key: &str) -> Result<(), Failure> {
        self.0.remove(key)
    }
}
