//! Conflicts in the open row: that a deletion elsewhere was overtaken by an edit, and the losing sides of concurrent edits, to
//! choose from.

use crate::session::conflicts;
use crate::ui::controls::{Button, SessionHandle, ShownValues};
use crate::wording::visible;
use yew::prelude::*;

use crate::edit::is_conflict;
use crate::model::{Annotation, Field, ReplicaId};

pub fn conflicts(session: &SessionHandle, annotation: &Annotation) -> Html {
    let messages = session.core.messages();
    let dispatch = session.dispatcher();
    html! {
        <>
            if annotation.is_kept_by_edit() {
                <p class="aside">{ messages.kept_by_edit }</p>
            }
            for (number, conflict) in session.conflicts.about(&session.core, annotation.id) {
                <div class="aside">
                    <p>{ says(session, &conflict.annotation, annotation) }</p>
                    { Button::new(messages.take_copy).asks(&dispatch, conflicts::Action::Decide { number, is_wanted: true }) }
                    { Button::new(messages.dismiss).asks(&dispatch, conflicts::Action::Decide { number, is_wanted: false }) }
                </div>
            }
        </>
    }
}

/// Of what a file has otherwise, each value; of what another window wrote, the tag and the note.
fn says(session: &SessionHandle, losing: &Annotation, now: &Annotation) -> String {
    let messages = session.core.messages();
    let Some(shown) = session.core.editor.shown().filter(|_| is_of_file(losing)) else {
        return (messages.also_written)(
            &session.core.tag_name_of(&losing.tag.value),
            &visible(&losing.note.value),
        );
    };
    let values = ShownValues { session, document: &shown.document, file: None };
    let words = messages.importing();
    let differs = |field: &Field| is_conflict(losing, field) && !losing.agrees_on(field, now);
    let lines = now.fields_with(losing).into_iter().filter(differs).map(|field| {
        let value = values.value(losing, &field);
        let value = if value.is_empty() { words.nothing } else { &value };
        (words.file_says)(&values.field(losing, &field), value)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// An import kept it, and not the stores after a race.
fn is_of_file(losing: &Annotation) -> bool {
    losing.modified().replica == ReplicaId::FILE
}
