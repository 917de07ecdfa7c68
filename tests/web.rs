//! What only a browser can show.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    reason = "what fails here ends a test, not a tab"
)]

mod web {
    mod directions;
    mod foreign;
    mod indexed_db;
    mod local_storage;
    mod machine;
    mod page;
    mod painting;
    mod reading;
    mod settling;
}

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
