//! The mirror comes: it is opened, and what it has is joined, on the page or in a worker.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::{Action, Autosave};
use crate::browser::{IndexedStore, Job, JobEnd, employ, look_for_promise, now};
use crate::storage::{Arrival, GatherJob, Gathered, Store};
use crate::ui::tying::Tying;
use crate::wire::to_bytes;

/// More records than this are read in a worker.
const MUCH: usize = 2_000;

impl Autosave {
    /// Behind the annex: opens the mirror and joins what it has.
    pub fn attach_mirror(self: &Rc<Self>) {
        let autosave = self.clone();
        spawn_local(async move {
            // Without a mirror everything else goes on, and the status says less.
            let gathered = match autosave.opened_mirror().await {
                Some(mirror) => {
                    look_for_promise().await;
                    autosave.gather(mirror).await
                }
                None => None,
            };
            autosave.arrive(gathered.unwrap_or_else(|| autosave.keeper.do_without_mirror(now())));
            autosave.tell();
            if autosave.has_ties().await {
                autosave.dispatch(Action::Tie(Tying::Resume));
            }
        });
    }

    /// Whether a text was tied to a file in an earlier visit.
    async fn has_ties(&self) -> bool {
        let Some(mirror) = self.mirror.borrow().clone() else { return false };
        mirror.ties().await.is_ok_and(|ties| !ties.is_empty())
    }

    pub async fn opened_mirror(self: &Rc<Self>) -> Option<Rc<IndexedStore>> {
        if self.mirror.borrow().is_none() {
            let mirror = IndexedStore::open().await.ok()?;
            let mut opened = self.mirror.borrow_mut();
            if opened.is_none() {
                // Else somebody else was faster.
                mirror.listen(self.listener());
                *opened = Some(Rc::new(mirror));
            }
        }
        self.mirror.borrow().clone()
    }

    /// Joins what the mirror has: here, or in a worker where it is much.
    pub async fn gather(&self, mirror: Rc<IndexedStore>) -> Option<Arrival> {
        let here = self.keeper.here();
        if self.is_much(&mirror, &here).await {
            let known = self.keeper.known();
            let job = GatherJob { here, known: known.iter().map(|document| document.id()).collect() };
            if let JobEnd::Done(answer) = employ(Job::Gather(to_bytes(&job))).await {
                let find = |id| known.iter().find(|document| document.id() == id).cloned();
                if let Some(gathered) = Gathered::from_bytes(&answer, &find) {
                    return Some(self.keeper.attach_gathered(mirror, &job.here, gathered, now()));
                }
            }
        }
        let records = mirror.records().await.ok()?;
        Some(self.keeper.attach(mirror, &records, now()))
    }

    /// There are many records in the mirror, or a text so large that it lies nowhere else.
    async fn is_much(&self, mirror: &IndexedStore, here: &[(String, String)]) -> bool {
        let is_here = |text: &String| here.iter().any(|(name, _)| name == text);
        let has_large_text = mirror.texts().await.is_ok_and(|texts| !texts.iter().all(is_here));
        has_large_text || mirror.count().await.is_ok_and(|count| count > MUCH)
    }
}
