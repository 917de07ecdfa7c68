//! Keys that mean something else in the text for a while: edges are moved, or a stack is open. They come before the
//! caret's and the page's.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use super::caret::motion;
use super::edges::EdgeStep;
use super::keyboard::pressed;
use super::pen::Pen;
use super::session::{Action, Session, SessionHandle};
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
            session.dispatch(action);
        }
    })
}

fn meant(session: &Session, view: &TextView, event: &KeyboardEvent) -> Option<Action> {
    let pressed = pressed(event);
    let stroke = pressed.stroke().filter(|_| !pressed.meta)?;
    let code = stroke.code;
    if let Some(edging) = session.edging.as_ref().filter(|edging| edging.by_key) {
        return match code {
            "Tab" => Some(Action::Edge(EdgeStep::Turn)),
            "Enter" => Some(Action::Edge(EdgeStep::Accept)),
            _ => {
                // The caret stands at the edge and knows every way to go.
                view.move_caret(motion(&pressed)?, false);
                view.caret().map(|to| Action::Edge(EdgeStep::To(edging.edge, to)))
            }
        };
    }
    if stroke.shift || stroke.command || stroke.alt {
        return None;
    }
    match (code, session.stack_here().is_some()) {
        ("ArrowUp" | "ArrowDown", true) => Some(Action::Under(code == "ArrowDown")),
        ("Enter", true) => session.editor.current.map(Action::Pick),
        ("Enter", false) if session.armed().is_some() && view.caret().is_none() => {
            view.selection().map(|selected| Action::Pen(Pen::Draw(selected.into())))
        }
        ("Enter", false) => Some(Action::Point(Some(at_caret(session, view.caret()?)))),
        _ => None,
    }
}

/// The caret stands behind what was just tagged or gone to: that is meant, unless something begins there.
fn at_caret(session: &Session, caret: CharOffset) -> CharOffset {
    let begins = session.editor.shown().is_some_and(|shown| !shown.annotations.at(caret).is_empty());
    if begins { caret } else { caret.minus(1) }
}
