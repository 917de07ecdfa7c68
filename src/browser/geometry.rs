//! Where the text stands on the screen: what lies under a point, where a span's lines are, and bringing it into sight.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{CaretPosition, DomRect, Element, Node, ScrollBehavior, ScrollToOptions};

use super::{TextView, prefers_reduced_motion};
use crate::text::{
    CharOffset, Direction, Span, block_direction, direction_at, next_cluster, previous_cluster,
};

/// How near to the edge of the window the caret may come, in pixels: the bar stands over the top.
pub(super) const MARGIN: f64 = 96.0;

/// Less than a line is high, in pixels.
pub(super) const STEP: f64 = 16.0;

#[wasm_bindgen]
extern "C" {
    /// The document, asked in a way that fails softly where a browser lacks the answer.
    type Screen;
    #[wasm_bindgen(thread_local_v2, js_name = document)]
    static DOCUMENT: Screen;
    /// CSSOM View, §6.2.
    #[wasm_bindgen(method, catch, js_name = caretPositionFromPoint)]
    fn caret_position(this: &Screen, x: f64, y: f64) -> Result<Option<CaretPosition>, wasm_bindgen::JsValue>;
}

/// A rectangle in CSS pixels of the viewport.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Rect {
    fn of(rect: &DomRect) -> Self {
        Self { left: rect.left(), top: rect.top(), right: rect.right(), bottom: rect.bottom() }
    }

    pub(super) fn middle(self) -> f64 {
        f64::midpoint(self.top, self.bottom)
    }

    /// The point is on the line of this character: the leading above and below is the character's too, as are the
    /// underlines that stand in it, but nothing beside it is.
    fn is_hit(self, x: f64, y: f64) -> bool {
        let leading = (self.bottom - self.top) * 0.4;
        let beside = x < self.left || x >= self.right;
        !beside && y >= self.top - leading && y < self.bottom + leading
    }
}

/// An end of a span on the screen: a line without width at the side of a character where it begins or ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    pub x: f64,
    pub top: f64,
    pub bottom: f64,
    /// Of the character, so that the span lies to the left of where it begins if that is to the left.
    pub direction: Direction,
}

impl Edge {
    fn of(rect: Rect, direction: Direction, is_start: bool) -> Self {
        let is_left = is_start != direction.is_right_to_left();
        let x = if is_left { rect.left } else { rect.right };
        Self { x, top: rect.top, bottom: rect.bottom, direction }
    }

    pub(super) fn middle(self) -> f64 {
        f64::midpoint(self.top, self.bottom)
    }
}

/// The first and the last line of a span.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpanRects {
    pub first: Rect,
    pub last: Rect,
}

/// A section of the text, from its first character, and where it stands in the window.
#[derive(Clone, Copy, Debug)]
pub struct Stretch {
    pub start: CharOffset,
    pub end: CharOffset,
    pub top: f64,
    pub height: f64,
}

impl Stretch {
    /// About the first character that begins so far down or further: as far in as that is down.
    #[expect(clippy::cast_sign_loss, reason = "what lies above it is taken for its beginning")]
    pub(super) fn offset_at(self, top: f64) -> CharOffset {
        let count = f64::from(self.end.get().saturating_sub(self.start.get()));
        let share = (top - self.top).max(0.0) / self.height.max(1.0);
        self.start.plus((count * share).ceil() as u32).min(self.end)
    }
}

/// How far down the screen a target is brought: above the middle, since on small screens a sheet covers the lower part.
const SIGHT: f64 = 0.38;

/// A target further away than this many screens is jumped to: a long glide shows nothing.
const GLIDE: f64 = 2.5;

/// Sections out of sight have an estimated height, so a jump lands only near; it is corrected at most so often.
const CORRECTIONS: u8 = 4;

impl TextView {
    /// The gap nearest to a point of the viewport, also beside a line; `None` where something else lies there.
    pub fn gap_at(&self, x: f64, y: f64) -> Option<CharOffset> {
        let (node, offset) = self.position(x, y)?;
        self.offset_of(&node, offset)
    }

    /// The same in a section whose lines are not laid out yet: then the browser knows no more than the element.
    pub(super) fn gap_not_laid_out(&self, x: f64, y: f64) -> Option<CharOffset> {
        let (node, offset) = self.position(x, y).filter(|(node, _)| node.node_type() != Node::TEXT_NODE)?;
        self.offset_of(&node, offset)
    }

    fn position(&self, x: f64, y: f64) -> Option<(Node, u32)> {
        let position = DOCUMENT.with(|document| document.caret_position(x, y)).ok()??;
        let node = position.offset_node().filter(|node| self.host().contains(Some(node)))?;
        Some((node, position.offset()))
    }

    /// The gap before the character under a point of the viewport; `None` beside the text.
    pub fn offset_at(&self, x: f64, y: f64) -> Option<CharOffset> {
        let caret = self.gap_at(x, y)?;
        let before = Span::new(previous_cluster(self.document(), caret), caret);
        let behind = Span::new(caret, next_cluster(self.document(), caret));
        let mut beside = [before, behind].into_iter().flatten();
        beside.find(|cluster| self.lines(*cluster).iter().any(|rect| rect.is_hit(x, y))).map(Span::start)
    }

