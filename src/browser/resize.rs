//! Tells when an element has another size: the window was resized, a font came, a section came into sight.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

/// Observes until it is dropped.
pub struct ResizeWatch {
    observer: Option<ResizeObserver>,
    _callback: Closure<dyn Fn()>,
}

impl Drop for ResizeWatch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

/// Calls once soon, and then after each change.
pub fn on_resize(element: &Element, callback: impl Fn() + 'static) -> ResizeWatch {
    let callback = Closure::<dyn Fn()>::new(callback);
    let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok();
    if let Some(observer) = &observer {
        observer.observe(element);
    }
    ResizeWatch { observer, _callback: callback }
}
