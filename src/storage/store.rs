//! Where records are kept. A store answers later, by events, because the best ones cannot answer at once; what it says
//! is only ever what it has seen for itself.

use std::cell::RefCell;
use std::rc::Rc;

use super::{BulkWrite, Key};
use crate::model::Stamp;

/// How much a kept record survives, each including the ones before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Durability {
    /// Nothing: it goes with the tab.
    Memory,
    /// The end of the tab. A browser may still lose it when it crashes within a minute.
    Device,
    /// A crash of the browser.
    Crash,
    /// A power cut.
    Power,
    /// The loss of the browser's storage: it stands in a file of the user's.
    File,
}

impl Durability {
    /// The weakest first.
    pub const ALL: [Self; Self::COUNT] = [Self::Memory, Self::Device, Self::Crash, Self::Power, Self::File];
    pub const COUNT: usize = 5;
}

/// Why a record is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No room. Both in UTF-16 code units of keys and values: what this record needs, and what is taken already.
    Full { needed: u64, used: Option<u64> },
    /// The browser lets nobody store anything here.
    Blocked,
    /// Something else was read back than had been written.
    Mismatch,
    /// A newer program wrote what stands there.
    Newer,
    /// It was kept, and was then erased or written over from outside.
    Lost,
    /// In the browser's own words.
    Other(String),
}

/// What became of something that was asked of a store, or happened to it from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreEvent {
    /// The value that was put with this stamp was read back (or is gone, where it was to be removed).
    Kept { key: Key, stamp: Stamp, level: Durability },
    /// It was not. What stood there before still does, as far as can be known.
    Failed { key: Key, stamp: Stamp, failure: Failure },
    /// All that was kept when [`Store::flush`] was called survives a power cut.
    Flushed,
    /// Another tab wrote this value, or took it away.
    Changed { key: Key, value: Option<String> },
    /// Another tab, or the person through the browser's settings, erased everything.
    Cleared,
    /// The store cannot be used any longer, and nothing that it kept may be there: it was deleted from outside, or the
    /// browser has closed it.
    Gone,
}

/// Hears what a store says.
pub type Listener = Rc<dyn Fn(StoreEvent)>;

/// Tells whoever listens, with nothing borrowed, so that the listener may call the store.
pub fn tell(listener: &RefCell<Option<Listener>>, event: StoreEvent) {
    let heard = listener.borrow().clone();
    if let Some(hear) = heard {
        hear(event);
    }
}

/// A place to keep records. No method fails or panics, but by what it reports.
///
/// A store may call the listener before [`put`](Self::put) returns. The listener must therefore hold nothing borrowed
/// that the caller of `put` holds; it may call the store again, and a dispatch to a Yew reducer is fine.
pub trait Store {
    /// Everything that is kept, by key, in no order.
    fn read(&self) -> Result<Vec<(String, String)>, Failure>;

    /// From now on this hears all events, in the place of who did before. Events that nobody hears are lost.
    fn listen(&self, listener: Listener);

    /// Asks for a value to be kept. The stamp comes back with the outcome and tells the puts of a key apart.
    fn put(&self, key: Key, value: String, stamp: Stamp);

    /// Asks for something to be kept that is so large that writing its record takes long. Only a store that does that
    /// beside the page takes it; any other says no, and is given the record.
    fn put_heavy(&self, _heavy: &BulkWrite, _stamp: Stamp) -> bool {
        false
    }

    /// Asks for a value to be taken away.
    fn remove(&self, key: Key, stamp: Stamp);

    /// Whether a value should be put here at all, or is better kept by a larger store alone.
    fn has_room_for(&self, _key: &Key, _value: &str) -> bool {
        true
    }

    /// The keys that were kept here and under which nothing stands any longer. Each is said once.
    fn missing(&self) -> Vec<Key> {
        Vec::new()
    }

    /// The room that is taken, as [`room`](super::room) counts it.
    fn used(&self) -> u64 {
        0
    }

    /// Tells other tabs of a value that they hear of from no other store, once what is put with it is kept.
    fn announce(&self, _key: &Key, _value: &str) {}

    /// What was put up to now is one operation: it is to be kept at once.
    fn commit(&self) {}

    /// Asks for what is kept to be brought to the disk itself.
    fn flush(&self) {}
}
