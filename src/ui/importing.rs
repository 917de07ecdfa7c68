//! Opening a file: read it, show what it would do, do it when the reader agrees.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

use super::annex::{self, Annex};
use super::controls::{Button, Dispatch};
use super::notice::{problem, said};
use super::session::{Action, Dialog, SessionHandle};
use super::words;
use crate::browser::{self, BrowserError};
use crate::edit::commands;
use crate::formats::{self, ReadError, Reading, Source, Unfit};
use crate::i18n::Messages;

/// A file that was read and waits for the reader's word.
#[derive(Debug)]
pub struct Pending {
    pub name: String,
    pub reading: Reading,
}

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
    dispatch.dispatch(Action::Say(said((messages.opening)(&file.name()))));
    spawn_local(async move {
        Annex::Files.open().await;
        match annex::files() {
            Some(files) => (files.open)(dispatch, messages, file),
            None => dispatch.dispatch(Action::Say(problem(messages.not_fetched))),
        }
    });
}

/// Reads a file, and shows what it would do.
pub fn open_file(dispatch: Dispatch, messages: &'static Messages, file: File) {
    let name = file.name();
    spawn_local(async move {
        let action = match read(file).await {
            Ok(reading) => Action::Open(Dialog::Import(Rc::new(Pending { name, reading }))),
            Err(reason) => {
                let reason = match reason {
                    NotRead::Browser(BrowserError::NotUtf8(byte)) => (messages.not_text)(byte),
                    NotRead::Browser(
                        BrowserError::Unreadable
                        | BrowserError::Unwritable
                        | BrowserError::NoDownload
                        | BrowserError::NoClipboard,
                    ) => messages.unreadable.to_owned(),
                    NotRead::Format(error) => words::read_error(messages, &error),
                };
                Action::Say(problem((messages.not_opened)(&name, &reason)))
            }
        };
        dispatch.dispatch(action);
    });
}

enum NotRead {
    Browser(BrowserError),
    Format(ReadError),
}

/// Looks at the beginning first, so that a file too large for its reader, or for none, is never read whole.
async fn read(file: File) -> Result<Reading, NotRead> {
    let file = browser::open_file(file).await.map_err(NotRead::Browser)?;
    let format = formats::recognise(&file.head).ok_or(NotRead::Format(ReadError::Unknown))?;
    if file.size > format.limit {
        return Err(NotRead::Format(ReadError::TooLarge { size: file.size, limit: format.limit }));
    }
    let text = file.text().await.map_err(NotRead::Browser)?;
    formats::read(&Source { name: &file.name, text: &text }).map_err(NotRead::Format)
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
    let title = session.title(document);
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
