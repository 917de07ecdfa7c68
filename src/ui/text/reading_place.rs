//! Where each text was left: kept while it is read, and gone back to when it is opened again.

use crate::ui::controls::use_effect_with;
use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::browser::TextView;
use crate::text::{CharOffset, DocumentId};

/// How long after the first movement the place is looked at, in milliseconds: it is kept at most so often.
const REST: u32 = 1_000;

/// Where each text was left, as the stores know it.
#[derive(Clone)]
pub struct Places {
    pub of: Rc<dyn Fn(DocumentId) -> Option<CharOffset>>,
    /// Stores a place.
    pub leave: Rc<dyn Fn(DocumentId, CharOffset)>,
}

#[hook]
pub fn use_reading_place(view: Option<&Rc<TextView>>, places: &Places) {
    let places = places.clone();
    use_effect_with(view.cloned(), move |view| {
        let reading = view.clone().map(|view| {
            view.return_to((places.of)(view.document().id()));
            read(Rc::new(Reading { view, places, rest: RefCell::default() }))
        });
        move || drop(reading)
    });
}

/// A text that is being read.
struct Reading {
    view: Rc<TextView>,
    places: Places,
    /// The text was moved, and the place will be looked at.
    rest: RefCell<Option<Timeout>>,
}

impl Reading {
    /// Keeps the place where it is in another block than before.
    fn rest(&self) {
        self.rest.take();
        let document = self.view.document();
        let place = self.view.first_in_sight();
        let before = (self.places.of)(document.id()).map(|before| document.block_at(before));
        if before != Some(document.block_at(place)) {
            (self.places.leave)(document.id(), place);
        }
    }

    /// Keeps the place to the line, if the text was moved.
    fn leave(&self) {
        if self.rest.take().is_some() {
            (self.places.leave)(self.view.document().id(), self.view.first_in_sight());
        }
    }
}

/// Follows a text until both are dropped.
fn read(reading: Rc<Reading>) -> [EventListener; 3] {
    let (document, window) = (gloo::utils::document(), gloo::utils::window());
    let moved = {
        let reading = reading.clone();
        move |_: &Event| {
            let waiting = Rc::downgrade(&reading);
            let rest = move || waiting.upgrade().into_iter().for_each(|reading| reading.rest());
            reading.rest.borrow_mut().get_or_insert_with(|| Timeout::new(REST, rest));
        }
    };
    let left = move |_: &Event| reading.leave();
    let options = EventListenerOptions::run_in_capture_phase();
    [
        EventListener::new_with_options(&document, "scroll", options, moved),
        EventListener::new(&document, "visibilitychange", left.clone()),
        EventListener::new(&window, "pagehide", left),
    ]
}
