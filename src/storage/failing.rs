//! A storage that goes wrong at a chosen call: for tests.

use std::cell::Cell;
use std::ops::Range;

use super::{Area, AreaStore, Failure, Level};

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mishap {
    /// The call does nothing, and says why.
    Refuses(Failure),
    /// The call seems to go well, but the last character of what it reads or writes is another, and nothing is removed.
    Garbles,
}

/// An area in which the calls with these numbers, from 0, go wrong.
#[derive(Debug)]
pub struct FailingArea<A> {
    inner: A,
    failing: Range<u64>,
    mishap: Mishap,
    calls: Cell<u64>,
}

pub type FailingStore<A> = AreaStore<FailingArea<A>>;

impl<A> FailingArea<A> {
    pub fn new(inner: A, failing: Range<u64>, mishap: Mishap) -> Self {
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
            Mishap::Refuses(failure) => Err(failure.clone()),
            Mishap::Garbles => Ok(true),
        }
    }
}

fn garbled(value: &str) -> String {
    let mut garbled = value.to_owned();
    let last = garbled.pop();
    garbled.push(if last == Some('?') { '!' } else { '?' });
    garbled
}

impl<A: Area> Area for FailingArea<A> {
    const LEVEL: Level = A::LEVEL;

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
