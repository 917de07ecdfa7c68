//! The strip beside the scroll bar: where the annotations are in the whole text, and which part of it is in sight.
//! Positions are interpolated within the sections of the text, so no annotation is looked up on the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, MouseEvent};

use super::TextView;
use super::geometry::Stretch;
use super::placing::{layer, pixels, window_height};
use super::resize::{ResizeWatch, on_resize};
use crate::decoration::{CELLS, Run, runs, tag_class};
use crate::model::AnnotationSet;
use crate::text::CharOffset;

/// The strip, until it is dropped.
pub struct Strip {
    state: Rc<State>,
    _listeners: [EventListener; 2],
    _resize: ResizeWatch,
}

struct State {
    view: Rc<TextView>,
    bar: HtmlElement,
    marks: HtmlElement,
    /// The box that shows what is in sight.
    sight: HtmlElement,
    annotations: RefCell<AnnotationSet>,
    drawn: RefCell<Vec<Run>>,
    /// Of the page, as it was last measured.
    stretches: RefCell<Vec<Stretch>>,
    /// The page will be measured.
    waiting: RefCell<Option<Timeout>>,
    /// What is new in it will be drawn.
    drawing: RefCell<Option<Timeout>>,
    /// Pixels of the strip for one of the page.
    scale: Cell<f64>,
}

impl Strip {
    /// Puts it into the box around the text; `None` where there is none.
    pub fn new(view: Rc<TextView>) -> Option<Self> {
        let (host, window) = (view.host().clone(), web_sys::window()?);
        let bar = layer(&host.parent_element()?, "strip")?;
        let state = Rc::new(State {
            view,
            marks: layer(&bar, "")?,
            sight: layer(&bar, "")?,
            bar,
            annotations: RefCell::default(),
            drawn: RefCell::default(),
            stretches: RefCell::default(),
            waiting: RefCell::default(),
            drawing: RefCell::default(),
            scale: Cell::new(0.0),
        });
        let (scrolled, clicked, resized) = (state.clone(), state.clone(), state.clone());
        let listeners = [
            EventListener::new(&window, "scroll", move |_| scrolled.move_box()),
            EventListener::new(&state.bar, "click", move |event| clicked.go(event.unchecked_ref())),
        ];
        let resize = on_resize(&host, move || resized.clone().measure_soon());
        Some(Self { state, _listeners: listeners, _resize: resize })
    }

    /// Shows these, and only these, once it is drawn again.
    pub fn show(&self, annotations: AnnotationSet) {
        self.state.annotations.replace(annotations);
        let later = Rc::downgrade(&self.state);
        let draw = move || later.upgrade().into_iter().for_each(|state| state.draw());
        self.state.drawing.borrow_mut().get_or_insert_with(|| Timeout::new(REST, draw));
    }
}

impl Drop for Strip {
    fn drop(&mut self) {
        self.state.bar.remove();
    }
}

fn scrolled() -> f64 {
    web_sys::window().and_then(|window| window.scroll_y().ok()).unwrap_or_default()
}

/// Milliseconds between two measurements of a long text, each section of which has another height once it is in sight;
/// and from a change to when it is drawn, which a reader's next key need not wait for.
const REST: u32 = 250;

impl State {
    /// The page has another height.
    fn measure_soon(self: Rc<Self>) {
        if self.stretches.borrow().len() < 2 {
            return self.measure();
        }
        let later = Rc::downgrade(&self);
        let measure = move || later.upgrade().into_iter().for_each(|state| state.measure());
        self.waiting.borrow_mut().get_or_insert_with(|| Timeout::new(REST, measure));
    }

    /// Nothing, where a narrow window has no strip: each section is asked where it stands.
    fn measure(&self) {
        self.waiting.take();
        let length = self.bar.client_height();
        if length == 0 {
            return;
        }
        let page = self.bar.owner_document().and_then(|document| document.document_element());
        let height = page.map_or(1, |page| page.scroll_height());
        self.scale.set(f64::from(length) / f64::from(height.max(1)));
        // Refused only for a property that is read-only, and this is not.
        let _ = self.sight.style().set_property("height", &pixels(window_height() * self.scale.get()));
        let mut stretches = self.view.stretches();
        for stretch in &mut stretches {
            stretch.top += scrolled();
        }
        self.stretches.replace(stretches);
        self.move_box();
        self.draw();
    }

    /// All that scrolling costs. Moved by its place instead, it would be laid out at each step.
    fn move_box(&self) {
        if self.scale.get() > 0.0 {
            let moved = format!("translateY({})", pixels(scrolled() * self.scale.get()));
            // Refused only for a property that is read-only, and this is not.
            let _ = self.sight.style().set_property("transform", &moved);
        }
    }

    fn go(&self, event: &MouseEvent) {
        let at = f64::from(event.client_y()) - self.bar.get_bounding_client_rect().top();
        if let Some(window) = web_sys::window() {
            window.scroll_to_with_x_and_y(0.0, at / self.scale.get() - window_height() / 2.0);
        }
    }

    fn draw(&self) {
        self.drawing.take();
        let stretches = self.stretches.borrow();
        if stretches.is_empty() {
            return;
        }
        let height = f64::from(self.bar.client_height());
        if height == 0.0 {
            return;
        }
        let cell = height / self.scale.get() / f64::from(CELLS);
        let start = |number: u32| {
            let top = f64::from(number) * cell;
            let here = stretches.partition_point(|stretch| stretch.top <= top).saturating_sub(1);
            stretches.get(here).map_or(CharOffset::new(0), |stretch| stretch.offset_at(top))
        };
        let wanted = runs(&self.annotations.borrow(), &start);
        if wanted != *self.drawn.borrow() {
            self.fill(&wanted);
            self.drawn.replace(wanted);
        }
    }

    fn fill(&self, runs: &[Run]) {
        self.marks.set_text_content(None);
        for run in runs {
            let Some(mark) = layer(&self.marks, &tag_class(&run.tag)) else { return };
            for (name, cells) in [("top", run.first), ("height", run.count)] {
                // Half a percent each, written without a fraction.
                let _ = mark.style().set_property(name, &format!("calc({cells}*.5%)"));
            }
        }
    }
}
