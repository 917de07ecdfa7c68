//! What the status says of the file that a text is linked to, and of edits that are in no file.

use crate::session::commands::FileRequest;
use crate::session::linked_file::{FileState, LinkedFile};
use crate::session::{exporting, linked_file};
use crate::ui::controls::{Button, SessionHandle};
use yew::prelude::*;

use crate::browser::time_of_day;

/// From so many edits on the page says by itself that they are in no file.
const REMIND: usize = 20;

/// What stands beside the status where the reader should do something for the file.
pub fn file_reminder(session: &SessionHandle) -> Html {
    let words = session.core.messages().files();
    let dispatch = session.dispatcher();
    match session.linked_file.here(&session.core) {
        Some(LinkedFile { name, state: FileState::Forbidden, .. }) => Button::new(&(words.ask_for)(name))
            .class("quiet")
            .asks(&dispatch, linked_file::Action::Request(FileRequest::Ask)),
        None if session.core.unexported_edits >= REMIND => {
            Button::new(&(words.unfiled)(session.core.unexported_edits))
                .class("quiet")
                .with("title", session.core.messages().export_hint)
                .asks(&dispatch, exporting::Action::Project)
        }
        Some(LinkedFile { state: FileState::Ready(_) | FileState::Failed(_), .. }) | None => html! {},
    }
}

/// What the status says where everything is in files.
pub fn saved_in_file(session: &SessionHandle, at: u64) -> String {
    let name = session
        .linked_file
        .here(&session.core)
        .or(session.linked_file.files.first())
        .map_or("", |file| &file.name);
    (session.core.messages().files().saved)(&time_of_day(at), name)
}
