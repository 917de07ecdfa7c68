//! What only a browser can show.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod web {
    mod local_storage;
}

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
