//! Listens to the keys of the whole page. Silent while an input method composes, inside fields and under dialogs.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};
use yew::prelude::*;

use super::errands::Errand;
use super::session::{Action, SessionHandle};
use super::shortcuts::{Stroke, action};

/// What `KeyboardEvent.keyCode` is while an input method composes, in browsers that do not say `isComposing` on the
/// first key (UI Events, §B.2.1).
const COMPOSING: u32 = 229;

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

#[allow(clippy::wildcard_enum_match_arm, reason = "a field lets only these two through")]
fn press(session: &SessionHandle, event: &KeyboardEvent) {
    if event.is_composing() || event.key_code() == COMPOSING || session.dialog.is_some() {
        return;
    }
    let code = event.code();
    let command = event.ctrl_key() || event.meta_key();
    let stroke = Stroke { code: &code, command, shift: event.shift_key(), alt: event.alt_key() };
    let Some(action) = action(stroke, &session.editor.project.scheme) else { return };
    if event.target().is_some_and(|target| takes_text(&target)) {
        match action {
            Action::Leave => leave_field(),
            Action::Run(Errand::Export) => {
                event.prevent_default();
                session.dispatch(action);
            }
            // The field has all other keys for itself.
            _ => {}
        }
        return;
    }
    event.prevent_default();
    session.dispatch(action);
}

/// The event is about a field that takes text or a choice, which has these keys for itself.
fn takes_text(target: &web_sys::EventTarget) -> bool {
    let element = target.dyn_ref::<HtmlElement>();
    element.is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
            || element.is_content_editable()
    })
}

/// The focus goes back to the text.
fn leave_field() {
    let text = gloo::utils::document().query_selector("[data-text]").ok().flatten();
    if let Some(text) = text.and_then(|text| text.dyn_into::<HtmlElement>().ok()) {
        // A field that will not give up the focus keeps it; nothing depends on it.
        let _ = text.focus();
    }
}
