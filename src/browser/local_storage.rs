//! The browser's `localStorage` (HTML standard, §12.2) as a [`Store`]. Any call of it may throw, even the one that asks
//! for it: where cookies are blocked, in a sandboxed frame, with a broken profile. None of that may end the program.

use gloo::events::EventListener;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{Storage, StorageEvent, window};

use super::erased::{ERASING, begin_anew, is_erased};
use super::store_failure::failure;
use crate::model::Stamp;
use crate::storage::{
    Durability, Failure, Key, KeyValue, KeyValueStore, Listener, Merges, PREFIX, Store, StoreEvent, is_ours,
    units,
};

/// Records in `localStorage`, and what other tabs do to them.
pub struct LocalStore {
    store: KeyValueStore<WebArea>,
    /// Ends with the store.
    _storage_events: Option<EventListener>,
}

impl LocalStore {
    /// Never fails: where the browser blocks its storage, every use of the store says so.
    pub fn new() -> Self {
        Self::over(KeyValueStore::new(WebArea))
    }

    /// The same where somebody else joins the values.
    pub fn merging_by(merges: Merges) -> Self {
        Self::over(KeyValueStore::merging_by(WebArea, merges))
    }

    fn over(store: KeyValueStore<WebArea>) -> Self {
        let tell = store.teller();
        let storage_events = window().map(|window| {
            EventListener::new(&window, "storage", move |event| {
                event.dyn_ref().and_then(from_another_tab).into_iter().for_each(&tell);
            })
        });
        Self { store, _storage_events: storage_events }
    }
}

impl Default for LocalStore {
    fn default() -> Self {
        Self::new()
    }
}

impl Store for LocalStore {
    fn read(&self) -> Result<Vec<(String, String)>, Failure> {
        self.store.read()
    }

    fn listen(&self, listener: Listener) {
        self.store.listen(listener);
    }

    fn put(&self, key: Key, value: String, stamp: Stamp) {
        self.store.put(key, value, stamp);
    }

    fn remove(&self, key: Key, stamp: Stamp) {
        self.store.remove(key, stamp);
    }

    fn has_room_for(&self, key: &Key, value: &str) -> bool {
        self.store.has_room_for(key, value)
    }

    fn used(&self) -> u64 {
        self.store.used()
    }

    fn missing(&self) -> Vec<Key> {
        self.store.missing()
    }
}

/// What a `storage` event says, if it is about a value of ours. It also comes for `sessionStorage`.
fn from_another_tab(event: &StorageEvent) -> Option<StoreEvent> {
    let ours = local_storage().ok()?;
    let area = event.storage_area().filter(|area| area != &ours);
    if area.is_some() {
        return None;
    }
    match event.key() {
        Some(name) if name == ERASING => {
            begin_anew();
            None
        }
        None => Some(StoreEvent::Cleared),
        Some(name) => Some(StoreEvent::Changed { key: Key::parse(&name)?, value: event.new_value() }),
    }
}

/// The storage itself, asked for anew at each call, because the browser may take it away at any time.
pub(super) struct WebArea;

pub(super) fn local_storage() -> Result<Storage, Failure> {
    let storage = window().ok_or(Failure::Blocked)?.local_storage().map_err(|thrown| failure(&thrown, 0))?;
    storage.ok_or(Failure::Blocked)
}

/// Whether anything of ours is stored; `false` where nothing can be.
pub fn is_anything_stored() -> bool {
    WebArea.entries().is_ok_and(|entries| entries.iter().any(|(name, raw)| is_ours(name, raw)))
}

impl KeyValue for WebArea {
    const LEVEL: Durability = Durability::Device;

    fn entries(&self) -> Result<Vec<(String, String)>, Failure> {
        let storage = local_storage()?;
        let thrown = |thrown| failure(&thrown, 0);
        let mut entries = Vec::new();
        for index in 0..storage.length().map_err(thrown)? {
            let Some(key) = storage.key(index).map_err(thrown)?.filter(|key| key.starts_with(PREFIX)) else {
                continue;
            };
            if let Some(value) = storage.get_item(&key).map_err(thrown)? {
                entries.push((key, value));
            }
        }
        Ok(entries)
    }

    fn get(&self, key: &str) -> Result<Option<String>, Failure> {
        local_storage()?.get_item(key).map_err(|thrown| failure(&thrown, 0))
    }

    fn has(&self, key: &str) -> Result<bool, Failure> {
        Reflect::has(local_storage()?.as_ref(), &key.into()).map_err(|thrown| failure(&thrown, 0))
    }

    fn set(&self, key: &str, value: &str) -> Result<(), Failure> {
        if is_erased() {
            return Err(Failure::Blocked);
        }
        local_storage()?.set_item(key, value).map_err(|thrown| failure(&thrown, units(key) + units(value)))
    }

    fn remove(&self, key: &str) -> Result<(), Failure> {
        local_storage()?.remove_item(key).map_err(|thrown| failure(&thrown, 0))
    }
}
