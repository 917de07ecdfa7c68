//! Which part of the text is in sight or near it. What is painted is painted there: Chromium works through everything
//! that is registered to be painted after each change of the page.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::TextView;
use super::placing::window_height;
use super::resize::{ResizeWatch, on_resize};
use super::text_builder::SECTION;
use crate::text::Span;

impl TextView {
    /// Whole sections: those that reach into the window, or into as much above and below it. Asks for the place of a few
    /// sections, and of nothing in them.
    pub fn near(&self) -> Option<Span> {
        let height = window_height();
        let first = self.section_behind(-height);
        let last = self.section_behind(2.0 * height);
        (first..=last).for_each(|number| self.sections().fill(number));
        Span::new(self.sections().start_of(first), self.sections().start_of(last + 1))
    }

    /// The sections of a span reach into the window, or into so many heights of it above and below.
    pub fn is_near(&self, span: Span, windows: f64) -> bool {
        let height = window_height();
        let section = |offset| self.sections().elements().get(self.document().block_at(offset) / SECTION);
        let ends = section(span.start()).zip(section(span.end().minus(1)));
        ends.is_some_and(|(first, last)| {
            let top = first.get_bounding_client_rect().top();
            let bottom = last.get_bounding_client_rect().bottom();
            bottom > -windows * height && top < (1.0 + windows) * height
        })
    }

    /// Says how high each section will about be, so that the bar beside the page moves evenly and a jump lands near.
    fn estimate(&self) {
        if self.sections().elements().len() < 2 {
            return;
        }
        let columns = columns(self.host());
        for (number, section) in self.sections().elements().iter().enumerate() {
            let (start, end) = (
                self.document().at(self.sections().start_of(number)),
                self.document().at(self.sections().start_of(number + 1)),
            );
            let Some((start, end)) = start.zip(end) else { return };
            let chars = end.char.get() - start.char.get();
            // Three bytes are a sign of full width, and one is about half of that.
            let quarters = chars + end.byte.get() - start.byte.get();
            let blocks = self.document().blocks().iter().skip(number * SECTION).take(SECTION);
            let tenths = blocks.map(|block| {
                let wide = u64::from(block.span.count()) * u64::from(quarters) / u64::from(chars.max(1)) / 4;
                wide.div_ceil(columns).max(1) * LINE + BELOW
            });
            let height = format!("auto {}em", tenths.sum::<u64>() / 10);
            // Left out by a browser that does not know it.
            let _ = section
                .unchecked_ref::<HtmlElement>()
                .style()
                .set_property("contain-intrinsic-block-size", &height);
        }
    }

    /// The first section that ends below so many pixels of the window; else the last.
    fn section_behind(&self, top: f64) -> usize {
        let ends_above = |section: &Element| section.get_bounding_client_rect().bottom() <= top;
        let sections = self.sections().elements();
        sections.partition_point(ends_above).min(sections.len().saturating_sub(1))
    }
}

/// The height of a line and the room below a paragraph, in tenths of an em: see `styles/text.css`.
const LINE: u64 = 20;
const BELOW: u64 = 9;

/// How many Han characters fit in a line.
fn columns(host: &Element) -> u64 {
    let style = web_sys::window().and_then(|window| window.get_computed_style(host).ok()?);
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    let size = size.and_then(|size| size.split(['.', 'p']).next()?.parse().ok()).unwrap_or(16);
    (u64::from(host.client_width().unsigned_abs()) / u64::max(size, 1)).max(1)
}

/// Looks until it is dropped.
pub struct SightWatch {
    _scroll: Option<EventListener>,
    _resize: ResizeWatch,
}

/// Gives the sections their estimated heights, and calls when other sections came near. A browser tells of scrolling and of new sizes once a frame.
pub fn on_sight(view: Rc<TextView>, call: impl Fn() + 'static) -> SightWatch {
    let host = view.host().clone();
    view.estimate();
    let last = Cell::new(view.near());
    let look = Rc::new(move || {
        let near = view.near();
        if last.replace(near) != near {
            call();
        }
    });
    let scrolled = look.clone();
    let scroll = web_sys::window().map(|window| EventListener::new(&window, "scroll", move |_| scrolled()));
    SightWatch { _scroll: scroll, _resize: on_resize(&host, move || look()) }
}
