//! Listens to the keys of the whole page. Silent under dialogs, and for what makes no
//! [stroke](crate::session::keys::KeyPress::stroke): `AltGr`, dead keys, an input method.

use crate::session::keys::Field;
use crate::session::keys::{Focus, Stroke};
use crate::session::{Action, asked_by, custom_keys, exporting};
use crate::ui::controls::{Asking, SessionHandle, is_settled, pressed, use_effect_with};
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};
use yew::prelude::*;

use crate::browser::focus_in_place;

/// Turns keys into actions for as long as the component lives.
#[hook]
pub fn use_keyboard(session: &SessionHandle) {
    let latest = use_mut_ref(|| session.clone());
    *latest.borrow_mut() = session.clone();
    use_effect_with((), move |()| {
        let document = gloo::utils::document();
        let options = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(&document, "keydown", options, move |event| {
            if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                press(&latest.borrow(), event);
            }
        });
        move || drop(listener)
    });
}

fn press(session: &SessionHandle, event: &KeyboardEvent) {
    let pressed = pressed(event);
    let Some(stroke) = pressed.stroke() else { return };
    if session.custom_keys.choosing.is_some() {
        return choose(session, event, stroke);
    }
    // The browser closes its own menus.
    if stroke.code == "Escape"
        && gloo::utils::document().query_selector(":popover-open").is_ok_and(|open| open.is_some())
    {
        return;
    }
    let types = pressed.types();
    if types && session.core.settings.is_quiet {
        return;
    }
    let Some(target) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let focus = focus_of(&target);
    if focus.field.is_some() && (types || matches!(stroke.code, "Backspace" | "Delete")) {
        return;
    }
    if let Some(action) = asked_by(session, stroke, focus) {
        event.prevent_default();
        if focus.field.is_some() && matches!(action, Action::Exporting(exporting::Action::Project)) {
            settle(&target);
        }
        session.ask(action);
    }
}

/// Where the focus is, as the table of keys asks for it.
fn focus_of(target: &HtmlElement) -> Focus {
    let is_in = |selector| target.closest(selector).is_ok_and(|found| found.is_some());
    let tag = target.tag_name();
    let is_in_field = matches!(&*tag, "INPUT" | "TEXTAREA" | "SELECT") || target.is_content_editable();
    // A note has its steps in the history, and a choice is made at once.
    let has_settled = matches!(&*tag, "TEXTAREA" | "SELECT") || is_settled(target);
    let field = if has_settled { Field::Settled } else { Field::Written };
    Focus {
        field: is_in_field.then_some(field),
        is_in_find: is_in("[role=search]"),
        is_at_annotation: tag == "BODY" || is_in("[data-text], [data-annotation]"),
    }
}

/// A key that is pressed for a row of the list of shortcuts; it does nothing else.
fn choose(session: &SessionHandle, event: &KeyboardEvent, stroke: Stroke) {
    match stroke.code {
        "Tab" => session.ask(custom_keys::Action::Choose(None)),
        "Escape" => {
            event.prevent_default();
            session.ask(custom_keys::Action::Choose(None));
        }
        code if is_modifier(code) => {}
        _ => {
            event.prevent_default();
            session.ask(custom_keys::Action::Take(stroke.written()));
        }
    }
}

fn is_modifier(code: &str) -> bool {
    ["Shift", "Control", "Alt", "Meta", "CapsLock"].iter().any(|name| code.starts_with(name))
}

/// Leaves a field and comes back, so that what is being written there counts.
fn settle(field: &HtmlElement) {
    // Neither is refused for an element that is in the page.
    let _ = field.blur();
    focus_in_place(field);
}
