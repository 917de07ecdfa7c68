//! The page's own address: what stands behind its `#`.

use gloo::events::EventListener;

/// What stands behind the `#`, if anything.
pub fn fragment() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// The address of this page with something else behind the `#`.
pub fn address_of(fragment: &str) -> String {
    let here = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    let page = here.split('#').next().unwrap_or_default();
    [page, "#", fragment].concat()
}

/// Calls when the reader follows a link that changes only what stands behind the `#`, until it is dropped.
pub fn on_fragment_change(callback: impl Fn() + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "hashchange", move |_| callback()))
}
