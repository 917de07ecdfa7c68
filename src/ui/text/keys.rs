//! Keys that mean something else in the text for a while: edges are moved, or one of several overlaps is chosen. They come
//! before the caret's and the page's.

use super::caret::motion;
use super::moving_edges::side;
use super::selection_of;
use crate::session::{Action, Session, moving_edges, overlaps, pen};
use crate::ui::controls::{Asking, SessionHandle, pressed};
use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use crate::browser::TextView;
use crate::text::CharOffset;

/// Listens to the keys of the text until it is dropped.
pub fn on_text_keys(view: &Rc<TextView>, latest: &Rc<RefCell<SessionHandle>>) -> EventListener {
    let (view, latest) = (view.clone(), latest.clone());
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&view.host().clone(), "keydown", options, move |event| {
        let session = latest.borrow().clone();
        let event = event.dyn_ref::<KeyboardEvent>();
        let meant = event.and_then(|event| Some((event, meant(&session, &view, event)?)));
        if let Some((event, action)) = meant {
            event.prevent_default();
            event.stop_immediate_propagation();
            session.ask(action);
        }
    })
}

fn meant(session: &Session, view: &TextView, event: &KeyboardEvent) -> Option<Action> {
    let pressed = pressed(event);
    let stroke = pressed.stroke().filter(|_| !pressed.meta)?;
    let code = stroke.code;
    if side(session).is_some() {
        return match code {
            "Tab" => Some(moving_edges::Action::Turn.into()),
            "Enter" => Some(moving_edges::Action::Accept.into()),
            _ => {
                // The caret stands at the edge and knows every way to go.
                view.move_caret(motion(&pressed)?, false);
                view.caret().map(|to| moving_edges::Action::To(session.moving_edges.edge, to).into())
            }
        };
    }
    if stroke.shift || stroke.command || stroke.alt {
        return None;
    }
    match (code, session.core.overlaps().is_some()) {
        ("ArrowUp" | "ArrowDown", true) => Some(overlaps::Action::Next { down: code == "ArrowDown" }.into()),
        ("Enter", true) => session.core.editor.current.map(|id| overlaps::Action::Pick(id).into()),
        ("Enter", false) if session.pen.armed(&session.core).is_some() && view.caret().is_none() => {
            view.selection().map(|selected| pen::Action::Draw(selection_of(selected)).into())
        }
        ("Enter", false) => Some(overlaps::Action::Point(Some(at_caret(session, view.caret()?))).into()),
        _ => None,
    }
}

/// The caret stands behind what was just tagged or gone to: that is meant, unless something begins there.
fn at_caret(session: &Session, caret: CharOffset) -> CharOffset {
    let begins = session.core.editor.shown().is_some_and(|shown| !shown.annotations.at(caret).is_empty());
    if begins { caret } else { caret.minus(1) }
}
