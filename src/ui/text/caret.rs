//! The caret in the text: it can be read and selected with the keyboard alone. Browsers draw none in a text that
//! cannot be edited, so this one is ours; where it stands is the browser's own collapsed selection.

use crate::session::keys::KeyPress;
use crate::ui::controls::{SessionHandle, pressed, use_effect_with};
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::prelude::*;

use crate::browser::{CaretMark, Motion, TextView};
use crate::text::{CharOffset, Span};

/// Moves the caret by keys while the text has the focus, and shows it; `mark` is the element that is its mark.
#[hook]
pub fn use_caret(session: &SessionHandle, view: Option<&Rc<TextView>>, host: &NodeRef, mark: &NodeRef) {
    let view = view.cloned();
    use_effect_with((view.clone(), session.core.requests.caret), |(view, wish)| {
        let wish = view.as_ref().zip(*wish).filter(|(view, wish)| is_at_hand(view, wish.what));
        if let Some((view, wish)) = wish {
            view.set_caret(wish.what);
        }
    });
    use_effect_with((view, host.clone(), mark.clone()), |(view, host, mark)| {
        let listeners = view.clone().zip(host.cast::<Element>()).zip(mark.cast::<HtmlElement>()).map(
            |((view, host), mark)| {
                let mark = CaretMark::new(view.clone(), mark);
                let options = EventListenerOptions::enable_prevent_default();
                let keys = EventListener::new_with_options(&host, "keydown", options, move |event| {
                    let event = event.dyn_ref::<KeyboardEvent>();
                    let moving = event.and_then(|event| Some((event, motion(&pressed(event))?)));
                    if let Some((event, motion)) = moving {
                        event.prevent_default();
                        view.move_caret(motion, event.shift_key());
                    }
                });
                (mark, keys)
            },
        );
        move || drop(listeners)
    });
}

/// The caret is put nowhere but near what is in sight, or will be once a glide there has ended: for one far away the
/// browser would lay out what is around it.
fn is_at_hand(view: &TextView, caret: CharOffset) -> bool {
    Span::new(caret.minus(1), caret.plus(1)).is_some_and(|around| view.is_near(around, 4.0))
}

/// Where a key moves the caret.
pub fn motion(pressed: &KeyPress) -> Option<Motion> {
    let stroke = pressed.stroke().filter(|_| !pressed.meta)?;
    let motion = match (stroke.code, stroke.command || stroke.alt) {
        ("ArrowLeft", false) => Motion::Character { rightward: false },
        ("ArrowRight", false) => Motion::Character { rightward: true },
        ("ArrowLeft", true) => Motion::Word { rightward: false },
        ("ArrowRight", true) => Motion::Word { rightward: true },
        ("ArrowUp", false) => Motion::Line { forward: false },
        ("ArrowDown", false) => Motion::Line { forward: true },
        ("ArrowUp", true) => Motion::Paragraph { forward: false },
        ("ArrowDown", true) => Motion::Paragraph { forward: true },
        ("Home", false) => Motion::LineEdge { forward: false },
        ("End", false) => Motion::LineEdge { forward: true },
        ("Home", true) => Motion::TextEdge { forward: false },
        ("End", true) => Motion::TextEdge { forward: true },
        ("PageUp", _) => Motion::Page { forward: false },
        ("PageDown", _) => Motion::Page { forward: true },
        _ => return None,
    };
    Some(motion)
}
