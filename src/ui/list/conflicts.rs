//! Conflicts in the open row: that a deletion elsewhere was overtaken by an edit, and the losing sides of concurrent edits, to
//! choose from.

use crate::session::conflicts;
use crate::ui::controls::{Button, SessionHandle};
use crate::wording::visible;
use yew::prelude::*;

use crate::model::Annotation;

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
                    <p>{ says(session, &conflict.annotation) }</p>
                    { Button::new(messages.take_copy).asks(&dispatch, conflicts::Action::Decide { number, is_wanted: true }) }
                    { Button::new(messages.dismiss).asks(&dispatch, conflicts::Action::Decide { number, is_wanted: false }) }
                </div>
            }
        </>
    }
}

fn says(session: &SessionHandle, losing: &Annotation) -> String {
    (session.core.messages().also_written)(
        &session.core.tag_name_of(&losing.tag.value),
        &visible(&losing.note.value),
    )
}
