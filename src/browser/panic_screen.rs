//! What the browser says when the program itself has failed: a panic ends in an error that nobody caught, and what was
//! being done is half done.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDialogElement, HtmlElement, Node};

/// What the reader could change the text by.
const DEEDS: [&str; 7] = ["keydown", "beforeinput", "input", "pointerdown", "mousedown", "click", "drop"];

/// Calls once, at the first error that nobody caught.
pub fn on_breakdown(callback: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let callback = Rc::new(Cell::new(Some(callback)));
    // What ends in a callback of the browser is an error; what ends in a task, a promise that nobody waits for.
    for (kind, reason) in [("error", "error"), ("unhandledrejection", "reason")] {
        let callback = callback.clone();
        EventListener::new(&window, kind, move |event: &Event| {
            // What a browser warns of comes without a reason.
            let error = Reflect::get(event, &reason.into()).unwrap_or_default();
            if error.is_object() {
                callback.take().into_iter().for_each(|callback| callback());
            }
        })
        .forget();
    }
}

/// Covers the page with words and one button, and lets nothing else be done. It is made without the program's own
/// means, which may have failed.
pub fn cover(words: &str, button: &str, act: impl Fn() + 'static) -> Option<()> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let make = |name: &str| document.create_element(name).ok()?.dyn_into::<HtmlElement>().ok();
    let (dialog, told, pressed) = (make("dialog")?, make("p")?, make("button")?);
    dialog.set_id("broken");
    told.set_text_content(Some(words));
    pressed.set_text_content(Some(button));
    for child in [&told, &pressed] {
        dialog.append_child(child).ok()?;
    }
    document.body()?.append_child(&dialog).ok()?;
    dialog.dyn_ref::<HtmlDialogElement>()?.show_modal().ok()?;
    EventListener::new(&pressed, "click", move |_| act()).forget();
    EventListener::new_with_options(
        &dialog,
        "cancel",
        EventListenerOptions::enable_prevent_default(),
        |event| {
            event.prevent_default();
        },
    )
    .forget();
    for deed in DEEDS {
        let dialog = dialog.clone();
        let options = EventListenerOptions::run_in_capture_phase();
        EventListener::new_with_options(&window, deed, options, move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
            if !dialog.contains(target.as_ref()) {
                event.stop_immediate_propagation();
            }
        })
        .forget();
    }
    Some(())
}
