//! What is heavy, on its way to the mirror: a worker at a time keeps one thing after the other, a text before what is
//! about it.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::worker::{Job, JobEnd, employ};
use crate::model::Stamp;
use crate::storage::{BulkWrite, Durability, Failure, StoreEvent};
use crate::wire::to_bytes;

#[derive(Default)]
pub(super) struct BulkQueue {
    waiting: RefCell<VecDeque<(BulkWrite, Stamp)>>,
    is_at_work: Cell<bool>,
    /// A worker could not keep something; from now on it is done on the page.
    is_refused: Cell<bool>,
}

impl BulkQueue {
    /// Takes something to be kept, if a worker can keep it. `hear` is told what became of this and of what is taken
    /// until then.
    pub(super) fn take(
        self: &Rc<Self>,
        heavy: &BulkWrite,
        stamp: Stamp,
        hear: impl Fn(StoreEvent) + 'static,
    ) -> bool {
        if self.is_refused.get() {
            return false;
        }
        self.waiting.borrow_mut().push_back((heavy.clone(), stamp));
        if !self.is_at_work.replace(true) {
            let queue = self.clone();
            spawn_local(async move {
                while let Some((heavy, stamp)) = queue.next() {
                    hear(queue.keep(heavy, stamp).await);
                }
                queue.is_at_work.set(false);
            });
        }
        true
    }

    fn next(&self) -> Option<(BulkWrite, Stamp)> {
        self.waiting.borrow_mut().pop_front()
    }

    async fn keep(&self, heavy: BulkWrite, stamp: Stamp) -> StoreEvent {
        let key = heavy.key();
        if !self.is_refused.get() {
            let job = Job::Keep(to_bytes(&heavy));
            drop(heavy);
            let is_kept = matches!(employ(job).await, JobEnd::Done(answer) if !answer.is_empty());
            self.is_refused.set(!is_kept);
        }
        if self.is_refused.get() {
            StoreEvent::Failed { key, stamp, failure: Failure::Blocked }
        } else {
            StoreEvent::Kept { key, stamp, level: Durability::Crash }
        }
    }
}
