//! The texts that are open, where there are several.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::session::{Action, SessionHandle};
use crate::text::DocumentId;

pub fn document_menu(session: &SessionHandle) -> Html {
    let messages = session.messages();
    let documents: Vec<_> =
        session.editor.project.documents().map(|annotated| annotated.document.clone()).collect();
    let active = session.editor.active;
    if documents.len() < 2 {
        return html! {};
    }
    let titled = |title: &str| if title.is_empty() { messages.untitled.to_owned() } else { title.to_owned() };
    let current =
        session.editor.shown().map(|shown| titled(&shown.document.info().title)).unwrap_or_default();
    let show = {
        let dispatch = session.dispatcher();
        Callback::from(move |event: Event| {
            let field: HtmlSelectElement = event.target_unchecked_into();
            if let Some(id) = DocumentId::from_hex(&field.value()) {
                dispatch.dispatch(Action::Show(id));
            }
        })
    };
    let dispatch = session.dispatcher();
    html! {
        <div class="documents">
            <select aria-label={messages.documents} onchange={show}>
                for document in documents {
                    <option value={document.id().to_string()} selected={Some(document.id()) == active}>
                        { titled(&document.info().title) }
                    </option>
                }
            </select>
            if let Some(id) = active.filter(|id| session.shipped != Some(*id)) {
                <button
                    type="button"
                    aria-label={(messages.close_document)(&current)}
                    onclick={move |_| dispatch.dispatch(Action::Close(id))}
                >
                    { messages.close }
                </button>
            }
        </div>
    }
}
