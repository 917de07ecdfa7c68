//! A worker looks for the words in a large text, while the page goes on.

use std::rc::Rc;
use std::sync::Arc;

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::annex;
use super::controls::Button;
use super::effect::use_effect_with;
use super::find::{Find, Finding, Search};
use super::session::{Action, SessionHandle};
use super::words::grouped;
use crate::browser::{Job, JobEnd, cancel_search, employ_hearing};
use crate::text::{Document, Query, SearchProgress, Span};
use crate::wire::{Reader, Wire, Writer, from_bytes};

/// So many milliseconds after a key the next one is no longer waited for.
const PAUSE: u32 = 120;

/// How long nobody is told that a search goes on, in milliseconds.
const PATIENCE: u32 = 500;

/// A search that is wanted. It ends when this is let go.
pub struct Wanted(#[expect(dead_code, reason = "held so that it is dropped")] Timeout);

impl Drop for Wanted {
    fn drop(&mut self) {
        cancel_search();
    }
}

/// Begins the search that the session wishes for, and ends the one before.
#[hook]
pub fn use_search(session: &SessionHandle) {
    let wish = session.find.as_ref().and_then(|find| find.search.wish());
    let session = session.clone();
    use_effect_with(wish, move |wish| {
        let wanted = wish.zip(annex::finding()).and_then(|(wish, finding)| {
            let (find, shown) = session.find.as_ref().zip(session.editor.shown())?;
            Some((finding.search)(&session, wish.number, find.query.clone(), shown.document.clone()))
        });
        move || drop(wanted)
    });
}

/// Has a worker look for the words. Where it cannot, the page does it.
pub fn search(session: &SessionHandle, number: u32, query: Rc<Query>, document: Arc<Document>) -> Wanted {
    let dispatch = session.dispatcher();
    Wanted(Timeout::new(PAUSE, move || {
        spawn_local(async move {
            let tell = {
                let dispatch = dispatch.clone();
                move |so_far| dispatch.dispatch(Action::Find(Finding::Progress(number, so_far)))
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
            let found = match end {
                JobEnd::Done(bytes) => Reader::new(&bytes).list(Span::read),
                JobEnd::Failed => None,
                JobEnd::Cancelled => return,
            };
            let here = || annex::finder().map(|finder| (finder.find)(&query, document.text(), &mut |_| ()));
            let found = found.or_else(here).unwrap_or_default();
            dispatch.dispatch(Action::Find(Finding::Found(number, Rc::new(found))));
        });
    }))
}

/// How far the search is, once that takes long, and a way to end it.
pub fn so_far(session: &SessionHandle, find: &Find, document: &Document) -> Html {
    let messages = session.messages();
    match find.search {
        Search::Running { progress: Some(SearchProgress { read, found }), .. } => {
            let says = (messages.search().so_far)(&grouped(found));
            html! {
                <div class="line">
                    <label>
                        { says }
                        { " " }
                        <progress max={document.text().len().to_string()} value={read.to_string()} />
                    </label>
                    { Button::new(messages.cancel).asks(&session.dispatcher(), Action::Find(Finding::Stop)) }
                </div>
            }
        }
        Search::Stopped => html! { <p role="alert">{ messages.search().stopped }</p> },
        Search::Running { progress: None, .. } | Search::Done => Html::default(),
    }
}
