//! What is kept where. It never says more than is so.

use yew::prelude::*;

use super::annex;
use super::controls::Button;
use super::errands::Errand;
use super::session::{Action, SessionHandle};
use super::words;
use crate::browser::time_of_day;
use crate::storage::{Level, Standing};

pub fn status(session: &SessionHandle) -> Html {
    let messages = session.messages();
    let dispatch = session.dispatcher();
    let (words, reason) = match &session.standing {
        // Of what is not here yet nothing can be said.
        Standing::Nothing if session.is_partial() => (String::new(), None),
        Standing::Nothing => (messages.nothing_yet.to_owned(), None),
        Standing::Awaited => (messages.keeping.to_owned(), None),
        Standing::Kept { level: Level::Memory, .. } => (messages.in_memory.to_owned(), None),
        Standing::Kept { level: Level::Device, .. } => (messages.on_device.to_owned(), None),
        Standing::Kept { level: Level::Crash, at } => ((messages.saved)(&time_of_day(*at)), None),
        Standing::Kept { level: Level::File, at } => {
            (annex::files().map_or_else(String::new, |files| (files.saved)(session, *at)), None)
        }
        Standing::Kept { level: Level::Power, at } => ((messages.saved_to_disk)(&time_of_day(*at)), None),
        Standing::Failed { count: 0, failure } => {
            (messages.in_memory.to_owned(), Some(words::failure(messages, failure)))
        }
        Standing::Failed { count, failure } => {
            ((messages.not_saved)(*count), Some(words::failure(messages, failure)))
        }
    };
    html! {
        <div class={classes!("status", reason.is_some().then_some("failed"))}>
            <span role="status">
                { words }
                if let Some(reason) = &reason {
                    <span class="reason">{ reason.clone() }</span>
                }
            </span>
            if let Some(marking) = annex::marking() {
                { (marking.reminder)(session) }
            }
            if let Some(records) = annex::records() {
                { (records.progress)(session) }
            }
            if reason.is_some() {
                { Button::new(messages.download_everything)
                    .class("main")
                    .asks(&dispatch, Action::Run(Errand::ExportAll)) }
                { Button::new(messages.try_again).asks(&dispatch, Action::Retry) }
            }
        </div>
    }
}
