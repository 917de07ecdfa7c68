//! Keys that are pressed before the reader's work can be done: held back, and played again in their order when its
//! annex is open.

use std::cell::RefCell;

use web_sys::KeyboardEvent;

use super::annex::come_near;
use super::controls::Dispatch;

thread_local! {
    /// `None` once somebody listens who knows what they mean.
    static HELD: RefCell<Option<Vec<KeyboardEvent>>> = const { RefCell::new(Some(Vec::new())) };
}

pub fn is_early() -> bool {
    HELD.with_borrow(Option::is_some)
}

/// Holds a key back, and sees to it that the annex is opened.
pub fn hold(event: &KeyboardEvent, dispatch: Dispatch) {
    event.prevent_default();
    HELD.with_borrow_mut(|held| held.iter_mut().for_each(|held| held.push(event.clone())));
    come_near(dispatch);
}

/// Lets go of what is held, because it cannot be done. Says whether that was anything.
pub fn give_up() -> bool {
    HELD.with_borrow_mut(|held| held.as_mut().is_some_and(|held| !std::mem::take(held).is_empty()))
}

/// Presses again what was held; an event can be sent as often as one likes.
pub fn play() {
    for event in HELD.take().unwrap_or_default() {
        if let Some(target) = event.target() {
            // It throws only for an event that is on its way.
            let _ = target.dispatch_event(&event);
        }
    }
}
