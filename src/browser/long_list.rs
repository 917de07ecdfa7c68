//! A list of which only some rows stand in the page, and between them gaps as high as the rows that do not:
//!
//! ```text
//!   <ol>
//!     <li data-first="0" data-rows="4000">         nothing to see, 4000 rows high
//!     <li data-annotation="…">                     row 4000
//!     …
//!     <li data-first="4060" data-rows="95940">
//! ```

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::placing::pixels;
use crate::model::AnnotationId;

/// So far out of sight, in pixels, a gap is still to be filled.
const NEAR: f64 = 600.0;

fn children(list: &Element) -> impl Iterator<Item = Element> {
    let children = list.children();
    (0..children.length()).filter_map(move |number| children.item(number))
}

/// A number that an element says.
fn number(element: &Element, name: &str) -> Option<usize> {
    element.get_attribute(name)?.parse().ok()
}

/// Gives the gaps their heights, and tells each row its place among all: who hears the page cannot see the gaps. `row` is
/// about as high as a row is, in pixels; where rows are higher, the bar beside the list moves a little unevenly.
pub fn lay_out(list: &Element, count: usize, row: f64) {
    let mut place = 0;
    for child in children(list) {
        if let Some(rows) = number(&child, "data-rows") {
            place += rows;
            if let Some(gap) = child.dyn_ref::<HtmlElement>() {
                // Refused only for a property that is read-only, and this is not.
                let _ = gap.style().set_property("height", &pixels(row * f64::from(rows as u32)));
            }
        } else {
            place += 1;
            tell(&child, "aria-posinset", place);
            tell(&child, "aria-setsize", count);
        }
    }
}

/// Writes a number unless it stands there.
fn tell(element: &Element, name: &str, value: usize) {
    if number(element, name) != Some(value) {
        // The names are well formed, which is all that could be refused.
        let _ = element.set_attribute(name, &value.to_string());
    }
}

/// Calls with the number of a row that is missing where the list is in sight, whenever it scrolls.
pub fn on_gap(list: &Element, row: f64, call: impl Fn(usize) + 'static) -> EventListener {
    let here = list.clone();
    EventListener::new(list, "scroll", move |_| missing(&here, row).into_iter().for_each(&call))
}

#[expect(clippy::cast_sign_loss, reason = "what is above a gap is taken for its beginning")]
fn missing(list: &Element, row: f64) -> Option<usize> {
    let sight = list.get_bounding_client_rect();
    children(list).find_map(|child| {
        let rows = number(&child, "data-rows")?;
        let rect = child.get_bounding_client_rect();
        let is_shown = rect.height() > 0.0;
        let is_near = rect.bottom() > sight.top() - NEAR && rect.top() < sight.bottom() + NEAR;
        let passed = ((sight.top() - rect.top()) / row).max(0.0) as usize;
        (is_shown && is_near).then_some(number(&child, "data-first")? + passed.min(rows))
    })
}

/// The row of a list that has the focus.
pub fn focused_row() -> Option<AnnotationId> {
    let active = web_sys::window()?.document()?.active_element()?;
    let row = active.closest("[data-annotation]").ok()??;
    AnnotationId::parse(&row.get_attribute("data-annotation")?)
}
