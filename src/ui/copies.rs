//! What the open row says of races: that a deletion elsewhere was overtaken by an edit, and what an edit said that lost
//! against another window's, to choose from.

use std::sync::Arc;

use yew::prelude::*;

use super::controls::Button;
use super::session::{Action, Session, SessionHandle};
use crate::edit::commands;
use crate::model::Annotation;

pub fn copies(session: &SessionHandle, annotation: &Annotation) -> Html {
    let messages = session.messages();
    let dispatch = session.dispatcher();
    let of_this = session.copies.iter().enumerate().filter(|(_, copy)| copy.id == annotation.id);
    html! {
        <>
            if annotation.is_kept_by_edit() {
                <p class="aside">{ messages.kept_by_edit }</p>
            }
            for (number, copy) in of_this {
                <div class="aside">
                    <p>{ (messages.also_written)(&session.tag_name_of(&copy.tag.value), &copy.note.value) }</p>
                    { Button::new(messages.take_copy).asks(&dispatch, Action::TakeCopy(number, true)) }
                    { Button::new(messages.dismiss).asks(&dispatch, Action::TakeCopy(number, false)) }
                </div>
            }
        </>
    }
}

impl Session {
    /// Keeps a copy that lost a race, once.
    pub(super) fn keep_copy(&mut self, copy: &Annotation) {
        if !self.copies.contains(copy) {
            Arc::make_mut(&mut self.copies).push(copy.clone());
        }
    }

    /// Does what a copy says, or not; it is not offered again.
    pub(super) fn take_copy(&mut self, number: usize, is_wanted: bool) {
        let Some(copy) = self.copies.get(number).cloned() else { return };
        Arc::make_mut(&mut self.copies).remove(number);
        if is_wanted {
            self.command(|state, stamp| commands::take_copy(state, &copy, stamp));
        }
    }
}
