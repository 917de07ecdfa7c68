//! Where others have changed the text's DOM (`foreign.rs`): what still says the text is counted through whatever they have
//! put around it, and a block that says something else is built anew.
//!
//! ```text
//!   p  "人民网上海"                      as it was built
//!   p  "人民" mark("网") "上海"          says the text: 上 is still the fourth character
//!   p  font(font("People's Daily"))    does not: nothing is selected or painted there until it is built anew
//! ```

use std::ops::RangeInclusive;

use wasm_bindgen::JsCast;
use web_sys::{CharacterData, Element, Node, Selection};

use super::TextView;
use super::foreign::ForeignWatch;
use super::text_builder::SECTION;
use crate::text::{CharOffset, Place, Span};

/// What a `TreeWalker` stops at (DOM, §6.3): text.
const SHOW_TEXT: u32 = 4;

impl TextView {
    /// Others have changed something in a section.
    pub(super) fn is_touched(&self, section: usize) -> bool {
        self.sections().watch().is_some_and(|watch| watch.is_touched(section))
    }

    /// The sections in which others have changed something.
    fn touched(&self) -> Vec<usize> {
        self.sections().watch().map(ForeignWatch::touched).unwrap_or_default()
    }

    /// Changes by others so far, and what was mended of them: the places of another version may be wrong.
    pub fn version(&self) -> u32 {
        self.sections().watch().map_or(0, ForeignWatch::version)
    }

    /// Calls after each change by others, instead of whom it called before. It is called in the midst of whatever asks for
    /// a place, so what it does must come later.
    pub fn on_foreign_change(&self, call: impl Fn() + 'static) {
        if let Some(watch) = self.sections().watch() {
            watch.listen(call);
        }
    }

    /// A block says its text, and stands in the page.
    pub(super) fn is_whole(&self, number: usize) -> bool {
        if !self.is_touched(number / SECTION) {
            return true;
        }
        let element = self.block_element(number).filter(|element| self.host().contains(Some(element)));
        let words = self.document().blocks().get(number).and_then(|block| self.document().slice(block.span));
        element.and_then(|element| element.text_content()).as_deref() == words
    }

    /// A section says its text. Then each place in it is certain, even where a block was cut in two.
    pub(super) fn is_section_whole(&self, section: usize) -> bool {
        if !self.is_touched(section) {
            return true;
        }
        let start = self.sections().start_of(section);
        let words = Span::new(start, self.sections().start_of(section + 1))
            .and_then(|span| self.document().slice(span));
        let element = self.sections().elements().get(section);
        let element = element.filter(|element| self.host().contains(Some(element)));
        element.and_then(|element| element.text_content()).as_deref() == words
    }

    /// The text node of a gap in a section that others have touched.
    pub(super) fn place_among_others(&self, number: usize, place: Place) -> Option<(Node, u32)> {
        let span = self.document().blocks().get(number).map(|block| block.span);
        let in_block = span.filter(|span| span.start() <= place.char && place.char <= span.end());
        let (element, start) = if let Some(span) = in_block.filter(|_| self.is_whole(number)) {
            (self.block_element(number)?, span.start())
        } else if self.is_section_whole(number / SECTION) {
            let section = number / SECTION;
            (self.sections().elements().get(section)?.clone(), self.sections().start_of(section))
        } else {
            return None;
        };
        walk(&element, place.utf16.get() - self.document().at(start)?.utf16.get())
    }

    /// What the reader sees selected is what the text has between these gaps: others may have put blocks in another order,
    /// or words between them.
    pub(super) fn says(&self, selection: &Selection, between: Span) -> bool {
        let blocks = self.blocks_of(between);
        let sections = blocks.start() / SECTION..=blocks.end() / SECTION;
        if !self.touched().iter().any(|section| sections.contains(section)) {
            return true;
        }
        self.complete();
        let seen = selection.get_range_at(0).ok().map(|range| String::from(range.to_string()));
        seen.as_deref() == self.document().slice(between)
    }

    fn blocks_of(&self, span: Span) -> RangeInclusive<usize> {
        self.document().block_at(span.start())..=self.document().block_at(span.end().minus(1))
    }

    /// Builds anew what others have changed at the ends of spans, so that these can be painted, selected and shown.
    pub fn mend(&self, spans: impl IntoIterator<Item = Span>) {
        if self.touched().is_empty() {
            return;
        }
        for span in spans {
            self.mend_at(span.start());
            self.mend_at(span.end().minus(1));
        }
    }

    /// The same for the block of a gap.
    pub(super) fn mend_at(&self, offset: CharOffset) {
        self.mend_block(self.document().block_at(offset));
    }

