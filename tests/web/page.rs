//! A page with one text on it, for the tests of this folder.

use std::sync::Arc;

use pizhu::browser::TextView;
use pizhu::text::{CharOffset, Document, DocumentInfo, Span, blocks_by_line};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A page with one element, which holds one text. It goes when it is dropped, so that each test finds a clean page.
pub struct Page {
    pub host: HtmlElement,
    pub view: TextView,
}

impl Page {
    pub fn of(document: Document) -> Self {
        let page = web_sys::window().unwrap().document().unwrap();
        let host: HtmlElement = page.create_element("main").unwrap().dyn_into().unwrap();
        host.set_attribute("data-text", "").unwrap();
        let style = host.style();
        for (name, value) in [("width", "600px"), ("margin", "40px"), ("font", "20px/2 sans-serif")] {
            style.set_property(name, value).unwrap();
        }
        page.body().unwrap().append_child(&host).unwrap();
        let view = TextView::new(&host, Arc::new(document));
        Self { host, view }
    }

    pub fn new(text: &str) -> Self {
        Self::of(document(text))
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let selection = web_sys::window().unwrap().get_selection().unwrap();
        selection.unwrap().remove_all_ranges().unwrap();
        self.host.remove();
    }
}

pub fn document(text: &str) -> Document {
    let info = DocumentInfo { language: "zh-Hans".into(), ..DocumentInfo::default() };
    Document::new(info, text, blocks_by_line(text)).unwrap()
}

pub fn at(offset: u32) -> CharOffset {
    CharOffset::new(offset)
}

pub fn span(start: u32, end: u32) -> Span {
    Span::new(at(start), at(end)).unwrap()
}

/// Lets the browser work for so many milliseconds.
pub async fn rest(millis: u32) {
    gloo::timers::future::TimeoutFuture::new(millis).await;
}
