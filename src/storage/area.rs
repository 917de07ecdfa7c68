//! The careful way to write into a storage that answers at once, as the browser's `localStorage` does. It stands here
//! and not in `browser` so that every failure of it can be tested natively.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Failure, Key, Level, Listener, Store, StoreEvent, decode, upgrade};
use crate::model::Stamp;

/// A map of text to text that may refuse anything at any time, as the Web Storage of the HTML standard (§12.2).
pub trait Area {
    /// What a value survives that was read back from here.
    const LEVEL: Level;

    /// All that has a key of ours.
    fn entries(&self) -> Result<Vec<(String, String)>, Failure>;
    fn get(&self, key: &str) -> Result<Option<String>, Failure>;
    fn set(&self, key: &str, value: &str) -> Result<(), Failure>;
    fn remove(&self, key: &str) -> Result<(), Failure>;
}

/// A store over an area. It never writes over what a newer program wrote, sets aside what it cannot read before it
/// writes over that, and calls kept only what it has read back.
pub struct AreaStore<A> {
    area: A,
    listener: Rc<RefCell<Option<Listener>>>,
}

impl<A: Area> AreaStore<A> {
    pub fn new(area: A) -> Self {
        Self { area, listener: Rc::default() }
    }

    pub fn area(&self) -> &A {
        &self.area
    }

    /// Says to whoever listens then what happened from outside.
    pub fn teller(&self) -> impl Fn(StoreEvent) + use<A> {
        let listener = self.listener.clone();
        move |event| tell(&listener, event)
    }

    fn answer(&self, key: Key, stamp: Stamp, outcome: Result<(), Failure>) {
        let event = match outcome {
            Ok(()) => StoreEvent::Kept { key, stamp, level: A::LEVEL },
            Err(failure) => StoreEvent::Failed { key, stamp, failure },
        };
        tell(&self.listener, event);
    }
}

/// The listener is called with nothing borrowed, so it may call the store.
fn tell(listener: &RefCell<Option<Listener>>, event: StoreEvent) {
    let heard = listener.borrow().clone();
    if let Some(hear) = heard {
        hear(event);
    }
}

impl<A: Area> Store for AreaStore<A> {
    fn read(&self) -> Result<Vec<(String, String)>, Failure> {
        self.area.entries()
    }

    fn listen(&self, listener: Listener) {
        self.listener.replace(Some(listener));
    }

    fn put(&self, key: Key, value: String, stamp: Stamp) {
        let outcome = write(&self.area, &key, &value);
        self.answer(key, stamp, outcome);
    }

    fn remove(&self, key: Key, stamp: Stamp) {
        let outcome = erase(&self.area, &key);
        self.answer(key, stamp, outcome);
    }
}

fn write(area: &impl Area, key: &Key, value: &str) -> Result<(), Failure> {
    let name = key.to_string();
    let present = present(area, &name)?;
    if present.as_deref() == Some(value) {
        return Ok(()); // spares the time and the disk, above all for the text of a document
    }
    if let Some(raw) = present.filter(|raw| decode(key, raw).is_err()) {
        set_aside(area, &name, &raw)?;
    }
    write_and_read_back(area, &name, value)
}

fn write_and_read_back(area: &impl Area, name: &str, value: &str) -> Result<(), Failure> {
    area.set(name, value)?;
    if area.get(name)?.as_deref() == Some(value) { Ok(()) } else { Err(Failure::Mismatch) }
}

fn erase(area: &impl Area, key: &Key) -> Result<(), Failure> {
    let name = key.to_string();
    present(area, &name)?;
    area.remove(&name)?;
    if area.get(&name)?.is_none() { Ok(()) } else { Err(Failure::Mismatch) }
}

/// What stands there now, if it may be touched.
fn present(area: &impl Area, name: &str) -> Result<Option<String>, Failure> {
    let newer = |value: &Option<String>| value.as_deref().is_some_and(|raw| upgrade::newer(raw).is_some());
    let present = area.get(name)?;
    if newer(&present) || newer(&area.get(&Key::Meta.to_string())?) { Err(Failure::Newer) } else { Ok(present) }
}

/// Copies what cannot be read to the first quarantine that is free: never over something else.
fn set_aside(area: &impl Area, name: &str, raw: &str) -> Result<(), Failure> {
    let mut place = Key::Quarantine(name.into()).to_string();
    while let Some(taken) = area.get(&place)? {
        if taken == raw {
            return Ok(());
        }
        place = Key::Quarantine(place.into()).to_string();
    }
    write_and_read_back(area, &place, raw)
}
