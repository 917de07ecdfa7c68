//! Builds the DOM of a document, once: one element with one text node for each block, and what lies between blocks as
//! text nodes between them, so that the text content of the whole is the document's text.
//!
//! ```text
//!   host lang="zh-Hans"
//!     section                                 only in long documents: 70 blocks each
//!       h2 class="block-title" data-start="0"    "党旗飘扬"
//!       "\n"
//!       p class="block-paragraph" data-start="5" "人民网上海…"
//!       "\n"
//! ```
//!
//! A document of 14 MB has 68,000 blocks. So the text of a section crosses into JavaScript in one piece and is cut there,
//! elements are copied from a pattern, and methods of the DOM are declared here with the arguments that make a call
//! cheap. Of a document with many sections the first are filled at once, and the others a few at a time, or when somebody
//! asks for one.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use js_sys::JsString;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, Node};

use crate::model::SmallMap;
use crate::text::{Block, BlockKind, CharOffset, Document, Span};

/// Blocks in a section. Sections out of sight are not laid out (`content-visibility`): with one for each block
/// scrolling is slower than without any, with one for all nothing is gained.
pub const SECTION: usize = 70;

#[wasm_bindgen]
extern "C" {
    /// An element that is being built. Nothing it is asked here can fail.
    #[wasm_bindgen(extends = Element, extends = Node)]
    #[derive(Clone, Debug)]
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

/// So many sections are filled at once; and then so many at a time, which takes a few milliseconds.
const AT_ONCE: usize = 40;
const AT_A_TIME: usize = 64;

/// The elements of a document's text, which are filled by and by.
#[derive(Debug)]
pub struct Sections {
    document: Arc<Document>,
    /// The parents of the blocks: the sections, or the host itself.
    elements: Vec<Element>,
    /// No section before this one is empty.
    next: Cell<usize>,
    patterns: RefCell<Patterns>,
    start: JsString,
}

impl Sections {
    /// Empties the host and builds the beginning of the document into it.
    pub fn new(host: &Element, document: Arc<Document>) -> Self {
        host.set_text_content(None);
        let part: &Part = host.unchecked_ref();
        part.set("lang", &document.info().language);
        let count = document.blocks().len().div_ceil(SECTION).max(1);
        let elements = if count == 1 {
            vec![host.clone()]
        } else {
            let build = |_| {
                let section = element("section");
                part.append_part(&section);
                section.unchecked_into()
            };
            (0..count).map(build).collect()
        };
        let sections = Self {
            document,
            next: Cell::new(0),
            patterns: RefCell::default(),
            start: JsString::from("data-start"),
            elements,
        };
        (0..AT_ONCE.min(count)).for_each(|number| sections.fill(number));
        sections
    }

    /// The parents of the blocks, each of [`SECTION`] but the last. Some may be empty yet.
    pub fn elements(&self) -> &[Element] {
        &self.elements
    }

    /// The parent of these blocks, with all of them in it.
    pub fn filled(&self, number: usize) -> Option<&Element> {
        self.fill(number);
        self.elements.get(number)
    }

    /// Fills some more. Nothing is left to fill where it says so.
    pub fn fill_some(&self) -> bool {
        let from = self.next.get();
        self.next.set(from + AT_A_TIME);
        (from..from + AT_A_TIME).for_each(|number| self.fill(number));
        self.next.get() >= self.elements.len()
    }

    /// Fills all that is left.
    pub fn fill_all(&self) {
        while !self.fill_some() {}
    }

    /// Fills this one now, if it is empty.
    pub fn fill(&self, number: usize) {
        let parent = self.elements.get(number).filter(|parent| parent.first_child().is_none());
        let here = Span::new(self.start_of(number), self.start_of(number + 1));
        if let Some((parent, here)) = parent.zip(here) {
            let text = Cutter::new(&self.document, here);
            let (parent, patterns) = (parent.unchecked_ref(), &mut self.patterns.borrow_mut());
            fill(parent, &self.document, number, text, patterns, &self.start);
        }
    }

    /// Where a section begins: the first with what lies before its first block; the end of the text behind the last.
    pub fn start_of(&self, number: usize) -> CharOffset {
        match self.document.blocks().get(number * SECTION) {
            _ if number == 0 => CharOffset::new(0),
            Some(block) => block.span.start(),
            None => self.document.end().char,
        }
    }
}

/// Appends the blocks of one section, each with what lies behind it.
fn fill(
    parent: &Part,
    document: &Document,
    number: usize,
    mut text: Cutter,
    patterns: &mut Patterns,
    start: &JsString,
) {
    let blocks = document.blocks();
    let first = number * SECTION;
    let leading = blocks.get(first).map_or(document.end().char, |block| block.span.start());
    append_gap(parent, text.cut_to(leading).as_ref());
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

/// Walks through a piece of the text and cuts off what was passed.
struct Cutter<'a> {
    script: JsString,
    rest: std::str::Chars<'a>,
    char: CharOffset,
    utf16: u32,
}

impl<'a> Cutter<'a> {
    fn new(document: &'a Document, piece: Span) -> Self {
        let text = document.slice(piece).unwrap_or_default();
        Self { script: JsString::from(text), rest: text.chars(), char: piece.start(), utf16: 0 }
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
#[derive(Debug, Default)]
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
