//! One document on the page, and the way between its offsets and the places of the DOM.

use std::rc::Rc;
use std::sync::Arc;

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Range, StaticRange, StaticRangeInit};

use super::text_builder::{SECTION, Sections};
use crate::text::{CharOffset, Document, Span, Utf16Offset};

/// A document whose DOM was built into a host element. The DOM is never changed afterwards: it ends when another view
/// is built into the same host.
#[derive(Debug)]
pub struct TextView {
    host: Element,
    document: Arc<Document>,
    sections: Rc<Sections>,
    /// Tells this DOM from one that was built into the same host before.
    built: Rc<()>,
}

impl TextView {
    /// Clears the host and builds the document into it.
    pub fn new(host: &Element, document: Arc<Document>) -> Self {
        let sections = Rc::new(Sections::new(host, document.clone()));
        fill_soon(&sections);
        Self { host: host.clone(), document, sections, built: Rc::new(()) }
    }

    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    pub fn host(&self) -> &Element {
        &self.host
    }

    pub(super) fn sections(&self) -> &Sections {
        &self.sections
    }

    /// Makes the DOM whole now. What is selected over several sections is then copied whole.
    pub(super) fn complete(&self) {
        self.sections.fill_all();
    }

    pub(super) fn built(&self) -> &Rc<()> {
        &self.built
    }

    /// The element of the block with this number.
    pub fn block_element(&self, number: usize) -> Option<Element> {
        self.sections.block(number)
    }

    /// A live range over a span.
    pub fn range(&self, span: Span) -> Option<Range> {
        let (start, at) = self.place(span.start())?;
        let (end, to) = self.place(span.end())?;
        let range = Range::new().ok()?;
        range.set_start(&start, at).ok()?;
        range.set_end(&end, to).ok()?;
        Some(range)
    }

    /// A range over a span that the browser need not keep up to date: where others change the DOM, it is made anew.
    pub fn static_range(&self, span: Span) -> Option<StaticRange> {
        let (start, at) = self.place(span.start())?;
        let (end, to) = self.place(span.end())?;
        StaticRange::new(&StaticRangeInit::new(&end, to, &start, at)).ok()
    }

    /// The text node in which a gap lies, and where in it; `None` where others have changed what stands there.
    pub(super) fn place(&self, offset: CharOffset) -> Option<(Node, u32)> {
        let place = self.document.at(offset)?;
        let number = self.document.block_at(offset);
        if self.is_touched(number / SECTION) {
            return self.place_among_others(number, place);
        }
        let Some(block) = self.document.blocks().get(number) else {
            return Some((self.host.first_child()?, place.utf16.get()));
        };
        let element = self.block_element(number)?;
        let (node, from) = if offset < block.span.start() {
            (element.previous_sibling()?, CharOffset::new(0))
        } else if offset > block.span.end() {
            (element.next_sibling()?, block.span.end())
        } else {
            (element.first_child()?, block.span.start())
        };
        Some((node, place.utf16.get() - self.document.at(from)?.utf16.get()))
    }

    /// The gap at a place of the DOM, whatever elements others have put around the text there; `None` where they have put
    /// other words. A place before the host is taken for the beginning of the text, one behind it for the end. The cost
    /// is by the length of a section.
    pub(super) fn offset_of(&self, node: &Node, offset: u32) -> Option<CharOffset> {
        if !self.host.contains(Some(node)) {
            return self.offset_outside(node, offset);
        }
        if let Some((number, element)) = self.block_around(node).filter(|(number, _)| self.is_whole(*number))
        {
            let start = self.document.blocks().get(number)?.span.start();
            return self.offset_in(start, units_before(&element, node, offset)?);
        }
        if let Some(section) = self.section_around(node) {
            let element = self.sections.elements().get(section)?;
            self.sections.fill(section);
            let is_whole = self.is_section_whole(section);
            let start = self.sections.start_of(section);
            return if is_whole { self.offset_in(start, units_before(element, node, offset)?) } else { None };
        }
        // Between the sections.
        self.complete();
        let mut behind = node.child_nodes().item(offset).filter(|_| node.is_same_node(Some(&self.host)));
        while let Some(node) = behind {
            if let Some(section) = self.section_around(&node) {
                return Some(self.sections.start_of(section));
            }
            behind = node.next_sibling();
        }
        node.is_same_node(Some(&self.host)).then(|| self.document.end().char)
    }

    /// The block that a node is, or lies in, and its element.
    pub(super) fn block_around(&self, node: &Node) -> Option<(usize, Element)> {
        let mut around = Some(node.clone());
        while let Some(node) = around.filter(|node| !node.is_same_node(Some(&self.host))) {
            let number = block_start(&node).map(|start| self.document.block_at(start));
            // Others may have made a copy of it.
            let block = number.and_then(|number| Some((number, self.block_element(number)?)));
            if let Some(block) = block.filter(|(_, element)| element.is_same_node(Some(&node))) {
                return Some(block);
            }
            around = node.parent_node();
        }
        None
    }

    pub(super) fn section_around(&self, node: &Node) -> Option<usize> {
        self.sections.watch()?.section_around(node)
    }

    fn offset_outside(&self, node: &Node, offset: u32) -> Option<CharOffset> {
        let whole = Range::new().ok()?;
        whole.select_node_contents(&self.host).ok()?;
        // A place that is neither before nor behind is in the host.
        let side = whole.compare_point(node, offset).ok()?;
        Some(if side < 0 { CharOffset::new(0) } else { self.document.end().char })
    }

    /// So many code units behind a gap. Between the halves of a surrogate pair it is the gap before it.
    fn offset_in(&self, start: CharOffset, units: u32) -> Option<CharOffset> {
        let wanted = self.document.at(start)?.utf16.plus(units);
        let place = self.document.at_utf16(wanted);
        let place = place.or_else(|| self.document.at_utf16(Utf16Offset::new(wanted.get().checked_sub(1)?)));
        place.map(|place| place.char)
    }
}

/// Fills what is empty yet, between what else the browser has to do.
fn fill_soon(sections: &Rc<Sections>) {
    let waiting = Rc::downgrade(sections);
    Timeout::new(0, move || {
        if let Some(sections) = waiting.upgrade().filter(|sections| !sections.fill_some()) {
            fill_soon(&sections);
        }
    })
    .forget();
}

/// Two views are the same when they are of the same DOM.
impl PartialEq for TextView {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.built, &other.built)
    }
}

/// Code units of the text in an element before a place in it, whatever elements they lie in.
fn units_before(element: &Element, node: &Node, offset: u32) -> Option<u32> {
    let is_its_text = node.node_type() == Node::TEXT_NODE && element.first_child().as_ref() == Some(node);
    if is_its_text {
        return Some(offset);
    }
    let before = Range::new().ok()?;
    before.set_start(element, 0).ok()?;
    before.set_end(node, offset).ok()?;
    Some(before.to_string().length())
}

/// Where a block's element says that it starts; `None` for any other node.
fn block_start(node: &Node) -> Option<CharOffset> {
    let start = node.dyn_ref::<Element>()?.get_attribute("data-start")?;
    start.parse().ok().map(CharOffset::new)
}
