//! The texts that are open, where there are several.

use crate::session::library;
use crate::ui::controls::{Button, SessionHandle, choice};
use yew::prelude::*;

use crate::text::DocumentId;

pub fn document_menu(session: &SessionHandle) -> Html {
    let messages = session.core.messages();
    let dispatch = session.dispatcher();
    let documents: Vec<_> =
        session.core.editor.project.documents().map(|open| open.document.clone()).collect();
    let Some(active) = session.core.editor.active.filter(|_| documents.len() > 1) else { return html! {} };
    let options = documents
        .iter()
        .map(|document| (document.id().to_string().into(), session.core.title(document).into()))
        .collect();
    let show = |id: String| DocumentId::from_hex(&id).map(library::Action::Show);
    let title =
        session.core.editor.shown().map_or_else(String::new, |shown| session.core.title(&shown.document));
    html! {
        <div class="documents">
            { choice(messages.documents, &active.to_string(), options, &dispatch, show) }
            if session.core.loading.shipped != Some(active) {
                { Button::new(messages.close)
                    .with("aria-label", (messages.close_document)(&title))
                    .asks(&dispatch, library::Action::Close(active)) }
            }
        </div>
    }
}
