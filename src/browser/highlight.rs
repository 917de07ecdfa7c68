//! The CSS Custom Highlight API (Level 1), declared by hand: web-sys has it only behind a flag for the compiler.

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::StaticRange;

#[wasm_bindgen]
extern "C" {
    pub type HighlightRegistry;
    /// Missing where a browser does not know highlights.
    #[wasm_bindgen(thread_local_v2, js_namespace = CSS, js_name = highlights)]
    pub static HIGHLIGHTS: Option<HighlightRegistry>;
    #[wasm_bindgen(method)]
    pub fn set(this: &HighlightRegistry, name: &str, highlight: &Highlight);

    #[derive(Clone, Debug)]
    pub type Highlight;
    #[wasm_bindgen(constructor)]
    pub fn new() -> Highlight;
    #[wasm_bindgen(method)]
    pub fn add(this: &Highlight, range: &StaticRange);
    #[wasm_bindgen(method)]
    pub fn delete(this: &Highlight, range: &StaticRange) -> bool;
    #[wasm_bindgen(method)]
    pub fn clear(this: &Highlight);
    #[wasm_bindgen(method, setter)]
    pub fn set_priority(this: &Highlight, priority: i32);
}
