//! The key that an event is about, as a value.

use web_sys::KeyboardEvent;

use crate::session::keys::KeyPress;

/// The key that an event is about.
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
