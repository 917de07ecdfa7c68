//! Whether the browser has promised to keep what is stored (Storage Standard, §7.2). Some do not know the question.

use std::cell::Cell;

use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::StorageManager;

thread_local! {
    static ANSWER: Cell<Option<bool>> = const { Cell::new(None) };
}

/// What it last said, if it was asked.
pub fn is_promised() -> Option<bool> {
    ANSWER.get()
}

/// Asks it not to throw the storage away when it needs room. It may refuse.
pub fn ask_to_persist(on_answer: impl FnOnce() + 'static) {
    spawn_local(async {
        hear(storage().and_then(|storage| storage.persist().ok())).await;
        on_answer();
    });
}

/// Asks what it promised before.
pub async fn look_for_promise() {
    hear(storage().and_then(|storage| storage.persisted().ok())).await;
}

async fn hear(asked: Option<Promise>) {
    let Some(asked) = asked else { return };
    let answer = JsFuture::from(asked).await.unwrap_or(JsValue::NULL);
    ANSWER.set(answer.as_bool().or(ANSWER.get()));
}

fn storage() -> Option<StorageManager> {
    let navigator = web_sys::window()?.navigator();
    Reflect::get(&navigator, &"storage".into()).ok()?.dyn_into().ok()
}
