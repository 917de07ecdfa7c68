//! Opening a file: read it, show what it would do, do it when the reader agrees.

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

use super::annex::{self, Annex};
use super::controls::{Button, Dispatch};
use super::notice::{problem, said};
use super::session::{Action, Dialog, SessionHandle};
use super::words::{self, visible};
use crate::browser::{self, Job, JobEnd};
use crate::edit::commands;
use crate::formats::{ReadError, Reading, Unfit};
use crate::i18n::Messages;
use crate::wire::from_bytes;

/// A file that was read and waits for the reader's word.
#[derive(Debug)]
pub struct Pending {
    /// As it is shown.
    pub name: String,
    pub reading: Reading,
}

/// How long nobody is told that a file is being read, in milliseconds.
const PATIENCE: u32 = 1_000;

/// The hidden field that the browser's file dialog belongs to.
const PICKER: &str = "file-picker";

/// Asks the browser for its file dialog.
pub fn pick_file() {
    let field = gloo::utils::document().get_element_by_id(PICKER);
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        field.click();
    }
}

/// The hidden field.
pub fn file_picker(session: &SessionHandle) -> Html {
    let messages = session.messages();
    let dispatch = session.dispatcher();
    let onchange = Callback::from(move |event: Event| {
        let field: HtmlInputElement = event.target_unchecked_into();
        if let Some(file) = field.files().and_then(|files| files.get(0)) {
            take_file(dispatch.clone(), messages, file);
        }
        // So that the same file can be picked again.
        field.set_value("");
    });
    html! {
        <input id={PICKER} type="file" hidden={true} tabindex="-1" aria-label={messages.open} {onchange} />
    }
}

/// Has a file read; a dialog or a notice says what comes of it.
pub fn take_file(dispatch: Dispatch, messages: &'static Messages, file: File) {
    dispatch.dispatch(Action::Say(said(messages.opening)));
    spawn_local(async move {
        Annex::Files.open().await;
        match annex::files() {
            Some(files) => (files.open)(dispatch, messages, file),
            None => dispatch.dispatch(Action::Say(problem(messages.not_fetched))),
        }
    });
}

/// Has the worker read a file, and shows what it would do. Whoever waits for long is told, and can leave it.
pub fn open_file(dispatch: Dispatch, messages: &'static Messages, file: File) {
    let name = visible(&file.name());
    let is_told = Rc::new(Cell::new(false));
    let waiting = {
        let (dispatch, name, is_told) = (dispatch.clone(), name.clone(), is_told.clone());
        Timeout::new(PATIENCE, move || {
            is_told.set(true);
            dispatch.dispatch(Action::Open(Dialog::Working(name)));
        })
    };
    spawn_local(async move {
        let end = browser::employ(Job::Read(file)).await;
        drop(waiting);
        let (outcome, reading_failed): (Option<Result<Reading, ReadError>>, _) = match end {
            // Its annex did not come.
            JobEnd::Done(bytes) if bytes.is_empty() => (None, messages.not_fetched),
            JobEnd::Done(bytes) => (from_bytes(&bytes), messages.report().reading_failed),
            JobEnd::Failed => (None, messages.report().reading_failed),
            JobEnd::Cancelled => return dispatch.dispatch(Action::CloseDialog),
        };
        let reason = match outcome {
            Some(Ok(reading)) => {
                return dispatch.dispatch(Action::Open(Dialog::Import(Rc::new(Pending { name, reading }))));
            }
            Some(Err(error)) => words::read_error(messages, &error),
            None => reading_failed.to_owned(),
        };
        if is_told.get() {
            dispatch.dispatch(Action::CloseDialog);
        }
        dispatch.dispatch(Action::Say(problem((messages.not_opened)(&name, &reason))));
    });
}

/// While a file is read.
pub fn at_work(session: &SessionHandle) -> Html {
    let messages = session.messages();
    html! {
        <>
            <p>{ messages.report().reading }</p>
            <progress aria-label={messages.report().reading} />
            <footer>
                { Button::new(messages.cancel)
                    .class("main")
                    .with("autofocus", "")
                    .does(Callback::from(|_| browser::cancel_job())) }
            </footer>
        </>
    }
}

/// Says what the file would do, and waits for the reader's word.
pub fn import_preview(session: &SessionHandle, pending: &Pending) -> Html {
    let messages = session.messages();
    let reading = &pending.reading;
    let document = &reading.bundle.document;
    let plan = commands::import(&session.editor, &reading.bundle, crate::model::Stamp::ORIGIN);
    let counts = [
        (plan.new, (messages.import_new)(plan.new)),
        (plan.changed, (messages.import_changed)(plan.changed)),
        (plan.same, (messages.import_same)(plan.same)),
        (plan.tags, (messages.import_tags)(plan.tags)),
    ];
    let title = &session.title(document);
    let dispatch = session.dispatcher();
    let unfit: usize = reading.unfit.iter().map(Unfit::count).sum();
    html! {
        <>
            <p>
                if plan.opens {
                    { (messages.import_opens)(title, document.end().char.get()) }
                } else {
                    { messages.import_same_text }
                }
            </p>
            <ul class="counts">
                for (count, says) in counts {
                    if count > 0 {
                        <li>{ says }</li>
                    }
                }
            </ul>
            if unfit > 0 {
                <p>{ (messages.import_unfit)(unfit) }</p>
                <ul class="unfit">
                    for one in reading.unfit.iter().take(words::NAMED) {
                        <li>{ words::unfit(messages, one) }</li>
                    }
                    if unfit > words::NAMED {
                        <li>{ (messages.import_more)(unfit - words::NAMED) }</li>
                    }
                </ul>
            }
            if plan.is_idle() {
                <p>{ messages.import_idle }</p>
            }
            <footer>
                { Button::new(messages.cancel).asks(&dispatch, Action::CloseDialog) }
                if !plan.is_idle() {
                    { Button::new(messages.import_do)
                        .class("main")
                        .with("autofocus", "")
                        .asks(&dispatch, Action::Import(Rc::new(reading.bundle.clone()))) }
                }
            </footer>
        </>
    }
}