    /// Where the selection, or the caret, lies in what others have changed: builds that anew, puts the caret there, and
    /// says so. Whatever was selected is not what the reader saw.
    pub fn mend_selection(&self) -> bool {
        let Some(selection) = web_sys::window().and_then(|window| window.get_selection().ok()?) else {
            return false;
        };
        let Some(refused) = self.refused(&selection) else { return false };
        self.mend_blocks(refused.clone());
        let start = self.document().blocks().get(*refused.start()).map(|block| block.span.start());
        self.set_caret(start.unwrap_or(CharOffset::new(0)));
        true
    }

    /// The blocks of a selection that cannot be read as a span of the text.
    fn refused(&self, selection: &Selection) -> Option<RangeInclusive<usize>> {
        let ends = [
            (selection.anchor_node()?, selection.anchor_offset()),
            (selection.focus_node()?, selection.focus_offset()),
        ];
        let is_here = |(node, _): &(Node, u32)| self.host().contains(Some(node));
        if !ends.iter().any(is_here) {
            return None;
        }
        let offsets = ends.clone().map(|(node, offset)| self.offset_of(&node, offset));
        if let [Some(anchor), Some(focus)] = offsets {
            let span = Span::between(anchor, focus)?;
            return (!self.says(selection, span)).then(|| self.blocks_of(span));
        }
        let [one, other] = ends.map(|(node, offset)| self.blocks_at(&node, offset));
        Some(*one.start().min(other.start())..=*one.end().max(other.end()))
    }

    /// The blocks that a place of the DOM may be of: its own, or those of its section, or all.
    fn blocks_at(&self, node: &Node, offset: u32) -> RangeInclusive<usize> {
        if let Some((number, _)) = self.block_around(node) {
            return number..=number;
        }
        if let Some(offset) = self.offset_of(node, offset) {
            let number = self.document().block_at(offset);
            return number..=number;
        }
        let last = self.document().blocks().len().saturating_sub(1);
        let section = self.section_around(node);
        section.map_or(0..=last, |section| section * SECTION..=last.min(section * SECTION + SECTION - 1))
    }

    /// Builds a block anew where it does not say its text.
    fn mend_block(&self, number: usize) {
        if !self.is_whole(number) && !self.is_section_whole(number / SECTION) {
            self.mend_blocks(number..=number);
        }
    }

    /// Builds those of these blocks anew that do not say their text, and brings all of them into their order.
    fn mend_blocks(&self, blocks: RangeInclusive<usize>) {
        let sections = blocks.start() / SECTION..=blocks.end() / SECTION;
        let touched = self.touched();
        let touched = touched.into_iter().filter(|section| sections.contains(section));
        let broken: Vec<usize> = blocks.filter(|number| !self.is_whole(*number)).collect();
        self.sections().quietly(|| {
            for number in broken {
                self.sections().fill_block(number);
            }
            if !self.sections().stand_in_order() {
                self.sections().lay_again();
            }
            touched.for_each(|section| self.mend_section(section));
        });
        self.sections().watch().into_iter().for_each(ForeignWatch::count);
    }

    /// Where all blocks of a section say their text and the section says more, or something is not in its place, nothing but
    /// they are put into it. Then, with nothing of others in it, it counts as untouched.
    fn mend_section(&self, section: usize) {
        let last = self.document().blocks().len().min((section + 1) * SECTION);
        let elements = || (section * SECTION..last).filter_map(|number| self.block_element(number));
        let parent = self.sections().elements().get(section);
        let is_lost = elements().any(|element| parent.is_none_or(|parent| !parent.contains(Some(&element))));
        let says = || (section * SECTION..last).all(|number| self.is_whole(number));
        if is_lost || says() && !self.is_section_whole(section) {
            self.sections().lay_blocks_again(section);
        }
        let has_one_text = |element: &Element| {
            let children = element.child_nodes();
            children.length() == 1
                && children.item(0).is_some_and(|child| child.node_type() == Node::TEXT_NODE)
        };
        let is_direct = |element: &Element| element.parent_element().as_ref() == parent;
        let count = parent.map_or(0, |parent| parent.children().length() as usize);
        let is_alone = count == last.saturating_sub(section * SECTION);
        let is_as_built = |element: Element| is_direct(&element) && has_one_text(&element);
        if is_alone && self.is_section_whole(section) && elements().all(is_as_built) {
            self.sections().watch().into_iter().for_each(|watch| watch.forget(section));
        }
    }
}

/// The first text node that reaches to so many code units behind the beginning of an element, and where in it.
fn walk(element: &Element, units: u32) -> Option<(Node, u32)> {
    let document = element.owner_document()?;
    let walker = document.create_tree_walker_with_what_to_show(element, SHOW_TEXT).ok()?;
    let mut left = units;
    while let Some(node) = walker.next_node().ok()? {
        let length = node.dyn_ref::<CharacterData>()?.length();
        if left <= length && length > 0 {
            return Some((node, left));
        }
        left = left.checked_sub(length)?;
    }
    None
}
