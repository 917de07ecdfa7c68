//! What is kept where. It never says more than is so.

use super::linked_file::{file_reminder, saved_in_file};
use super::loading_progress::loading_progress;
use crate::session::{exporting, saving};
use crate::ui::controls::{Button, SessionHandle};
use crate::wording;
use yew::prelude::*;

use crate::browser::time_of_day;
use crate::storage::{Durability, SaveStatus};

pub fn status(session: &SessionHandle) -> Html {
    let messages = session.core.messages();
    let dispatch = session.dispatcher();
    let (words, reason) = match &session.saving.status {
        // Of what is not here yet nothing can be said.
        SaveStatus::Nothing if session.core.is_partial() => (String::new(), None),
        SaveStatus::Nothing => (messages.nothing_yet.to_owned(), None),
        SaveStatus::Awaited => (messages.keeping.to_owned(), None),
        SaveStatus::Kept { level: Durability::Memory, .. } => (messages.in_memory.to_owned(), None),
        SaveStatus::Kept { level: Durability::Device, .. } => (messages.on_device.to_owned(), None),
        SaveStatus::Kept { level: Durability::Crash, at } => ((messages.saved)(&time_of_day(*at)), None),
        SaveStatus::Kept { level: Durability::File, at } => (saved_in_file(session, *at), None),
        SaveStatus::Kept { level: Durability::Power, at } => {
            ((messages.saved_to_disk)(&time_of_day(*at)), None)
        }
        SaveStatus::Failed { count: 0, failure } => {
            (messages.in_memory.to_owned(), Some(wording::failure(messages, failure)))
        }
        SaveStatus::Failed { count, failure } => {
            ((messages.not_saved)(*count), Some(wording::failure(messages, failure)))
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
            { file_reminder(session) }
            { loading_progress(session) }
            if reason.is_some() {
                { Button::new(messages.download_everything)
                    .class("main")
                    .asks(&dispatch, exporting::Action::Everything) }
                { Button::new(messages.try_again).asks(&dispatch, saving::Action::Retry) }
            }
        </div>
    }
}
