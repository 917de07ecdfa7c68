//! The small list at the point where annotations lie over each other: the smallest first, as a click chooses them.

use crate::session::{Session, overlaps};
use crate::ui::controls::{Button, SessionHandle};
use yew::prelude::*;

use crate::decoration::tag_class;
use crate::model::Annotation;
use crate::text::{Document, first_clusters};

/// How many characters of each stand in the list.
const WORDS: usize = 12;

/// A button for each annotation at the point.
pub fn overlap_list(session: &SessionHandle, list: &NodeRef) -> Html {
    let Some((there, shown)) = session.core.overlaps().zip(session.core.editor.shown()) else {
        return html! {};
    };
    let dispatch = session.dispatcher();
    let keep_focus = Callback::from(|event: MouseEvent| event.prevent_default());
    html! {
        <div ref={list} class="stack" role="group" aria-label={session.core.messages().stack} onmousedown={keep_focus}>
            for one in there {
                { Button::showing(face(session, &shown.document, one))
                    .class(tag_class(&one.tag.value))
                    .with("aria-pressed", (session.core.editor.current == Some(one.id)).to_string())
                    .asks(&dispatch, overlaps::Action::Pick(one.id)) }
            }
        </div>
    }
}

/// Its tag and its first words.
fn face(session: &Session, document: &Document, one: &Annotation) -> Html {
    let words = document.slice(one.target.value.hull()).unwrap_or_default();
    html! {
        <>
            { session.core.tag_name_of(&one.tag.value).to_string() }
            <bdi translate="no">{ first_clusters(words, WORDS).to_owned() }</bdi>
        </>
    }
}
