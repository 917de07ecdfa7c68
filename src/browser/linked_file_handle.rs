//! A file of the reader's that the page may write (File System API, §4; the picker is the WICG's File System Access).
//! `web_sys` counts most of it as unstable.

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::BrowserError;
use super::file::{bytes, text};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = showSaveFilePicker)]
    fn show_picker(options: &JsValue) -> Result<Promise, JsValue>;

    type Handle;
    #[wasm_bindgen(method, getter)]
    fn name(this: &Handle) -> String;
    #[wasm_bindgen(method, catch, js_name = getFile)]
    fn file(this: &Handle) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = createWritable)]
    fn writable(this: &Handle) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = queryPermission)]
    fn query(this: &Handle, how: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = requestPermission)]
    fn request(this: &Handle, how: &JsValue) -> Result<Promise, JsValue>;

    type Writable;
    #[wasm_bindgen(method, catch)]
    fn write(this: &Writable, text: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn close(this: &Writable) -> Result<Promise, JsValue>;
}

/// What of the window says that it has the picker.
const PICKER: &str = "showSaveFilePicker";

/// Whether the browser lets a page write files at all.
pub fn has_file_picker() -> bool {
    web_sys::window().is_some_and(|window| Reflect::has(&window, &PICKER.into()).unwrap_or_default())
}

/// A file, and the leave to ask for it.
pub struct LinkedFileHandle {
    handle: Handle,
}

impl LinkedFileHandle {
    /// Has the reader choose one; `None` where that was given up. Must be called while a click or a key press is fresh.
    pub async fn pick(suggested: &str) -> Option<Self> {
        let accept = of(&[("application/json", Array::of1(&".json".into()).into())]);
        let types = Array::of1(&of(&[("accept", accept)]));
        let options = of(&[("suggestedName", suggested.into()), ("types", types.into())]);
        done(show_picker(&options)).await.map(Self::of_handle)
    }

    /// As it was stored.
    pub(super) fn of_handle(handle: JsValue) -> Self {
        Self { handle: handle.unchecked_into() }
    }

    /// To be stored: the browser knows how to copy it.
    pub(super) fn handle(&self) -> &JsValue {
        &self.handle
    }

    pub fn name(&self) -> String {
        self.handle.name()
    }

    /// Whether it may be written. Asking has to be allowed by a click.
    pub async fn may_be_written(&self, ask: bool) -> bool {
        let how = of(&[("mode", "readwrite".into())]);
        let answer = if ask { self.handle.request(&how) } else { self.handle.query(&how) };
        done(answer).await.is_some_and(|answer| answer == "granted")
    }

    /// What is in it now.
    pub async fn read(&self) -> Result<String, BrowserError> {
        let file = done(self.handle.file()).await.ok_or(BrowserError::Unreadable)?;
        text(bytes(file.unchecked_ref::<File>()).await?)
    }

    /// Puts a text in the place of what is in it. Until all of it is written the browser leaves the file as it was.
    pub async fn write(&self, text: &str) -> Result<(), BrowserError> {
        let written = async {
            let writable: Writable = done(self.handle.writable()).await?.unchecked_into();
            done(writable.write(text)).await?;
            done(writable.close()).await
        };
        written.await.map(drop).ok_or(BrowserError::Unwritable)
    }
}

/// An object with these fields.
fn of(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // A plain object takes any field.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

async fn done(promise: Result<Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(promise.ok()?).await.ok()
}
