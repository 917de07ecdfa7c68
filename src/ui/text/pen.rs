//! The pen: a tag that is armed, so that each selection is tagged at once, when the hand lets go of it.

use crate::session::pen;
use crate::ui::controls::{Asking, Button, SessionHandle, use_effect_with};
use std::cell::Cell;
use std::rc::Rc;

use super::selection_of;
use yew::prelude::*;

use crate::browser::{TextView, on_lifted};
use crate::decoration::tag_class;

/// Tags what is selected when the hand lets go, as long as a tag is armed.
#[hook]
pub fn use_pen(session: &SessionHandle, view: Option<&Rc<TextView>>) {
    let dispatch = session.dispatcher();
    let ready = view.filter(|_| session.pen.armed(&session.core).is_some()).cloned();
    use_effect_with(ready, move |view| {
        let watch = view.clone().map(|view| {
            // Since the first of the presses that belong together something was drawn.
            let has_drawn = Cell::new(false);
            on_lifted(move |presses| {
                let is_more = presses > 1 && has_drawn.get();
                let selected = view.selection().map(selection_of);
                has_drawn.set(selected.is_some());
                if let Some(selected) = selected {
                    let draw = if is_more { pen::Action::Redraw } else { pen::Action::Draw };
                    dispatch.ask(draw(selected));
                }
            })
        });
        move || drop(watch)
    });
}

/// What says that a tag is armed, and puts it down.
pub fn pen_mark(session: &SessionHandle) -> Html {
    let Some(tag) = session.pen.armed(&session.core) else { return html! {} };
    let messages = session.core.messages();
    html! {
        <div class={classes!("pen-mark", tag_class(&tag.id))}>
            <span class="swatch" aria-hidden="true"></span>
            <strong>{ session.core.tag_name(tag).to_string() }</strong>
            <span>{ messages.pen_hint }</span>
            { Button::new(messages.put_down).asks(&session.dispatcher(), pen::Action::PutDown) }
        </div>
    }
}
