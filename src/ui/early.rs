//! Keys that are pressed, and a finger that comes to rest on the text, before the reader's work can be done: held back,
//! and played again in their order when its annex is open.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent, MouseEvent, PointerEvent};

use super::annex::come_near;
use super::controls::Dispatch;

thread_local! {
    /// `None` once somebody listens who knows what they mean.
    static HELD: RefCell<Option<Vec<Event>>> = const { RefCell::new(Some(Vec::new())) };
}

pub fn is_early() -> bool {
    HELD.with_borrow(Option::is_some)
}

fn hold(event: &Event) {
    HELD.with_borrow_mut(|held| held.iter_mut().for_each(|held| held.push(event.clone())));
}

/// Holds a key back, and sees to it that the annex is opened.
pub fn hold_key(event: &KeyboardEvent, dispatch: Dispatch) {
    event.prevent_default();
    hold(event);
    come_near(dispatch);
}

/// The same as a pointer comes down. What a mouse does can be seen later too, but a finger that rests is about to select.
pub fn hold_pointer(event: &PointerEvent, dispatch: Dispatch) {
    if is_early() {
        if event.pointer_type() == "touch" {
            hold(event);
        }
        come_near(dispatch);
    }
}

/// The browser's own menu would take a resting finger away.
pub fn hold_menu(event: &MouseEvent) {
    let is_pointer = |event: &Event| event.has_type::<PointerEvent>();
    if HELD.with_borrow(|held| held.iter().flatten().any(is_pointer)) {
        event.prevent_default();
    }
}

/// The finger has gone, or moves the page.
pub fn let_go() {
    let is_key = |event: &Event| event.has_type::<KeyboardEvent>();
    HELD.with_borrow_mut(|held| held.iter_mut().for_each(|held| held.retain(is_key)));
}

/// Lets go of all of it, because it cannot be done. Says whether that was anything.
pub fn give_up() -> bool {
    HELD.with_borrow_mut(|held| held.as_mut().is_some_and(|held| !std::mem::take(held).is_empty()))
}

/// Does again what was held; an event can be sent as often as one likes.
pub fn play() {
    for event in HELD.take().unwrap_or_default() {
        if let Some(target) = event.target() {
            // It throws only for an event that is on its way.
            let _ = target.dispatch_event(&event);
        }
    }
}
