//! Tells when the hand that selects has let go: of the mouse's button, of the screen, or of Shift. Only then is a
//! selection made that is to be taken at once; one that merely rests may still grow.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, UiEvent};

use super::settled::AFTER_MOUSE;

/// Listens until it is dropped.
pub struct LiftWatch {
    _listeners: [EventListener; 5],
}

struct State {
    callback: Box<dyn Fn(i32)>,
    /// How often the mouse was pressed in quick succession at one place, as the browser counts.
    presses: Cell<i32>,
    /// The pointer went down where one selects, and not on a control.
    began: Cell<bool>,
    /// A key has extended the selection since Shift went down.
    extended: Cell<bool>,
    timer: RefCell<Option<Timeout>>,
}

/// Calls when the hand has let go, whether or not something is selected, with the number of presses that belong together:
/// the second and the third of them select more of the same place.
pub fn on_lifted(callback: impl Fn(i32) + 'static) -> LiftWatch {
    let state = Rc::new(State {
        callback: Box::new(callback),
        presses: Cell::new(1),
        began: Cell::new(false),
        extended: Cell::new(false),
        timer: RefCell::new(None),
    });
    let document = gloo::utils::document();
    let listen = |name: &'static str, act: fn(&Rc<State>, &Event)| {
        let state = state.clone();
        let options = EventListenerOptions::run_in_capture_phase();
        EventListener::new_with_options(&document, name, options, move |event| act(&state, event))
    };
    LiftWatch {
        _listeners: [
            listen("pointerdown", |state, event| {
                // A quick hand: what is selected now is what it let go of, and not what it begins.
                if state.timer.borrow_mut().take().is_some() {
                    (state.callback)(state.presses.get());
                }
                state.began.set(!is_on_control(event));
                state.presses.set(1);
            }),
            // A pointer's event does not count them.
            listen("mousedown", |state, event| {
                state.presses.set(event.dyn_ref().map_or(1, UiEvent::detail));
            }),
            listen("pointerup", lifted),
            listen("keydown", extends),
            listen("keyup", released),
        ],
    }
}

fn is_on_control(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| {
        target.closest("button, input, select, textarea, dialog, .grip").is_ok_and(|found| found.is_some())
    })
}

fn lifted(state: &Rc<State>, _: &Event) {
    if state.began.replace(false) {
        let waiting = Rc::downgrade(state);
        let timer = Timeout::new(AFTER_MOUSE, move || {
            if let Some(state) = waiting.upgrade() {
                state.timer.take();
                (state.callback)(state.presses.get());
            }
        });
        state.timer.replace(Some(timer));
    }
}

fn extends(state: &Rc<State>, event: &Event) {
    let moves = |key: &str| ["Arrow", "Home", "End", "Page"].iter().any(|name| key.starts_with(name));
    if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.shift_key() && moves(&event.key())) {
        state.extended.set(true);
    }
}

fn released(state: &Rc<State>, event: &Event) {
    let is_shift = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Shift");
    if is_shift && state.extended.replace(false) {
        (state.callback)(1);
    }
}
