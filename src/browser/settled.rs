//! Tells when a selection is finished, so that nothing jumps about while the person is still making it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Event, EventTarget, KeyboardEvent, PointerEvent};

/// Milliseconds after the mouse is let go: the browser clears an old selection only after the event.
pub(super) const AFTER_MOUSE: u32 = 10;
/// Milliseconds of rest for keys and the handles of a touch screen, which do not say when they are let go.
const AFTER_CHANGE: u32 = 100;

/// Listens until it is dropped.
pub struct SelectionWatch {
    _listeners: Vec<EventListener>,
    state: Rc<State>,
}

impl Drop for SelectionWatch {
    fn drop(&mut self) {
        self.state.timer.borrow_mut().take();
    }
}

struct State {
    callback: Box<dyn Fn()>,
    /// The mouse's or the pen's button is down.
    down: Cell<bool>,
    /// The mouse was let go, and what the browser still changes belongs to that.
    released: Cell<bool>,
    timer: RefCell<Option<Timeout>>,
}

/// Calls when a selection has been made, changed or let go, and has come to rest.
pub fn on_settled_selection(callback: impl Fn() + 'static) -> SelectionWatch {
    let state = Rc::new(State {
        callback: Box::new(callback),
        down: Cell::new(false),
        released: Cell::new(false),
        timer: RefCell::new(None),
    });
    let document: Option<EventTarget> =
        web_sys::window().and_then(|window| window.document()).map(EventTarget::from);
    let listen = |name: &'static str, act: fn(&Rc<State>, &Event)| {
        let state = state.clone();
        let document = document.as_ref()?;
        // Before anybody else, who may ask what is selected.
        let options = EventListenerOptions::run_in_capture_phase();
        Some(EventListener::new_with_options(document, name, options, move |event| act(&state, event)))
    };
    let listeners = [
        listen("pointerdown", pressed),
        listen("pointerup", let_go),
        listen("pointercancel", let_go),
        listen("pointermove", moved),
        listen("selectionchange", changed),
        listen("keydown", typed),
    ];
    SelectionWatch { _listeners: listeners.into_iter().flatten().collect(), state }
}

/// A finger is no button: it scrolls, and the handles it moves are the browser's own.
fn has_button(event: &Event) -> bool {
    event.dyn_ref::<PointerEvent>().is_some_and(|event| event.pointer_type() != "touch")
}

fn pressed(state: &Rc<State>, event: &Event) {
    if has_button(event) {
        state.down.set(true);
        state.released.set(false);
        state.timer.borrow_mut().take();
    } else if state.timer.borrow_mut().take().is_some() {
        // A quick finger presses a button before the selection that it made has come to rest.
        settle(state);
    }
}

fn let_go(state: &Rc<State>, event: &Event) {
    if has_button(event) && state.down.replace(false) {
        state.released.set(true);
        settle_after(state, AFTER_MOUSE);
    }
}

/// A button that was let go over a scroll bar or outside the window may never say so.
fn moved(state: &Rc<State>, event: &Event) {
    if event.dyn_ref::<PointerEvent>().is_some_and(|event| event.buttons() == 0) {
        let_go(state, event);
    }
}

fn changed(state: &Rc<State>, _: &Event) {
    if !state.down.get() && !state.released.get() {
        settle_after(state, AFTER_CHANGE);
    }
}

/// A key that types ends the wait: a quick hand tags before the selection has come to rest, or before the browser has
/// said that there is another.
fn typed(state: &Rc<State>, event: &Event) {
    let types = |event: &KeyboardEvent| !event.shift_key() && event.key().chars().count() == 1;
    if event.dyn_ref().is_some_and(types) && !state.down.get() {
        state.timer.borrow_mut().take();
        settle(state);
    }
}

fn settle(state: &Rc<State>) {
    state.released.set(false);
    (state.callback)();
}

/// Starts the wait, or starts it anew.
fn settle_after(state: &Rc<State>, millis: u32) {
    let waiting = Rc::downgrade(state);
    let timer = Timeout::new(millis, move || {
        if let Some(state) = waiting.upgrade() {
            settle(&state);
        }
    });
    state.timer.replace(Some(timer));
}
