//! The keyboard that a touch screen shows. Browsers lay it over the page, so what stands at the bottom must know.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, VisualViewport};

use super::placing::{pixels, window_height};

/// Listens until it is dropped.
pub struct KeyboardWatch {
    _listener: Option<EventListener>,
}

/// Keeps `--keyboard` on the root element: how much of the window's lower end the keyboard covers.
pub fn on_soft_keyboard() -> KeyboardWatch {
    let listener = web_sys::window().and_then(|window| {
        let seen = window.visual_viewport()?;
        let root: HtmlElement = window.document()?.document_element()?.dyn_into().ok()?;
        Some(EventListener::new(&seen.clone(), "resize", move |_| {
            // Refused only for a property that is read-only, and ours is not.
            let _ = root.style().set_property("--keyboard", &pixels(covered(&seen)));
        }))
    });
    KeyboardWatch { _listener: listener }
}

fn covered(seen: &VisualViewport) -> f64 {
    // A page that is zoomed into has a small viewport too.
    if seen.scale() > 1.01 { 0.0 } else { (window_height() - seen.height() - seen.offset_top()).max(0.0) }
}