    /// Where the span's first and last line are; `None` where nothing of it is shown.
    pub fn rects(&self, span: Span) -> Option<SpanRects> {
        let first = self.lines(self.in_block_of(span, span.start())?).into_iter().next()?;
        let last = self.lines(self.in_block_of(span, span.end().minus(1))?).pop()?;
        Some(SpanRects { first, last })
    }

    /// Where the first character of a span begins; `None` where that is not shown.
    pub(super) fn start_edge(&self, span: Span) -> Option<Edge> {
        let first = Span::new(span.start(), next_cluster(self.document(), span.start()))?;
        let rect = self.lines(first).into_iter().next()?;
        Some(Edge::of(rect, direction_at(self.document(), first.start()), true))
    }

    /// Where the last character of a span ends; `None` where that is not shown.
    pub(super) fn end_edge(&self, span: Span) -> Option<Edge> {
        let last = Span::new(previous_cluster(self.document(), span.end()), span.end())?;
        let rect = self.lines(last).pop()?;
        Some(Edge::of(rect, direction_at(self.document(), last.start()), false))
    }

    /// Both ends of a span; where the character there is not shown, those of its lines.
    pub(super) fn edges(&self, span: Span) -> Option<(Edge, Edge)> {
        let start = self.start_edge(span);
        let end = self.end_edge(span);
        if let Some(edges) = start.zip(end) {
            return Some(edges);
        }
        let rects = self.rects(span)?;
        let direction = |offset| block_direction(self.document(), offset);
        let start = start.unwrap_or_else(|| Edge::of(rects.first, direction(span.start()), true));
        let end = end.unwrap_or_else(|| Edge::of(rects.last, direction(span.end().minus(1)), false));
        Some((start, end))
    }

    /// What of a span lies in the block of one of its characters: a range within one text node has the rectangles of
    /// its lines and no others.
    fn in_block_of(&self, span: Span, offset: CharOffset) -> Option<Span> {
        let block = self.document().blocks().get(self.document().block_at(offset))?;
        block.span.common(span)
    }

    fn lines(&self, span: Span) -> Vec<Rect> {
        let rects = self.range(span).and_then(|range| range.get_client_rects());
        let mut lines = Vec::new();
        if let Some(rects) = rects {
            lines.extend(
                (0..rects.length()).filter_map(|number| rects.item(number)).map(|rect| Rect::of(&rect)),
            );
        }
        lines.retain(|line| line.right > line.left);
        lines
    }

    /// Every section with its place; the cost is by their number.
    pub(super) fn stretches(&self) -> Vec<Stretch> {
        let mut stretches: Vec<Stretch> = Vec::new();
        for (number, section) in self.sections().elements().iter().enumerate() {
            let (start, end) = (self.sections().start_of(number), self.sections().start_of(number + 1));
            let rect = section.get_bounding_client_rect();
            stretches.push(Stretch { start, end, top: rect.top(), height: rect.height() });
        }
        stretches
    }

    /// Brings the beginning of a span to where it is seen well.
    pub fn scroll_to(&self, span: Span) {
        self.mend([span]);
        self.bring(span, None);
    }

    /// Jumps to where reading was left: that line is the first in sight. Without a place, to the beginning.
    pub fn return_to(&self, place: Option<CharOffset>) {
        match place.and_then(|place| Span::new(place, next_cluster(self.document(), place))) {
            Some(span) => self.bring(span, Some(MARGIN + STEP)),
            None => self.scroller().into_iter().for_each(|scroller| scroller.set_scroll_top(0)),
        }
    }

    /// Scrolls until the middle of a span's first line is so many pixels below the top, at once; or glides to where it
    /// is seen well.
    fn bring(&self, span: Span, top: Option<f64>) {
        let Some(scroller) = self.scroller() else { return };
        for _ in 0..CORRECTIONS {
            let Some(distance) = self.distance(span, &scroller, top) else { return };
            if distance.abs() < 1.0 {
                return;
            }
            let far = distance.abs() > GLIDE * f64::from(scroller.client_height());
            let jumps = far || top.is_some() || prefers_reduced_motion();
            let options = ScrollToOptions::new();
            options.set_top(distance);
            options.set_behavior(if jumps { ScrollBehavior::Instant } else { ScrollBehavior::Smooth });
            scroller.scroll_by_with_scroll_to_options(&options);
            if !jumps {
                return;
            }
        }
    }

    /// How far the span's first line is below where it is to be seen.
    fn distance(&self, span: Span, scroller: &Element, wanted: Option<f64>) -> Option<f64> {
        let line = self.rects(span)?.first;
        let is_page = scroller.parent_element().is_none();
        let top = if is_page { 0.0 } else { scroller.get_bounding_client_rect().top() };
        let wanted = wanted.unwrap_or_else(|| f64::from(scroller.client_height()) * SIGHT);
        Some(line.middle() - top - wanted)
    }

    /// What scrolls the text: the nearest element around it that does, else the page.
    fn scroller(&self) -> Option<Element> {
        let window = web_sys::window()?;
        let mut around = self.host().parent_element();
        while let Some(element) = around.filter(|element| element.parent_element().is_some()) {
            let style = window.get_computed_style(&element).ok().flatten();
            let overflow = style.and_then(|style| style.get_property_value("overflow-y").ok());
            if matches!(overflow.as_deref(), Some("auto" | "scroll")) {
                return Some(element);
            }
            around = element.parent_element();
        }
        window.document()?.scrolling_element()?.dyn_into().ok()
    }
}
