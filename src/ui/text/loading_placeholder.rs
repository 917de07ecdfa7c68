//! In the place of a text that is being read: that it is, and a way to read another meanwhile.

use crate::session::{first_text, library};
use crate::ui::controls::{Button, SessionHandle};
use yew::prelude::*;

/// Nothing, where none is. Whoever goes to another text stays there; the one that comes later is found among the texts.
pub fn loading_placeholder(session: &SessionHandle) -> Html {
    if session.core.awaited().is_none() {
        return html! {};
    }
    let words = session.core.messages().loading_placeholder();
    let project = &session.core.editor.project;
    let first = first_text(project, session.core.loading.shipped).and_then(|id| project.get(id));
    html! {
        <section class="awaiting empty" aria-label={words.title}>
            <p role="status">{ words.title }</p>
            <progress aria-label={words.title} />
            <p>{ words.hint }</p>
            if let Some(first) = first {
                { Button::new(&(words.meanwhile)(&session.core.title(&first.document)))
                    .asks(&session.dispatcher(), library::Action::Show(first.document.id())) }
            }
        </section>
    }
}
