//! What an exception of a store means.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomException;

use crate::storage::Failure;

/// The failure that an exception means. `needed` is the size of what was to be written.
pub(super) fn failure(thrown: &JsValue, needed: u64) -> Failure {
    let exception = thrown.dyn_ref::<DomException>();
    match exception.map(DomException::name).as_deref() {
        // The second is what Firefox used to say. No browser tells how much is taken.
        Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => Failure::Full { needed, used: None },
        Some("SecurityError") => Failure::Blocked,
        Some(_) | None => Failure::Other(words(thrown)),
    }
}

/// The browser's own words.
fn words(thrown: &JsValue) -> String {
    let exception = thrown.dyn_ref::<DomException>();
    let exception = exception.map(|exception| format!("{}: {}", exception.name(), exception.message()));
    let error = || thrown.dyn_ref::<js_sys::Error>().map(|error| String::from(error.to_string()));
    exception.or_else(error).or_else(|| thrown.as_string()).unwrap_or_else(|| format!("{thrown:?}"))
}
