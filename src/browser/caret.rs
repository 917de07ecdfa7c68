//! The caret in a text that cannot be edited. It is the browser's own selection, moved by `Selection.modify` (an
//! extension that all engines share) and by what the document knows; only its mark on the page is drawn here.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Interval;
use web_sys::{HtmlElement, Selection};

use super::geometry::{Edge, MARGIN, STEP};
use super::placing::pixels;
use super::{Corner, TextView, place};
use crate::text::{CharOffset, Span, block_direction, next_cluster, previous_cluster};

/// A step of the caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// A grapheme cluster to the right, or to the left. Where the block runs to the left, that is on in the text.
    Character { rightward: bool },
    /// A word likewise, as the browser's dictionary has it.
    Word { rightward: bool },
    /// A line on the screen.
    Line { forward: bool },
    /// To the beginning or the end of the line.
    LineEdge { forward: bool },
    /// To the beginning of this paragraph or of the next.
    Paragraph { forward: bool },
    /// Most of a screen.
    Page { forward: bool },
    /// To the beginning or the end of the text.
    TextEdge { forward: bool },
}

/// Lines that a page moves by: a screen has more, so that the eye finds its place again.
const PAGE: usize = 12;

fn selection() -> Option<Selection> {
    web_sys::window()?.get_selection().ok()?
}

impl TextView {
    /// Moves the caret, or with `extend` the end of the selection that moves. Where none stands in the text, it begins
    /// at the beginning.
    pub fn move_caret(&self, motion: Motion, extend: bool) {
        let Some((anchor, focus)) = self.ends() else {
            // Where others have changed what it stands in, that is built anew, and it stands at the beginning there.
            if !self.mend_selection() {
                self.set_caret(self.first_in_sight());
            }
            return;
        };
        let is_forward =
            |rightward: bool| rightward != block_direction(self.document(), focus).is_right_to_left();
        match motion {
            // The browser would collapse a selection to its end without moving on; so does this.
            Motion::Character { rightward } if extend || anchor == focus => {
                self.go(anchor, self.cluster_beside(focus, is_forward(rightward)), extend);
            }
            Motion::Character { rightward } => {
                let to = if is_forward(rightward) { anchor.max(focus) } else { anchor.min(focus) };
                self.set_caret(to);
            }
            Motion::Word { rightward } => modify(extend, is_forward(rightward), "word", 1),
            Motion::Line { forward } => modify(extend, forward, "line", 1),
            Motion::LineEdge { forward } => modify(extend, forward, "lineboundary", 1),
            Motion::Page { forward } => modify(extend, forward, "line", PAGE),
            Motion::Paragraph { forward } => self.go(anchor, self.paragraph_beside(focus, forward), extend),
            Motion::TextEdge { forward } => {
                let to = if forward { self.document().end().char } else { CharOffset::new(0) };
                self.go(anchor, to, extend);
            }
        }
        self.keep_in_sight();
    }

    /// Selects the dictionary word that the character behind a gap is in, or what the browser takes for a word.
    pub fn select_word(&self, offset: CharOffset) {
        if let Some(word) = self.word_at(offset) {
            return self.select(word);
        }
        self.set_caret(self.cluster_beside(offset, true));
        modify(false, false, "word", 1);
        modify(true, true, "word", 1);
    }

    fn go(&self, anchor: CharOffset, to: CharOffset, extend: bool) {
        if extend {
            self.select_between(anchor, to);
        } else {
            self.set_caret(to);
        }
    }

    /// The next gap between clusters; over the line feed between two blocks in one step.
    fn cluster_beside(&self, offset: CharOffset, forward: bool) -> CharOffset {
        let document = self.document();
        if forward { next_cluster(document, offset) } else { previous_cluster(document, offset) }
    }

    fn paragraph_beside(&self, offset: CharOffset, forward: bool) -> CharOffset {
        let document = self.document();
        let start = |number: usize| document.blocks().get(number).map(|block| block.span.start());
        let here = document.block_at(offset);
        if forward {
            return start(here + 1).unwrap_or(document.end().char);
        }
        let before = start(here).filter(|start| *start < offset);
        before.or_else(|| start(here.checked_sub(1)?)).unwrap_or(CharOffset::new(0))
    }

    /// Where the text that is in sight begins.
    pub fn first_in_sight(&self) -> CharOffset {
        let host = self.host().get_bounding_client_rect();
        let (left, right) = (host.left() + STEP, host.right() - STEP);
        let mut heights = (1_u8..40).map(|step| MARGIN + f64::from(step) * STEP);
        // A quotation set apart begins further in, and a line that runs to the left at the right.
        let at = |top| {
            let there = [left, left + 2.0 * STEP, right, right - 2.0 * STEP];
            let there = there.into_iter().find_map(|x| self.offset_at(x, top));
            there.or_else(|| self.gap_not_laid_out(left, top))
        };
        heights.find_map(at).unwrap_or(CharOffset::new(0))
    }

