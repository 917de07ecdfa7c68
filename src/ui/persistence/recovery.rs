//! The mirror comes: it is opened, and what it has is joined, on the page or in a worker.

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;

use super::PersistenceDriver;
use crate::browser::{IndexedStore, Job, JobEnd, employ, employ_hearing, look_for_promise, now};
use crate::model::Project;
use crate::session::commands::FileRequest;
use crate::session::{LoadingProgress, library, linked_file};
use crate::storage::{Incoming, MergeJob, Merged, RecoveryEvent, Store};
use crate::text::CharOffset;
use crate::wire::to_bytes;

/// How long nobody is told how far it is, in milliseconds.
const PATIENCE: u32 = 1_000;

/// So many records are read on the page: a worker would take longer to begin.
const FEW: usize = 500;

/// Milliseconds from one time that somebody is told to the next.
const OFTEN: u64 = 1_000;

impl PersistenceDriver {
    /// Opens the mirror and joins what it has.
    pub fn attach_mirror(self: &Rc<Self>) {
        if self.is_gathering.replace(true) {
            // What is being read may be older than what is asked for.
            self.gathers_again.set(true);
            return;
        }
        let driver = self.clone();
        spawn_local(async move {
            // Without a mirror everything else goes on, and the status says less.
            let gathered = match driver.opened_mirror().await {
                Some(mirror) => {
                    look_for_promise().await;
                    driver.gather(mirror).await
                }
                None => None,
            };
            driver.is_gathering.set(false);
            driver.arrive(gathered.unwrap_or_else(|| driver.replicator.do_without_mirror(now())));
            driver.tell();
            if driver.gathers_again.take() {
                return driver.attach_mirror();
            }
            if let Some(linked) = driver.linked_file_driver() {
                (linked.remember)(&driver);
            }
            if driver.has_ties().await {
                driver.ask(linked_file::Action::Request(FileRequest::Resume));
            }
            driver.tidy().await;
        });
    }

    /// Has a worker set restore points of texts with many annotations, and bring together what stands alone: the next
    /// start is faster by it.
    async fn tidy(&self) {
        let Some(mirror) = self.mirror.borrow().clone() else { return };
        if mirror.has_many().await {
            // Nothing depends on it; the next start tries again.
            employ(Job::Tidy).await;
        }
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

    fn is_mirror(&self, mirror: &Rc<IndexedStore>) -> bool {
        self.mirror.borrow().as_ref().is_some_and(|opened| Rc::ptr_eq(opened, mirror))
    }

    /// Joins what the mirror has: here, or in a worker where it is much.
    pub async fn gather(self: &Rc<Self>, mirror: Rc<IndexedStore>) -> Option<Incoming> {
        let here = self.replicator.here();
        if self.is_much(&mirror, &here).await {
            let known: Vec<_> = self.replicator.known().iter().map(|document| document.id()).collect();
            let place = |id| self.replicator.place(id).map_or(CharOffset::new(0), CharOffset::new);
            let wanted = self.replicator.shown().map(|id| (id, place(id)));
            let job = MergeJob { here, known, wanted };
            if let JobEnd::Done(answer) = self.employ_gatherer(&job).await {
                let known = self.replicator.known();
                let find = |id| known.iter().find(|document| document.id() == id).cloned();
                if let Some(gathered) = Merged::from_bytes(&answer, &find).filter(|_| self.is_mirror(&mirror))
                {
                    return Some(self.replicator.attach_gathered(mirror, &job.here, gathered, now()));
                }
            }
        }
        let records = mirror.records().await.ok()?;
        if !self.is_mirror(&mirror) {
            // It was lost meanwhile.
            return None;
        }
        Some(self.replicator.attach(mirror, records, now()))
    }

    /// Has a worker gather, and shows what it says on the way. Whoever waits for long is told how far it is.
    async fn employ_gatherer(self: &Rc<Self>, job: &MergeJob) -> JobEnd {
        let so_far = Rc::new(Cell::new(LoadingProgress::default()));
        let tell = {
            let (driver, so_far) = (self.clone(), so_far.clone());
            move |now: LoadingProgress| {
                so_far.set(now);
                driver.ask(library::Action::Progress(now));
            }
        };
        tell(LoadingProgress::default());
        let told = Rc::new(Cell::new(0));
        let waiting = {
            let (tell, so_far, told) = (tell.clone(), so_far.clone(), told.clone());
            Timeout::new(PATIENCE, move || {
                told.set(now());
                tell(LoadingProgress { is_long: true, ..so_far.get() });
            })
        };
        let (driver, known) = (self.clone(), self.replicator.known());
        let find = move |id| known.iter().find(|document| document.id() == id).cloned();
        let hear = move |news: &[u8]| match RecoveryEvent::from_bytes(news, &find) {
            Some(RecoveryEvent::Text(text, latest)) => {
                let part = Project::default().with(*text);
                driver.arrive(driver.replicator.attach_part(part, latest));
            }
            Some(RecoveryEvent::Progress { read, all }) => {
                let gathering = LoadingProgress { read, all, ..so_far.get() };
                so_far.set(gathering);
                // Nobody sees it before, and each time that it is shown takes a frame.
                if gathering.is_long && now().saturating_sub(told.get()) > OFTEN {
                    told.set(now());
                    tell(gathering);
                }
            }
            None => {}
        };
        let end = employ_hearing(Job::Gather(to_bytes(job)), hear).await;
        drop(waiting);
        end
    }

    /// There are many records in the mirror, or a text so large that it lies nowhere else.
    async fn is_much(&self, mirror: &IndexedStore, here: &[(String, String)]) -> bool {
        let is_here = |text: &String| here.iter().any(|(name, _)| name == text);
        let has_large_text = mirror.texts().await.is_ok_and(|texts| !texts.iter().all(is_here));
        has_large_text || mirror.about_how_many().await.is_ok_and(|count| count > FEW)
    }
}
