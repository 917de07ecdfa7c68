//! Where each text was left: kept while it is read, and gone back to when it is opened again.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::autosave::Autosave;
use super::effect::use_effect_with;
use crate::browser::TextView;

/// How long after the first movement the place is looked at, in milliseconds: it is kept at most so often.
const REST: u32 = 1_000;

#[hook]
pub fn use_reading_place(view: Option<&Rc<TextView>>, keeper: &Rc<Autosave>) {
    let keeper = keeper.clone();
    use_effect_with(view.cloned(), move |view| {
        let reading = view.clone().map(|view| {
            view.return_to(keeper.place(view.document().id()));
            read(Rc::new(Reading { view, keeper, rest: RefCell::default() }))
        });
        move || drop(reading)
    });
}

/// A text that is being read.
struct Reading {
    view: Rc<TextView>,
    keeper: Rc<Autosave>,
    /// The text was moved, and the place will be looked at.
    rest: RefCell<Option<Timeout>>,
}

impl Reading {
    /// Keeps the place where it is in another block than before.
    fn rest(&self) {
        self.rest.take();
        let document = self.view.document();
        let place = self.view.first_in_sight();
        let before = self.keeper.place(document.id()).map(|before| document.block_at(before));
        if before != Some(document.block_at(place)) {
            self.keeper.leave_at(document.id(), place);
        }
    }

    /// Keeps the place to the line, if the text was moved.
    fn leave(&self) {
        if self.rest.take().is_some() {
            self.keeper.leave_at(self.view.document().id(), self.view.first_in_sight());
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
