//! A store that is there no longer: the mirror is opened anew, and what is known is written again.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::PersistenceDriver;
use crate::browser::{begin_anew, is_being_erased, is_erased, now};
use crate::edit::History;
use crate::storage::StoreEvent;

impl PersistenceDriver {
    /// The mirror was deleted, or the browser has closed it. The status falls, and another is opened.
    pub(super) fn lose_mirror(self: &Rc<Self>) {
        if is_erased() {
            return;
        }
        if is_being_erased() {
            // What is erased on purpose is not written again.
            return begin_anew();
        }
        if self.mirror.take().is_none() {
            return;
        }
        self.had_mirror.set(true);
        self.replicator.hear(&StoreEvent::Gone, now());
        // All of it is new to another mirror.
        for history in self.histories.borrow_mut().iter_mut().filter_map(|(_, history)| history.as_mut()) {
            *history = History::default();
        }
        self.attach_mirror();
    }

    /// Looks whether what was kept is still there, where nobody might have said otherwise.
    pub fn look_again(self: &Rc<Self>) {
        if is_erased() || is_being_erased() || self.is_gathering.get() {
            return;
        }
        self.replicator.look_again(now());
        self.tell();
        if self.had_mirror.get() && !self.replicator.is_attached() {
            return self.attach_mirror();
        }
        let mirror = self.mirror.borrow().clone().filter(|_| self.replicator.needs_mirror());
        if let Some(mirror) = mirror {
            spawn_local(async move {
                mirror.was_emptied().await;
            });
        }
    }
}
