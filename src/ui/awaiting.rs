//! In the place of a text that is being read: that it is, and a way to read another meanwhile.

use yew::prelude::*;

use super::controls::Button;
use super::session::{Action, SessionHandle, first_text};

/// Nothing, where none is. Whoever goes to another text stays there; the one that comes later is found among the texts.
pub fn awaiting(session: &SessionHandle) -> Html {
    if session.awaited().is_none() {
        return html! {};
    }
    let words = session.messages().awaiting();
    let project = &session.editor.project;
    let first = first_text(project, session.shipped).and_then(|id| project.get(id));
    html! {
        <section class="awaiting empty" aria-label={words.title}>
            <p role="status">{ words.title }</p>
            <progress aria-label={words.title} />
            <p>{ words.hint }</p>
            if let Some(first) = first {
                { Button::new(&(words.meanwhile)(&session.title(&first.document)))
                    .asks(&session.dispatcher(), Action::Show(first.document.id())) }
            }
        </section>
    }
}
