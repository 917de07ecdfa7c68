//! What the open row says of races: that a deletion elsewhere was overtaken by an edit, and what an edit said that lost
//! against another window's, to choose from.

use std::sync::Arc;

use yew::prelude::*;

use super::controls::Button;
use super::session::{Action, Session, SessionHandle};
use super::values::Telling;
use super::words::visible;
use crate::edit::{commands, is_conflict};
use crate::model::{Annotation, Field, Intention, Moment, ReplicaId, Stamp};
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
                    <p>{ says(session, &copy.annotation, annotation) }</p>
                    { Button::new(messages.take_copy).asks(&dispatch, Action::TakeCopy(number, true)) }
                    { Button::new(messages.dismiss).asks(&dispatch, Action::TakeCopy(number, false)) }
                </div>
            }
        </>
    }
}

/// Of what a file has otherwise, each value; of what another window wrote, the tag and the note.
fn says(session: &SessionHandle, copy: &Annotation, now: &Annotation) -> String {
    let messages = session.messages();
    let Some(shown) = session.editor.shown().filter(|_| is_of_file(copy)) else {
        return (messages.also_written)(&session.tag_name_of(&copy.tag.value), &visible(&copy.note.value));
    };
    let telling = Telling { session, document: &shown.document, file: None };
    let words = messages.importing();
    let differs = |field: &Field| is_conflict(copy, field) && !copy.agrees_on(field, now);
    let told = now.fields_with(copy).into_iter().filter(differs).map(|field| {
        let value = telling.value(copy, &field);
        let value = if value.is_empty() { words.nothing } else { &value };
        (words.file_says)(&telling.field(copy, &field), value)
    });
    told.collect::<Vec<_>>().join("\n")
}

/// An import kept it, and not the stores after a race.
fn is_of_file(copy: &Annotation) -> bool {
    copy.modified().replica == ReplicaId::FILE
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

    pub(super) fn copies_mut(&mut self) -> &mut Vec<Copy> {
        Arc::make_mut(&mut self.copies)
    }

    /// What an import kept beside what stands goes with the import when that is undone.
    pub(super) fn withdraw_conflicts(&mut self, moment: Option<&Moment>) {
        let Some(moment) = moment.filter(|moment| matches!(moment.intention, Intention::Import { .. }))
        else {
            return;
        };
        let (gone, kept) = self.copies.iter().cloned().partition(|copy| came_with(copy, moment));
        self.copies = Arc::new(kept);
        let gone: Vec<Copy> = gone;
        self.withdrawn.extend(gone);
    }

    /// And comes again with it.
    pub(super) fn offer_conflicts_again(&mut self, moment: Option<&Moment>) {
        let Some(moment) = moment else { return };
        let (again, kept) =
            std::mem::take(&mut self.withdrawn).into_iter().partition(|copy| came_with(copy, moment));
        self.withdrawn = kept;
        let again: Vec<Copy> = again;
        self.copies_mut().extend(again);
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

/// The import of that moment kept it.
fn came_with(copy: &Copy, moment: &Moment) -> bool {
    copy.annotation.modified() == Stamp { replica: ReplicaId::FILE, ..moment.stamp }
}
