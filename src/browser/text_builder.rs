//! Builds the DOM of a document, once: one element with one text node for each block, and what lies between blocks as
//! text nodes between them, so that the text content of the whole is the document's text.
//!
//! ```text
//!   host lang="zh-Hans"
//!     section class="text-section"            only in long documents: 70 blocks each
//!       h2 class="block-title" data-start="0"    "党旗飘扬"
//!       "\n"
//!       p class="block-paragraph" data-start="5" "人民网上海…"
//!       "\n"
//! ```
//!
//! A document of 14 MB has 68,000 blocks. So the text crosses into JavaScript once and is cut there, elements are copied
//! from a pattern, and methods of the DOM are declared here with the arguments that make a call cheap.

use js_sys::JsString;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, Node};

use crate::model::SmallMap;
use crate::text::{Block, BlockKind, CharOffset, Document};

/// Blocks in a section. Sections out of sight are not laid out (`content-visibility`): with one for each block
/// scrolling is slower than without any, with one for all nothing is gained.
pub const SECTION: usize = 70;

#[wasm_bindgen]
extern "C" {
    /// An element that is being built. Nothing it is asked here can fail.
    #[wasm_bindgen(extends = Element, extends = Node)]
    #[derive(Clone)]
    type Part;
    #[wasm_bindgen(thread_local_v2, js_name = document)]
    static DOCUMENT: Maker;
    type Maker;

    #[wasm_bindgen(method, js_name = createElement)]
    fn element(this: &Maker, name: &str) -> Part;
    #[wasm_bindgen(method, js_name = cloneNode)]
    fn copy(this: &Part) -> Part;
    #[wasm_bindgen(method, js_name = setAttribute)]
    fn set(this: &Part, name: &str, value: &str);
    #[wasm_bindgen(method, js_name = setAttribute)]
    fn set_number(this: &Part, name: &JsString, value: u32);
    #[wasm_bindgen(method, js_name = append)]
    fn append_text(this: &Part, text: &JsString);
    #[wasm_bindgen(method, js_name = append)]
    fn append_part(this: &Part, part: &Part);
}

fn element(name: &str) -> Part {
    DOCUMENT.with(|document| document.element(name))
}

/// Fills the host and gives the elements whose children the blocks are: the sections, or the host itself.
pub fn build(host: &Element, document: &Document) -> Vec<Element> {
    host.set_text_content(None);
    let host: &Part = host.unchecked_ref();
    host.set("lang", &document.info().language);
    let mut text = Cutter::new(document);
    let mut patterns = Patterns::default();
    let start = JsString::from("data-start");

    let leading =
        text.cut_to(document.blocks().first().map_or(document.end().char, |block| block.span.start()));
    if document.blocks().len() <= SECTION {
        append_gap(host, leading.as_ref());
        fill(host, document, 0, &mut text, &mut patterns, &start);
        return vec![host.clone().unchecked_into()];
    }
    let mut sections = Vec::new();
    for first in (0..document.blocks().len()).step_by(SECTION) {
        let section = element("section");
        section.set("class", "text-section");
        if first == 0 {
            append_gap(&section, leading.as_ref());
        }
        fill(&section, document, first, &mut text, &mut patterns, &start);
        host.append_part(&section);
        sections.push(section.unchecked_into());
    }
    sections
}

/// Appends the blocks of one section, each with what lies behind it.
fn fill(
    parent: &Part,
    document: &Document,
    first: usize,
    text: &mut Cutter,
    patterns: &mut Patterns,
    start: &JsString,
) {
    let blocks = document.blocks();
    for (number, block) in blocks.iter().enumerate().skip(first).take(SECTION) {
        let part = patterns.copy(block);
        part.set_number(start, block.span.start().get());
        if let Some(words) = text.cut_to(block.span.end()) {
            part.append_text(&words);
        }
        parent.append_part(&part);
        let next = blocks.get(number + 1).map_or(document.end().char, |next| next.span.start());
        append_gap(parent, text.cut_to(next).as_ref());
    }
}

fn append_gap(parent: &Part, gap: Option<&JsString>) {
    if let Some(gap) = gap {
        parent.append_text(gap);
    }
}

/// Walks through the text and cuts off what was passed.
struct Cutter<'a> {
    script: JsString,
    rest: std::str::Chars<'a>,
    char: CharOffset,
    utf16: u32,
}

impl<'a> Cutter<'a> {
    fn new(document: &'a Document) -> Self {
        let text = document.text();
        Self { script: JsString::from(text), rest: text.chars(), char: CharOffset::new(0), utf16: 0 }
    }

    /// The text from where the last cut was; `None` where that is nothing.
    fn cut_to(&mut self, end: CharOffset) -> Option<JsString> {
        let count = end.get().saturating_sub(self.char.get()) as usize;
        let units: usize = self.rest.by_ref().take(count).map(char::len_utf16).sum();
        let start = self.utf16;
        self.utf16 += units as u32;
        self.char = end;
        (units > 0).then(|| self.script.substring(start, self.utf16))
    }
}

/// One empty element for each kind and level of block, to be copied.
#[derive(Default)]
struct Patterns(SmallMap<(BlockKind, u8), Part>);

impl Patterns {
    fn copy(&mut self, block: &Block) -> Part {
        let key = (block.kind, block.level);
        if let Some(known) = self.0.get(&key) {
            return known.copy();
        }
        let new = pattern(block);
        let copy = new.copy();
        self.0.insert(key, new);
        copy
    }
}

/// The page has a heading of its own, so those of the text stand one level lower.
fn pattern(block: &Block) -> Part {
    let (name, class, level) = match block.kind {
        BlockKind::Title => ("h2", "block-title", 2),
        BlockKind::Heading => ("h3", "block-heading", 3),
        BlockKind::Kicker => ("p", "block-kicker", 1),
        BlockKind::Byline => ("p", "block-byline", 1),
        BlockKind::Caption => ("p", "block-caption", 1),
        BlockKind::Quotation => ("blockquote", "block-quotation", 1),
        BlockKind::Attribution => ("p", "block-attribution", 1),
        BlockKind::Paragraph => ("p", "block-paragraph", 1),
        BlockKind::Item => ("p", "block-item", 1),
    };
    let part = element(name);
    part.set("class", class);
    if block.level > 0 && block.level + 1 != level {
        part.set("role", "heading");
        part.set("aria-level", &(block.level + 1).to_string());
    }
    part
}
