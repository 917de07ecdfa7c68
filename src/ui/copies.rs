//! What the open row says of races: that a deletion elsewhere was overtaken by an edit, and what an edit said that lost
//! against another window's, to choose from.

use std::sync::Arc;

use yew::prelude::*;

use super::controls::Button;
use super::session::{Action, Session, SessionHandle};
use super::words::visible;
use crate::edit::commands;
use crate::model::{Annotation, Stamp};
use crate::storage::{Arrival, Copy};

pub fn copies(session: &SessionHandle, annotation: &Annotation) -> Html {
    let messages = session.messages();
    let dispatch = session.dispatcher();
    // One that says nothing else by now need not be chosen.
    let differs = |copy: &Copy| {
        copy.annotation.id == annotation.id
            && commands::take_copy(&session.editor, &copy.annotation, Stamp::ORIGIN).is_ok()
    };
    let of_this = session.copies.iter().enumerate().filter(|(_, copy)| differs(copy));
    html! {
        <>
            if annotation.is_kept_by_edit() {
                <p class="aside">{ messages.kept_by_edit }</p>
            }
            for (number, copy) in of_this {
                <div class="aside">
                    <p>{ says(session, &copy.annotation) }</p>
                    { Button::new(messages.take_copy).asks(&dispatch, Action::TakeCopy(number, true)) }
                    { Button::new(messages.dismiss).asks(&dispatch, Action::TakeCopy(number, false)) }
                </div>
            }
        </>
    }
}

fn says(session: &SessionHandle, copy: &Annotation) -> String {
    (session.messages().also_written)(&session.tag_name_of(&copy.tag.value), &visible(&copy.note.value))
}

impl Session {
    /// Offers what lost a race, each copy once, and no longer what another window chose or dismissed.
    pub(super) fn take_in_copies(&mut self, arrival: &Arrival) {
        for copy in &arrival.copies {
            if !self.copies.contains(copy) {
                Arc::make_mut(&mut self.copies).push(copy.clone());
            }
        }
        if !arrival.withdrawn.is_empty() {
            Arc::make_mut(&mut self.copies).retain(|copy| !arrival.withdrawn.contains(&copy.key()));
        }
    }

    /// Does what a copy says, or not; it is not offered again.
    pub(super) fn take_copy(&mut self, number: usize, is_wanted: bool) {
        let Some(copy) = self.copies.get(number).cloned() else { return };
        Arc::make_mut(&mut self.copies).remove(number);
        if is_wanted {
            self.command(|state, stamp| commands::take_copy(state, &copy.annotation, stamp));
        }
    }
}
