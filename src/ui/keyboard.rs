//! Listens to the keys of the whole page. Silent inside fields and under dialogs, and for what makes no
//! [stroke](crate::keys::KeyPress::stroke): `AltGr`, dead keys, an input method.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};
use yew::prelude::*;

use super::caret::motion;
use super::controls::is_settled;
use super::early::{hold_key, is_early};
use super::effect::use_effect_with;
use super::errands::Errand;
use super::find::Finding;
use super::key_choice::written;
use super::session::{Action, Dialog, Session, SessionHandle};
use super::shortcuts::action;
use crate::browser::focus_in_place;
use crate::keys::{KeyPress, Stroke};

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

/// The key that an event is about, as a value.
pub fn pressed(event: &KeyboardEvent) -> KeyPress {
    KeyPress {
        code: event.code(),
        key: event.key(),
        ctrl: event.ctrl_key(),
        alt: event.alt_key(),
        shift: event.shift_key(),
        meta: event.meta_key(),
        alt_graph: event.get_modifier_state("AltGraph"),
        is_composing: event.is_composing(),
        key_code: event.key_code(),
    }
}

/// Enter, on the number pad too, and not while an input method has it.
pub fn is_enter(event: &KeyboardEvent) -> bool {
    pressed(event).stroke().is_some_and(|stroke| matches!(stroke.code, "Enter" | "NumpadEnter"))
}

fn press(session: &SessionHandle, event: &KeyboardEvent) {
    let pressed = pressed(event);
    let Some(stroke) = pressed.stroke() else { return };
    if session.choosing_key.is_some() {
        return choose(session, event, stroke);
    }
    // The browser closes its own menus.
    if stroke.code == "Escape"
        && gloo::utils::document().query_selector(":popover-open").is_ok_and(|open| open.is_some())
    {
        return;
    }
    let types = pressed.types();
    if types && session.settings.is_quiet {
        return;
    }
    let asked = session.offered_by(stroke);
    let asked = asked.or_else(|| action(stroke, &session.editor.project.scheme, &session.settings));
    let asked = asked.filter(|action| session.allows(action));
    let Some(target) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let Some(action) = asked else {
        if is_early() && is_for_text(&pressed, &target) {
            hold_key(event, session.dispatcher());
        }
        return;
    };
    if takes_text(&target) && (types || matches!(stroke.code, "Backspace" | "Delete")) {
        return;
    }
    let in_find = target.closest("[role=search]").is_ok_and(|found| found.is_some());
    let leaves_find = in_find && matches!(action, Action::Leave);
    let action = if leaves_find { Action::Find(Finding::Close) } else { action };
    let action =
        if takes_text(&target) { in_field(action, &target) } else { outside(action, &target, session) };
    match action {
        Some(action) if is_early() && action.must_wait() => hold_key(event, session.dispatcher()),
        Some(action) => {
            event.prevent_default();
            if takes_text(&target) && matches!(action, Action::Run(Errand::Export)) {
                settle(&target);
            }
            session.dispatch(action);
        }
        None => {}
    }
}

/// What `tools` would hear.
fn is_for_text(pressed: &KeyPress, target: &HtmlElement) -> bool {
    let in_text = target.closest("[data-text]").is_ok_and(|found| found.is_some());
    in_text && (motion(pressed).is_some() || pressed.code == "Enter")
}

impl Session {
    /// Under a dialog keys are silent, but what is done to the scheme is taken back there too.
    fn allows(&self, action: &Action) -> bool {
        match self.dialog {
            None => true,
            Some(Dialog::Scheme(_)) => matches!(action, Action::Undo | Action::Redo),
            Some(
                Dialog::Help
                | Dialog::Working(_)
                | Dialog::Import(_)
                | Dialog::Points(_)
                | Dialog::Erase
                | Dialog::Damage,
            ) => false,
        }
    }
}

/// A key that is pressed for a row of the list of shortcuts; it does nothing else.
fn choose(session: &SessionHandle, event: &KeyboardEvent, stroke: Stroke) {
    match stroke.code {
        "Tab" => session.dispatch(Action::ChooseKey(None)),
        "Escape" => {
            event.prevent_default();
            session.dispatch(Action::ChooseKey(None));
        }
        code if is_modifier(code) => {}
        _ => {
            event.prevent_default();
            session.dispatch(Action::TakeKey(written(stroke)));
        }
    }
}

fn is_modifier(code: &str) -> bool {
    ["Shift", "Control", "Alt", "Meta", "CapsLock"].iter().any(|name| code.starts_with(name))
}

/// A field takes text or a choice, which has the keys for itself.
fn takes_text(target: &HtmlElement) -> bool {
    matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") || target.is_content_editable()
}

/// Leaves a field and comes back, so that what is being written there counts.
fn settle(field: &HtmlElement) {
    // Neither is refused for an element that is in the page.
    let _ = field.blur();
    focus_in_place(field);
}

/// What a key asks for in a field. A note is undone like all else, since the history has its steps, and so is what a
/// field or a choice has settled; what is still being written is the browser's to undo.
#[allow(clippy::wildcard_enum_match_arm, reason = "the field has all other keys for itself")]
fn in_field(action: Action, field: &HtmlElement) -> Option<Action> {
    let ours = matches!(field.tag_name().as_str(), "TEXTAREA" | "SELECT") || is_settled(field);
    match action {
        Action::Leave => Some(Action::LeaveNote),
        Action::Run(Errand::Export) | Action::Find(Finding::Open | Finding::Step(_) | Finding::Close) => {
            Some(action)
        }
        Action::Undo | Action::Redo if ours => Some(action),
        _ => None,
    }
}

/// What a key asks for elsewhere. What changes an annotation is asked only where the reader is at it: in the text, in
/// its row, or nowhere else in particular.
#[allow(clippy::wildcard_enum_match_arm, reason = "most keys mean the same everywhere")]
fn outside(action: Action, target: &HtmlElement, session: &SessionHandle) -> Option<Action> {
    let at_it = target.tag_name() == "BODY"
        || target.closest("[data-text], [data-annotation]").is_ok_and(|found| found.is_some());
    let selected = session.editor.selection.is_some();
    match action {
        Action::DeleteCurrent | Action::WriteNote | Action::Link(_) if !at_it => None,
        Action::Tag(_) if !at_it && !selected => None,
        _ => Some(action),
    }
}
