//! Placing our own elements beside the text, through the CSSOM: the page's policy forbids style attributes.

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::TextView;
use crate::text::Span;

/// The left upper corner of an element, in pixels from that of the box it stands in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Corner {
    pub left: f64,
    pub top: f64,
}

/// Between the line of text and what stands at it, in pixels.
const GAP: f64 = 10.0;

/// Moves an absolutely placed element.
pub fn place(element: &HtmlElement, corner: Corner) {
    let style = element.style();
    // Refused only for a property that is read-only, and these are not.
    let _ = style.set_property("left", &pixels(corner.left));
    let _ = style.set_property("top", &pixels(corner.top));
}

/// Another element in one of ours, for eyes only. The page's components know nothing of it.
pub(super) fn layer(parent: &Element, class: &str) -> Option<HtmlElement> {
    let element = parent.owner_document()?.create_element("div").ok()?;
    element.set_class_name(class);
    element.set_attribute("aria-hidden", "true").ok()?;
    parent.append_child(&element).ok()?;
    element.dyn_into().ok()
}

/// The height of the window, in pixels.
pub(super) fn window_height() -> f64 {
    let window = web_sys::window();
    window.and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or_default()
}

/// Whole pixels: nothing of ours is finer, and writing fractions would cost the program kilobytes.
pub(super) fn pixels(length: f64) -> String {
    format!("{}px", length.round() as i32)
}

/// Moves a bar to the end of a selection that moves: below the last line, or above the first for a backward one;
/// turned to the other side where the window ends, and never out of the box around the text.
pub fn place_bar(view: &TextView, bar: &HtmlElement, span: Span, backward: bool, top_edge: f64) {
    let Some(rects) = view.rects(span) else { return };
    let Some(frame) = bar.offset_parent().as_ref().map(Element::get_bounding_client_rect) else { return };
    let size = bar.get_bounding_client_rect();
    let window_height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    let bottom_edge = window_height.unwrap_or(f64::INFINITY);
    let above = rects.first.top - GAP - size.height();
    let below = rects.last.bottom + GAP;
    let fits_above = above >= top_edge;
    let fits_below = below + size.height() <= bottom_edge;
    let top = if fits_above && (backward || !fits_below) { above } else { below };
    let edges = view.edges(span);
    let at = edges.map_or(rects.last.right, |(start, end)| if backward { start.x } else { end.x });
    let middle = at - frame.left() - size.width() / 2.0;
    let left = middle.min(frame.width() - size.width()).max(0.0);
    place(bar, Corner { left, top: top - frame.top() });
}

/// Gives an element the focus and leaves the page where it is. Where the browser refuses, it can still be clicked.
pub fn focus_in_place(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Scrolls the nearest scrolling box by as little as shows an element.
pub fn reveal(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}
