//! A storage that goes wrong at a chosen call: for tests.

use std::cell::Cell;
use std::ops::Range;

use super::{Durability, Failure, KeyValue, KeyValueStore};

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Injected {
    /// The call does nothing, and says why.
    Refuse(Failure),
    /// The call seems to go well, but the last character of what it reads or writes is another, and nothing is removed.
    Corrupt,
}

/// An area in which the calls with these numbers, from 0, go wrong.
#[derive(Debug)]
pub struct FailingKeyValue<A> {
    inner: A,
    failing: Range<u64>,
    mishap: Injected,
    calls: Cell<u64>,
}

pub type FailingStore<A> = KeyValueStore<FailingKeyValue<A>>;

impl<A> FailingKeyValue<A> {
    pub fn new(inner: A, failing: Range<u64>, mishap: Injected) -> Self {
        Self { inner, failing, mishap, calls: Cell::new(0) }
    }

    pub fn inner(&self) -> &A {
        &self.inner
    }

    /// How many calls there were.
    pub fn calls(&self) -> u64 {
        self.calls.get()
    }

    /// Whether this call is to be garbled, if it is not to be refused.
    fn call(&self) -> Result<bool, Failure> {
        let number = self.calls.replace(self.calls.get() + 1);
        if !self.failing.contains(&number) {
            return Ok(false);
        }
        match &self.mishap {
            Injected::Refuse(failure) => Err(failure.clone()),
            Injected::Corrupt => Ok(true),
        }
    }
}

fn garbled(value: &str) -> String {
    let mut garbled = value.to_owned();
    let last = garbled.pop();
    garbled.push(if last == Some('?') { '!' } else { '?' });
    garbled
}

impl<A: KeyValue> KeyValue for FailingKeyValue<A> {
    const LEVEL: Durability = A::LEVEL;

    fn entries(&self) -> Result<Vec<(String, String)>, Failure> {
        let garbles = self.call()?;
        let mut entries = self.inner.entries()?;
        if let Some((_, value)) = entries.last_mut().filter(|_| garbles) {
            *value = garbled(value);
        }
        Ok(entries)
    }

    fn get(&self, key: &str) -> Result<Option<String>, Failure> {
        let garbles = self.call()?;
        let value = self.inner.get(key)?;
        Ok(if garbles { value.as_deref().map(garbled) } else { value })
    }

    fn set(&self, key: &str, value: &str) -> Result<(), Failure> {
        if self.call()? { self.inner.set(key, &garbled(value)) } else { self.inner.set(key, value) }
    }

    fn remove(&self, key: &str) -> Result<(), Failure> {
        if self.call()? { Ok(()) } else { self.inner.remove(key) }
    }
}
