//! Builds the DOM of a document, once: one element with one text node for each block, and what lies between blocks as
//! text nodes between them, so that the text content of the whole is the document's text.
//!
//! ```text
//!   host lang="zh-Hans" translate="no"
//!     section                                           only in long documents: 70 blocks each
//!       h2 class="block-title" dir="auto" data-start="0"    "党旗飘扬"
//!       "\n"
//!       p class="block-paragraph" dir="auto" data-start="5" "人民网上海…"
//!       "\n"
//! ```
//!
//! The elements of the blocks are kept, since others may put theirs between them. A block that others changed is filled
//! again; nothing else of the DOM is built a second time.
//!
//! A document of 14 MB has 68,000 blocks. So the text of a section crosses into JavaScript in one piece and is cut there,
//! elements are copied from a pattern, and methods of the DOM are declared here with the arguments that make a call
//! cheap. Of a document with many sections the first are filled at once, and the others a few at a time, or when somebody
//! asks for one.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use js_sys::{Array, JsString};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, Node};

use super::foreign::ForeignWatch;
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
    host: Element,
    /// The parents of the blocks: the sections, or the host itself.
    elements: Vec<Element>,
    /// The blocks of each section, once it is filled.
    blocks: RefCell<Vec<Option<Array>>>,
    watch: Option<ForeignWatch>,
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
        part.set("translate", "no");
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
            host: host.clone(),
            blocks: RefCell::new(vec![None; count]),
            watch: ForeignWatch::new(host, &elements),
            elements,
        };
        sections.fill_from(0, AT_ONCE);
        sections
    }

    /// What others do to these elements; `None` where the browser does not tell.
    pub fn watch(&self) -> Option<&ForeignWatch> {
        self.watch.as_ref()
    }

    /// Does something to the elements that is not taken for a change by others.
    pub fn quietly(&self, act: impl FnOnce()) {
        match &self.watch {
            Some(watch) => watch.quietly(act),
            None => act(),
        }
    }

    /// The element of the block with this number, whatever others have made of it.
    pub fn block(&self, number: usize) -> Option<Element> {
        let section = number / SECTION;
        self.fill(section);
        let blocks = self.blocks.borrow();
        blocks.get(section)?.as_ref()?.get((number % SECTION) as u32).dyn_into().ok()
    }

    /// The parents of the blocks, each of [`SECTION`] but the last. Some may be empty yet.
    pub fn elements(&self) -> &[Element] {
        &self.elements
    }

    /// Fills some more. Nothing is left to fill where it says so.
    pub fn fill_some(&self) -> bool {
        let from = self.next.get();
        if from < self.elements.len() {
            self.fill_from(from, AT_A_TIME);
            self.next.set(from + AT_A_TIME);
        }
        self.next.get() >= self.elements.len()
    }

    fn fill_from(&self, first: usize, count: usize) {
        self.quietly(|| (first..first + count).for_each(|number| self.fill_now(number)));
    }

    /// Fills all that is left.
    pub fn fill_all(&self) {
        while !self.fill_some() {}
    }

    /// Fills this one now, if it is empty.
    pub fn fill(&self, number: usize) {
        if self.blocks.borrow().get(number).is_some_and(Option::is_none) {
            self.quietly(|| self.fill_now(number));
        }
    }

    fn fill_now(&self, number: usize) {
        if let Some(built) = self.blocks.borrow_mut().get_mut(number).filter(|built| built.is_none()) {
            let mut patterns = self.patterns.borrow_mut();
            let blocks = Array::new();
            self.lay(number, |text, block, _| {
                let part = patterns.copy(block);
                part.set_number(&self.start, block.span.start().get());
                if let Some(words) = text {
                    part.append_text(&words);
                }
                blocks.push(&part);
                part
            });
            *built = Some(blocks);
        }
    }

    /// Puts the blocks of a section into it again, and nothing but them and what lies between them.
    pub fn lay_blocks_again(&self, number: usize) {
        self.elements.get(number).into_iter().for_each(|parent| parent.set_text_content(None));
        let blocks = self.blocks.borrow();
        let Some(blocks) = blocks.get(number).and_then(Option::as_ref) else { return };
        self.lay(number, |_, _, place| blocks.get(place).unchecked_into());
    }

    /// Appends the blocks of one section, each with what lies behind it. `part` makes the element of a block from its
    /// text and has its place among those of the section.
    fn lay(&self, number: usize, mut part: impl FnMut(Option<JsString>, &Block, u32) -> Part) {
        let here = Span::new(self.start_of(number), self.start_of(number + 1));
        let Some((parent, here)) = self.elements.get(number).zip(here) else { return };
        let (parent, mut text): (&Part, _) = (parent.unchecked_ref(), Cutter::new(&self.document, here));
        let (blocks, first) = (self.document.blocks(), number * SECTION);
        let end = self.document.end().char;
        let start = |number: usize| blocks.get(number).map_or(end, |block| block.span.start());
        append_gap(parent, text.cut_to(start(first)).as_ref());
        for (place, block) in (0..).zip(blocks.iter().skip(first).take(SECTION)) {
            let words = text.cut_to(block.span.end());
            parent.append_part(&part(words, block, place));
            append_gap(parent, text.cut_to(start(first + place as usize + 1)).as_ref());
        }
    }

    /// Writes a block's own text into its element, instead of what stands there.
    pub fn fill_block(&self, number: usize) {
        let block = self.document.blocks().get(number);
        let words = block.and_then(|block| self.document.slice(block.span));
        if let Some((element, words)) = self.block(number).zip(words) {
            element.set_text_content(Some(words));
        }
    }

    /// The host has its sections as they were built, and nothing else.
    pub fn stand_in_order(&self) -> bool {
        let children = self.host.child_nodes();
        let is_there =
            |(place, section): (u32, &Element)| section.is_same_node(children.item(place).as_ref());
        let all =
            || children.length() as usize == self.elements.len() && (0..).zip(&self.elements).all(is_there);
        self.elements.len() < 2 || all()
    }

    /// Puts the sections into the host again, and nothing else.
    pub fn lay_again(&self) {
        self.host.set_text_content(None);
        let host: &Part = self.host.unchecked_ref();
        self.elements.iter().for_each(|section| host.append_part(section.unchecked_ref()));
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
    // A text may have lines of both directions, whatever the page's is.
    part.set("dir", "auto");
    if block.level > 0 && block.level + 1 != level {
        part.set("role", "heading");
        part.set("aria-level", &(block.level + 1).to_string());
    }
    part
}
