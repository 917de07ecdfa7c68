//! `window.bench`: what a benchmark asks, in the words of the program.

use std::fmt::Write;

use js_sys::{Array, JSON, JsString, Object, Promise, Reflect, Uint8Array, WebAssembly};
use pizhu::text::quote::{Anchoring, Index, Quote};
use pizhu::text::{OffsetTable, Utf16Offset};
use pizhu::ui::bench::{self, Mark};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;
use web_sys::File;

#[wasm_bindgen]
extern "C" {
    /// `{id, start, end, tag}`.
    type Given;
    #[wasm_bindgen(method, getter)]
    fn id(this: &Given) -> String;
    #[wasm_bindgen(method, getter)]
    fn start(this: &Given) -> u32;
    #[wasm_bindgen(method, getter)]
    fn end(this: &Given) -> u32;
    #[wasm_bindgen(method, getter)]
    fn tag(this: &Given) -> String;
}

#[wasm_bindgen]
extern "C" {
    /// `{exact, prefix, suffix, hint}`.
    type Asked;
    #[wasm_bindgen(method, getter)]
    fn exact(this: &Asked) -> String;
    #[wasm_bindgen(method, getter)]
    fn prefix(this: &Asked) -> String;
    #[wasm_bindgen(method, getter)]
    fn suffix(this: &Asked) -> String;
    #[wasm_bindgen(method, getter)]
    fn hint(this: &Asked) -> u32;
}

impl From<&Given> for Mark {
    fn from(given: &Given) -> Self {
        Self { id: given.id(), start: given.start(), end: given.end(), tag: given.tag() }
    }
}

/// Puts `window.bench` there.
pub fn offer() {
    let driver = Object::new();
    let set = |name: &str, function: JsValue| {
        let _ = Reflect::set(&driver, &name.into(), &function);
    };
    set("mount", answering(|paragraphs| mount(&paragraphs.unchecked_into()).into()));
    set("encode", answering(|list| encode(&list.unchecked_into()).into()));
    set("restore", answering(|_| restore().into()));
    set("add", one(|given| bench::add(Mark::from(given.unchecked_ref::<Given>()))));
    set("remove", one(|id| bench::remove(&id.as_string().unwrap_or_default())));
    set("hitTest", Closure::<dyn Fn(f64, f64) -> Array>::new(hits).into_js_value());
    set("export", answering(|_| bench::export().map(|text| Uint8Array::from(text.as_bytes())).into()));
    set("anchorer", answering(|text| anchorer(&text.as_string().unwrap_or_default())));
    set("memory", answering(|_| memory().into()));
    let _ = Reflect::set(&js_sys::global(), &"bench".into(), &driver);
}

fn one(act: impl Fn(JsValue) + 'static) -> JsValue {
    Closure::<dyn Fn(JsValue)>::new(act).into_js_value()
}

fn answering(answer: impl Fn(JsValue) -> JsValue + 'static) -> JsValue {
    Closure::<dyn Fn(JsValue) -> JsValue>::new(answer).into_js_value()
}

/// A project file, read as any. The benchmark's text has nothing between its paragraphs.
fn mount(paragraphs: &Array) -> Promise {
    let (mut start, mut blocks) = (0, String::from("\"blocks\":["));
    for paragraph in paragraphs.iter() {
        // Of the article, each sign is one unit.
        let end = start + paragraph.unchecked_ref::<JsString>().length();
        let comma = if start > 0 { "," } else { "" };
        // A string has room for all that is written.
        let _ = write!(blocks, r#"{comma}{{"start":{start},"end":{end},"kind":"paragraph"}}"#);
        start = end;
    }
    let parts = Array::of5(
        &r#"{"format":"article-annotations","version":1,"tags":[],"annotations":[],"links":[],"document":{"text":"#.into(),
        &JSON::stringify(&paragraphs.join("")).map_or(JsValue::NULL, Into::into),
        &",".into(),
        &Uint8Array::from(blocks.as_bytes()),
        &"]}}".into(),
    );
    let file = File::new_with_buffer_source_sequence(&parts, "bench.json");
    future_to_promise(async move {
        bench::mount(file?).await;
        Ok(JsValue::UNDEFINED)
    })
}

/// What is handed to `restore` says nothing: the mirror has it.
fn encode(list: &Array) -> Promise {
    let marks: Vec<Mark> = list.iter().map(|given| Mark::from(given.unchecked_ref::<Given>())).collect();
    future_to_promise(async move {
        bench::encode(&marks).await.map(|()| "in the mirror".into()).ok_or(JsValue::UNDEFINED)
    })
}

fn restore() -> Promise {
    future_to_promise(async {
        bench::restore().await;
        Ok(JsValue::UNDEFINED)
    })
}

fn hits(x: f64, y: f64) -> Array {
    bench::hits(x, y).into_iter().map(|id| JsValue::from(id.to_string())).collect()
}

/// A function that finds quotes in a text. What is uncertain it does not answer: the page would ask.
fn anchorer(text: &str) -> JsValue {
    // As long as the page.
    let text: &'static str = Box::leak(text.into());
    let (index, table) = (Index::new(text), OffsetTable::new(text));
    answering(move |asked| {
        let asked: &Asked = asked.unchecked_ref();
        let hint = table.at_utf16(text, Utf16Offset::new(asked.hint())).map(|place| place.char);
        let quote = Quote { exact: asked.exact(), prefix: asked.prefix(), suffix: asked.suffix(), hint };
        let (Anchoring::Exact(span) | Anchoring::Moved(span)) = index.find(&quote) else {
            return JsValue::NULL;
        };
        let unit = |offset| table.at_char(text, offset).map_or(0, |place| place.utf16.get());
        let found = Object::new();
        for (name, offset) in [("start", span.start()), ("end", span.end())] {
            let _ = Reflect::set(&found, &name.into(), &unit(offset).into());
        }
        found.into()
    })
}

fn memory() -> f64 {
    let memory: WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    Reflect::get(&memory.buffer(), &"byteLength".into())
        .ok()
        .and_then(|bytes| bytes.as_f64())
        .unwrap_or_default()
}
