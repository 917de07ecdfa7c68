//! What holds once everything was erased: this tab writes nothing any more.

use std::cell::Cell;

/// Stands in `localStorage` while everything is erased, so that no other tab takes that for a loss and writes it again.
pub const ERASING: &str = "an:erasing";

thread_local! {
    /// From now on this tab writes nothing: what is written while the page goes would be there again.
    static IS_ERASED: Cell<bool> = const { Cell::new(false) };
}

/// From now on this tab writes nothing.
pub(super) fn set_erased() {
    IS_ERASED.set(true);
}

pub fn is_erased() -> bool {
    IS_ERASED.get()
}

/// Loads the page again, without writing anything before.
pub fn begin_anew() {
    IS_ERASED.set(true);
    if let Some(window) = web_sys::window() {
        // The page that is shown can always be loaded again.
        let _ = window.location().reload();
    }
}
