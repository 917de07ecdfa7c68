//! The small list at the point where annotations lie over each other: the smallest first, as a click chooses them.

use std::sync::Arc;

use yew::prelude::*;

use super::controls::Button;
use super::session::{Action, NoticeKind, Session, SessionHandle};
use crate::decoration::tag_class;
use crate::model::{Annotation, AnnotationId};
use crate::text::{CharOffset, Document, first_clusters};

/// How many characters of each stand in the list.
const WORDS: usize = 12;

impl Session {
    /// What lies over each other where the reader pointed, if one of it is current and it is more than one.
    pub fn stack_here(&self) -> Option<Vec<&Arc<Annotation>>> {
        let there = self.editor.shown()?.annotations.at(self.stack?);
        let is_about = there.len() > 1 && self.editor.selection.is_none();
        Some(there).filter(|there| is_about && there.iter().any(|one| Some(one.id) == self.editor.current))
    }

    /// The smallest annotation of a character, which lies above the others.
    pub fn under(&self, at: CharOffset) -> Option<AnnotationId> {
        Some(self.editor.shown()?.annotations.at(at).first()?.id)
    }

    /// Goes down or up in the stack, over its ends too.
    pub(super) fn look_under(&mut self, down: bool) {
        let Some(there) = self.stack_here() else { return };
        let count = there.len();
        let here = there.iter().position(|one| Some(one.id) == self.editor.current).unwrap_or(0);
        let next = there.get((here + if down { 1 } else { count - 1 }) % count).map(|one| one.id);
        self.editor = self.editor.at(next);
        self.show_current_in_list();
        let words = self.current_words().unwrap_or_default();
        self.say(NoticeKind::Spoken, words);
    }

    pub(super) fn pick(&mut self, id: AnnotationId) {
        self.editor = self.editor.at(Some(id));
        self.stack = None;
        self.show_current_in_list();
    }
}

/// A button for each annotation of the stack.
pub fn stack(session: &SessionHandle, list: &NodeRef) -> Html {
    let Some((there, shown)) = session.stack_here().zip(session.editor.shown()) else { return html! {} };
    let dispatch = session.dispatcher();
    let keep_focus = Callback::from(|event: MouseEvent| event.prevent_default());
    html! {
        <div ref={list} class="stack" role="group" aria-label={session.messages().stack} onmousedown={keep_focus}>
            for one in there {
                { Button::showing(face(session, &shown.document, one))
                    .class(tag_class(&one.tag.value))
                    .with("aria-pressed", (session.editor.current == Some(one.id)).to_string())
                    .asks(&dispatch, Action::Pick(one.id)) }
            }
        </div>
    }
}

/// Its tag and its first words.
fn face(session: &Session, document: &Document, one: &Annotation) -> Html {
    let words = document.slice(one.target.value.hull()).unwrap_or_default();
    html! {
        <>
            { session.tag_name_of(&one.tag.value).to_string() }
            <bdi translate="no">{ first_clusters(words, WORDS).to_owned() }</bdi>
        </>
    }
}
