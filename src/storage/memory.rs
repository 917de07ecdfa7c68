//! Keeps records in memory: for tests, and for a browser that lets nothing be stored.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::{Durability, Failure, KeyValue, KeyValueStore, units};

/// A map with a browser's quota.
#[derive(Debug, Default)]
pub struct MemoryKeyValue {
    values: RefCell<BTreeMap<String, String>>,
    quota: Option<u64>,
}

pub type MemoryStore = KeyValueStore<MemoryKeyValue>;

impl MemoryKeyValue {
    /// What an earlier session left.
    pub fn holding(entries: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { values: RefCell::new(entries.into_iter().collect()), quota: None }
    }

    /// Takes no more than so many UTF-16 code units, of keys and values together.
    #[must_use]
    pub fn with_quota(self, units: u64) -> Self {
        Self { quota: Some(units), ..self }
    }

    /// The UTF-16 code units that are taken.
    pub fn used(&self) -> u64 {
        self.values.borrow().iter().map(|(key, value)| units(key) + units(value)).sum()
    }
}

impl KeyValue for MemoryKeyValue {
    const LEVEL: Durability = Durability::Memory;

    fn entries(&self) -> Result<Vec<(String, String)>, Failure> {
        Ok(self.values.borrow().iter().map(|(key, value)| (key.clone(), value.clone())).collect())
    }

    fn get(&self, key: &str) -> Result<Option<String>, Failure> {
        Ok(self.values.borrow().get(key).cloned())
    }

    fn set(&self, key: &str, value: &str) -> Result<(), Failure> {
        if let Some(quota) = self.quota {
            let needed = units(key) + units(value);
            let old = self.values.borrow().get(key).map_or(0, |old| units(key) + units(old));
            let used = self.used();
            if used - old + needed > quota {
                return Err(Failure::Full { needed, used: Some(used) });
            }
        }
        self.values.borrow_mut().insert(key.into(), value.into());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), Failure> {
        self.values.borrow_mut().remove(key);
        Ok(())
    }
}
