//! Which part of the text is in sight or near it. What is painted is painted there: Chromium works through everything
//! that is registered to be painted after each change of the page.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;

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

    /// The first section that ends below so many pixels of the window; else the last.
    fn section_behind(&self, top: f64) -> usize {
        let ends_above = |section: &web_sys::Element| section.get_bounding_client_rect().bottom() <= top;
        let sections = self.sections().elements();
        sections.partition_point(ends_above).min(sections.len().saturating_sub(1))
    }
}

/// Looks until it is dropped.
pub struct SightWatch {
    _scroll: Option<EventListener>,
    _resize: ResizeWatch,
}

/// Calls when other sections came near. A browser tells of scrolling and of new sizes once a frame.
pub fn on_sight(view: Rc<TextView>, call: impl Fn() + 'static) -> SightWatch {
    let host = view.host().clone();
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
