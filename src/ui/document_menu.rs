//! The texts that are open, where there are several.

use yew::prelude::*;

use super::controls::{Button, choice};
use super::session::{Action, SessionHandle};
use crate::text::DocumentId;

pub fn document_menu(session: &SessionHandle) -> Html {
    let messages = session.messages();
    let dispatch = session.dispatcher();
    let documents: Vec<_> = session.editor.project.documents().map(|open| open.document.clone()).collect();
    let Some(active) = session.editor.active.filter(|_| documents.len() > 1) else { return html! {} };
    let options = documents
        .iter()
        .map(|document| (document.id().to_string().into(), session.title(document).into()))
        .collect();
    let show = |id: String| DocumentId::from_hex(&id).map(Action::Show);
    let title = session.editor.shown().map_or_else(String::new, |shown| session.title(&shown.document));
    html! {
        <div class="documents">
            { choice(messages.documents, &active.to_string(), options, &dispatch, show) }
            if session.shipped != Some(active) {
                { Button::new(messages.close)
                    .with("aria-label", (messages.close_document)(&title))
                    .asks(&dispatch, Action::Close(active)) }
            }
        </div>
    }
}
