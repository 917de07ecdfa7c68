//! A worker looks for words in a large text, while the page goes on.

use std::rc::Rc;
use std::sync::Arc;

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;

use super::PersistenceDriver;
use crate::browser::{Job, JobEnd, cancel_search, employ_hearing};
use crate::session::{Session, Ticket, finding};
use crate::text::{Document, Query, SearchProgress, Span};
use crate::wire::{Reader, Wire, Writer, from_bytes};

/// So many milliseconds after a key the next one is no longer waited for.
const PAUSE: u32 = 120;

/// How long nobody is told that a search goes on, in milliseconds.
const PATIENCE: u32 = 500;

impl PersistenceDriver {
    /// Has a worker look for the words. Where it cannot, the page does it.
    pub(super) fn search(
        self: &Rc<Self>,
        session: &Session,
        ticket: Ticket,
        query: Rc<Query>,
        document: Arc<Document>,
    ) {
        let (driver, finder) = (self.clone(), session.core.env.finder);
        let begin = move || {
            spawn_local(async move {
                let Some(found) = driver.found(ticket, &query, &document).await else { return };
                let here = || {
                    finder()
                        .map(|finder| (finder.find)(&query, document.text(), &mut |_| ()))
                        .unwrap_or_default()
                };
                let found = Rc::new(found.unwrap_or_else(here));
                driver.ask(finding::Action::Found(ticket, found));
            });
        };
        self.runner.search.replace(Some((ticket, Timeout::new(PAUSE, begin))));
    }

    /// What the worker finds: nothing where it was cancelled, an inner nothing where it failed.
    async fn found(
        self: &Rc<Self>,
        ticket: Ticket,
        query: &Query,
        document: &Document,
    ) -> Option<Option<Vec<Span>>> {
        let tell = {
            let driver = self.clone();
            move |so_far| driver.ask(finding::Action::Progress(ticket, so_far))
        };
        let hear = {
            let tell = tell.clone();
            move |news: &[u8]| from_bytes::<SearchProgress>(news).into_iter().for_each(&tell)
        };
        let waiting = Timeout::new(PATIENCE, move || tell(SearchProgress::default()));
        let mut job = Writer::default();
        job.text(query.as_str());
        job.text(document.text());
        let end = employ_hearing(Job::Find(job.into_bytes()), hear).await;
        drop(waiting);
        match end {
            JobEnd::Done(bytes) => Some(Reader::new(&bytes).list(Span::read)),
            JobEnd::Failed => Some(None),
            JobEnd::Cancelled => None,
        }
    }

    pub(super) fn cancel_search(&self, search: Ticket) {
        let is_it = self.runner.search.borrow().as_ref().is_some_and(|(ticket, _)| *ticket == search);
        if is_it {
            self.runner.search.take();
            cancel_search();
        }
    }
}
