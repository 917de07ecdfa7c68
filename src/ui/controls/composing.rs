//! Input methods: a key that belongs to one is nobody else's.

use web_sys::KeyboardEvent;

/// What `KeyboardEvent.keyCode` is while an input method composes, in browsers that do not say `isComposing` on the
/// first key (UI Events, §B.2.1).
const COMPOSING: u32 = 229;

/// The key belongs to an input method.
pub fn is_composing(event: &KeyboardEvent) -> bool {
    event.is_composing() || event.key_code() == COMPOSING
}
