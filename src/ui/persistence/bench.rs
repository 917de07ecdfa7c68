//! What the benchmark page asks of the stores.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::PersistenceDriver;
use crate::storage::{Key, MemoryKeyValue, MemoryStore, SaveStatus};

/// In milliseconds.
const PAUSE: u32 = 20;

/// No storage that every browser has at once holds a text of 14 MB.
pub(super) fn store() -> MemoryStore {
    MemoryStore::new(MemoryKeyValue::default())
}

impl PersistenceDriver {
    /// Reads what the mirror has once more.
    pub async fn gather_again(self: &Rc<Self>) {
        let Some(mirror) = self.mirror.borrow().clone() else { return };
        if let Some(arrival) = self.gather(mirror).await {
            self.arrive(arrival);
        }
    }

    /// Opens the mirror now, and not with the first change: what is measured is measured without it.
    pub async fn attach_first(self: &Rc<Self>) {
        self.is_opening.set(true);
        if self.opened_mirror().await.is_some() {
            self.gather_again().await;
        }
    }

    /// Waits until what was handed over is kept.
    pub async fn settle(&self) {
        while self.replicator.standing() == SaveStatus::Awaited {
            let mut wait = |done: Function, _| {
                let say = move || drop(done.call0(&JsValue::UNDEFINED));
                Timeout::new(PAUSE, say).forget();
            };
            // A promise that nobody refuses.
            let _ = JsFuture::from(Promise::new(&mut wait)).await;
        }
    }

    /// Leaves these in the store of record, as an earlier session did.
    pub fn leave(&self, entries: &[(Key, String)]) {
        self.replicator.leave(entries);
    }
}
