//! What the person has selected, as a span of the text.

use web_sys::Selection;

use super::TextView;
use crate::text::{CharOffset, Span, trim};

/// A selection that holds more than white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selected {
    /// On whole grapheme clusters, without white space at its ends, and within the text.
    pub span: Span,
    /// It was made from its end to its start, so that the end that moves is the start.
    pub backward: bool,
}

fn selection() -> Option<Selection> {
    web_sys::window()?.get_selection().ok()?
}

impl TextView {
    /// What is selected of the text; `None` where that is nothing, or where others have changed its words.
    pub fn selection(&self) -> Option<Selected> {
        let selection = selection()?;
        let anchor = self.offset_of(&selection.anchor_node()?, selection.anchor_offset())?;
        let focus = self.offset_of(&selection.focus_node()?, selection.focus_offset())?;
        let between = Span::between(anchor, focus)?;
        self.complete();
        if !self.says(&selection, between) {
            return None;
        }
        let span = trim(self.document(), between)?;
        Some(Selected { span, backward: focus < anchor })
    }

    /// The end of the selection that stays and the one that moves, if it is in the text; both the same for a caret.
    pub fn ends(&self) -> Option<(CharOffset, CharOffset)> {
        let selection = selection()?;
        let focus_node = selection.focus_node().filter(|node| self.host().contains(Some(node)))?;
        let anchor = self.offset_of(&selection.anchor_node()?, selection.anchor_offset())?;
        let focus = self.offset_of(&focus_node, selection.focus_offset())?;
        if anchor != focus {
            self.complete();
        }
        Some((anchor, focus))
    }

    /// The end of the selection that moves is in the text, whatever others have made of that.
    pub(super) fn is_selection_here(&self) -> bool {
        let node = selection().and_then(|selection| selection.focus_node());
        node.is_some_and(|node| self.host().contains(Some(&node)))
    }

    /// Where the caret stands, if nothing is selected and it stands in the text.
    pub fn caret(&self) -> Option<CharOffset> {
        let selection = selection().filter(Selection::is_collapsed)?;
        let node = selection.focus_node().filter(|node| self.host().contains(Some(node)))?;
        self.offset_of(&node, selection.focus_offset())
    }

    /// Selects a span as if the person had dragged over it.
    pub fn select(&self, span: Span) {
        self.select_between(span.start(), span.end());
    }

    /// Puts the caret into a gap and selects nothing.
    pub fn set_caret(&self, offset: CharOffset) {
        self.select_between(offset, offset);
    }

    /// Selects from one gap to another, which may lie before it.
    pub fn select_between(&self, anchor: CharOffset, focus: CharOffset) {
        self.mend_at(anchor);
        self.mend_at(focus);
        let Some((anchor, at)) = self.place(anchor) else { return };
        let Some((focus, to)) = self.place(focus) else { return };
        if let Some(selection) = selection() {
            // Refused only for a place outside its node, and these were counted in this DOM.
            let _ = selection.set_base_and_extent(&anchor, at, &focus, to);
        }
    }
}