    /// Scrolls by as little as shows the end that moves.
    fn keep_in_sight(&self) {
        let Some(window) = web_sys::window() else { return };
        let height = window.inner_height().ok().and_then(|height| height.as_f64());
        let Some((height, edge)) = height.zip(self.ends().and_then(|(_, focus)| self.caret_edge(focus)))
        else {
            return;
        };
        let above = edge.top - MARGIN;
        let below = edge.bottom - (height - MARGIN);
        if above < 0.0 {
            window.scroll_by_with_x_and_y(0.0, above);
        } else if below > 0.0 {
            window.scroll_by_with_x_and_y(0.0, below);
        }
    }

    /// Where the caret is drawn at a gap: where the character behind it begins, or else where the one before it ends.
    fn caret_edge(&self, offset: CharOffset) -> Option<Edge> {
        let behind = || self.start_edge(Span::new(offset, next_cluster(self.document(), offset))?);
        let before = || self.end_edge(Span::new(previous_cluster(self.document(), offset), offset)?);
        behind().or_else(before)
    }
}

fn modify(extend: bool, forward: bool, granularity: &str, times: usize) {
    let Some(selection) = selection() else { return };
    let alter = if extend { "extend" } else { "move" };
    let direction = if forward { "forward" } else { "backward" };
    for _ in 0..times {
        // A browser that lacks the granularity leaves the caret where it is.
        let _ = selection.modify(alter, direction, granularity);
    }
}

/// The mark of the caret: shown where the caret stands while the text has the focus.
pub struct CaretMark {
    _listeners: Vec<EventListener>,
}

/// Milliseconds that it is there, and then is not. An animation of the style sheet would make each frame of the page dearer:
/// the browser works out styles and paints for it, at every movement of a long text.
const BLINK: u32 = 550;

impl CaretMark {
    /// Keeps `mark`, an element in the box around the text, where the caret is, until it is dropped.
    pub fn new(view: Rc<TextView>, mark: HtmlElement) -> Self {
        let blinking = RefCell::new(None);
        let draw = Rc::new(move || {
            let is_shown = draw(&view, &mark);
            blinking.replace(is_shown.then(|| blink(mark.clone())));
        });
        let mut listeners = Vec::new();
        if let Some(window) = web_sys::window() {
            let document = window.document();
            for name in ["selectionchange", "focusin", "focusout"] {
                let draw = draw.clone();
                listeners.extend(
                    document.as_ref().map(|document| EventListener::new(document, name, move |_| draw())),
                );
            }
            listeners.push(EventListener::new(&window, "resize", move |_| draw()));
        }
        Self { _listeners: listeners }
    }
}

/// From now on, with the mark there.
fn blink(mark: HtmlElement) -> Interval {
    let toggle = move |is_off: bool| {
        // The name is a constant and well formed, which is all that could be refused.
        let _ = mark.class_list().toggle_with_force("off", is_off);
    };
    toggle(false);
    let is_off = Cell::new(false);
    Interval::new(BLINK, move || {
        is_off.set(!is_off.get());
        toggle(is_off.get());
    })
}

/// Says whether it is shown.
fn draw(view: &TextView, mark: &HtmlElement) -> bool {
    let active = web_sys::window().and_then(|window| window.document()?.active_element());
    let focused = active.is_some_and(|active| view.host().contains(Some(&active)));
    if focused && !view.is_selection_here() {
        view.set_caret(view.first_in_sight());
    }
    let near = |caret: &CharOffset| {
        Span::new(caret.minus(1), caret.plus(1)).is_some_and(|span| view.is_near(span, 1.0))
    };
    // Each of these makes the browser lay the page out, and the focus goes elsewhere in the middle of a change.
    let caret = if focused { view.caret().filter(near) } else { None };
    let shown = caret.and_then(|caret| view.caret_edge(caret)).and_then(|edge| {
        let frame = mark.offset_parent()?;
        Some((edge, frame.get_bounding_client_rect()))
    });
    let is_shown = shown.is_some();
    // The name is a constant and well formed, which is all that could be refused.
    let _ = mark.class_list().toggle_with_force("shown", is_shown);
    if let Some((edge, frame)) = shown {
        place(mark, Corner { left: edge.x - frame.left(), top: edge.top - frame.top() });
        let _ = mark.style().set_property("height", &pixels(edge.bottom - edge.top));
    }
    is_shown
}
