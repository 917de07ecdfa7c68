//! Two handles at the ends of a span, moved by mouse, pen or finger, and the long press that selects a word. They
//! hang below the line, beside the span's words and never over them, so that the same words can be selected again:
//!
//! ```text
//!     广州 [市委组织部] 已组织
//!         ◝          ◜
//! ```
//!
//! Where a character runs to the left, its handle hangs at the other side.
//!
//! Where the span is the selection, a drag changes that. Where it is an annotation, the drag is reported.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::{Interval, Timeout};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, Node, PointerEvent};

use super::geometry::Edge;
use super::placing::{layer, window_height};
use super::resize::{ResizeWatch, on_resize};
use super::{Corner, TextView, place};
use crate::text::{CharOffset, Span, direction_at, on_clusters};

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Start,
    End,
}

/// What the person does with a handle of an annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drag {
    To(Side, CharOffset),
    Done,
    /// The browser took the pointer away.
    Cancelled,
}

/// Milliseconds that a finger rests before it selects.
const LONG_PRESS: u32 = 400;
/// A finger that moves further scrolls, in pixels.
const SLOP: f64 = 10.0;
/// So near to the upper or lower edge of the window, in pixels, a drag scrolls; the bar stands over the upper.
const SCROLL_ZONE: f64 = 72.0;
/// How far, in pixels, and how often, in milliseconds.
const SCROLL_STEP: f64 = 14.0;
const SCROLL_PACE: u32 = 32;
/// Characters on each side of the gap in the loupe.
const MAGNIFIED: u32 = 5;
/// Half the width of the loupe, and how far above the finger its upper edge is, in pixels.
const LOUPE_HALF: f64 = 92.0;
const LOUPE_ABOVE: f64 = 116.0;

/// The handles, until it is dropped.
pub struct Handles {
    state: Rc<State>,
    _listeners: [EventListener; 7],
    _resize: ResizeWatch,
}

struct State {
    view: Rc<TextView>,
    frame: HtmlElement,
    start: HtmlElement,
    end: HtmlElement,
    loupe: HtmlElement,
    /// What the loupe shows before and behind the gap.
    halves: [HtmlElement; 2],
    span: Cell<Option<Span>>,
    is_selection: Cell<bool>,
    hold: RefCell<Hold>,
    /// The finger that is down selected a word, so it is no tap.
    pressed_long: Cell<bool>,
    report: Box<dyn Fn(Drag)>,
}

enum Hold {
    Nothing,
    Press { at: Point, _timer: Timeout },
    Handle { held: Held, _pace: Interval },
}

#[derive(Clone, Copy)]
struct Point {
    x: f64,
    y: f64,
}

#[derive(Clone, Copy)]
struct Held {
    side: Side,
    pointer: Point,
    /// From the edge of the span to the pointer.
    offset: Point,
}

impl Handles {
    /// Puts them into the box around the text; `None` where there is none.
    pub fn new(view: Rc<TextView>, report: impl Fn(Drag) + 'static) -> Option<Self> {
        let host = view.host().clone();
        let around = host.parent_element()?;
        let frame = layer(&around, "grips")?;
        let loupe = layer(&frame, "loupe")?;
        let state = Rc::new(State {
            view,
            start: layer(&frame, "grip start")?,
            end: layer(&frame, "grip end")?,
            halves: [layer(&loupe, "")?, layer(&loupe, "")?],
            frame,
            loupe,
            span: Cell::new(None),
            is_selection: Cell::new(false),
            hold: RefCell::new(Hold::Nothing),
            pressed_long: Cell::new(false),
            report: Box::new(report),
        });
        let listen = |name: &'static str, act: fn(&Rc<State>, &Event)| {
            let state = state.clone();
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&around, name, options, move |event| act(&state, event))
        };
        let listeners = [
            listen("pointerdown", pressed),
            listen("pointermove", moved),
            listen("pointerup", |state, _| state.let_go(Drag::Done)),
            listen("pointercancel", |state, _| state.let_go(Drag::Cancelled)),
            // The page must not scroll under a finger that selects, nor take it for a tap, nor show a menu of its own.
            listen("touchmove", |state, event| prevent(event, state.is_dragging())),
            listen("touchend", |state, event| prevent(event, state.pressed_long.get())),
            listen("contextmenu", |state, event| prevent(event, state.has("touch"))),
        ];
        let resized = state.clone();
        let resize = on_resize(&host, move || resized.put());
        Some(Self { state, _listeners: listeners, _resize: resize })
    }

    /// Puts the handles to a span, which is an annotation's or the selection, or puts them away; and shows which of
    /// them keys move.
    pub fn show(&self, span: Option<Span>, is_selection: bool, moving: Option<Side>) {
        self.state.span.set(span);
        self.state.is_selection.set(is_selection);
        self.state.put();
        self.state.mark("moving-start", moving == Some(Side::Start));
        self.state.mark("moving-end", moving == Some(Side::End));
    }
}

impl Drop for Handles {
    fn drop(&mut self) {
        self.state.frame.remove();
    }
}

fn prevent(event: &Event, if_so: bool) {
    if if_so {
        event.prevent_default();
    }
}

fn pressed(state: &Rc<State>, event: &Event) {
    let Some(event) = event.dyn_ref::<PointerEvent>().filter(|event| event.is_primary()) else { return };
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Node>().ok()) else { return };
    let is_touch = event.pointer_type() == "touch";
    let at = point(event);
    state.mark("touch", is_touch);
    state.pressed_long.set(false);
    let side = [(&state.start, Side::Start), (&state.end, Side::End)]
        .into_iter()
        .find(|(handle, _)| handle.is_same_node(Some(&target)));
    if let Some((handle, side)) = side.filter(|_| event.button() == 0) {
        // The focus and the selection stay where they are.
        event.prevent_default();
        // Refused only where the pointer is gone already; then nothing moves.
        let _ = handle.set_pointer_capture(event.pointer_id());
        state.take(side, at);
    } else if is_touch && state.view.host().contains(Some(&target)) {
        let waiting = Rc::downgrade(state);
        let timer = Timeout::new(LONG_PRESS, move || {
            if let Some(state) = waiting.upgrade() {
                state.select_word(at);
            }
        });
        state.hold.replace(Hold::Press { at, _timer: timer });
    }
}

fn moved(state: &Rc<State>, event: &Event) {
    let Some(event) = event.dyn_ref::<PointerEvent>().filter(|event| event.is_primary()) else { return };
    let now = point(event);
    let mut hold = state.hold.borrow_mut();
    match &mut *hold {
        Hold::Nothing => return,
        Hold::Press { at, .. } => {
            if (now.x - at.x).abs().max((now.y - at.y).abs()) > SLOP {
                *hold = Hold::Nothing;
            }
            return;
        }
        Hold::Handle { held, .. } => held.pointer = now,
    }
    drop(hold);
    state.follow();
}

fn point(event: &PointerEvent) -> Point {
    Point { x: event.client_x().into(), y: event.client_y().into() }
}

impl State {
    fn has(&self, class: &str) -> bool {
        self.frame.class_list().contains(class)
    }

    fn mark(&self, class: &str, is_so: bool) {
        // The names are constants and well formed, which is all that could be refused.
        let _ = self.frame.class_list().toggle_with_force(class, is_so);
    }

    /// Also on the box around the text, for what stands beside it.
    fn mark_held(&self, is_so: bool) {
        self.mark("held", is_so);
        if let Some(around) = self.frame.parent_element() {
            let _ = around.class_list().toggle_with_force("holding", is_so);
        }
    }

    fn is_dragging(&self) -> bool {
        matches!(&*self.hold.borrow(), Hold::Handle { .. })
    }

    /// Both ends of the span. A rectangle far from what is in sight would make the browser lay out
    /// what it has left alone.
    fn edges(&self) -> Option<(Edge, Edge)> {
        self.view.edges(self.span.get().filter(|span| self.view.is_near(*span, 1.0))?)
    }

    fn put(&self) {
        // All is measured before anything is changed: else the browser would lay out the page in between.
        let edges = self.edges().map(|edges| (edges, self.frame.get_bounding_client_rect()));
        self.mark("shown", edges.is_some());
        self.mark("selection", self.is_selection.get());
        let Some(((start, end), origin)) = edges else { return };
        for (handle, edge) in [(&self.start, start), (&self.end, end)] {
            place(handle, Corner { left: edge.x - origin.left(), top: edge.bottom - origin.top() });
            // The name is a constant and well formed, which is all that could be refused.
            let _ = handle.class_list().toggle_with_force("turned", edge.direction.is_right_to_left());
        }
    }

    fn select_word(self: Rc<Self>, at: Point) {
        self.hold.replace(Hold::Nothing);
        let Some(offset) = self.view.offset_at(at.x, at.y) else { return };
        self.view.select_word(offset);
        let Some(selected) = self.view.selection() else { return };
        self.pressed_long.set(true);
        self.span.set(Some(selected.span));
        self.is_selection.set(true);
        self.put();
        self.take(Side::End, at);
    }

    /// From now on the pointer moves an edge.
    fn take(self: &Rc<Self>, side: Side, pointer: Point) {
        let Some((start, end)) = self.edges() else { return };
        let edge = match side {
            Side::Start => start,
            Side::End => end,
        };
        let offset = Point { x: pointer.x - edge.x, y: pointer.y - edge.middle() };
        let held = Held { side, pointer, offset };
        let scrolling = Rc::downgrade(self);
        let pace = Interval::new(SCROLL_PACE, move || {
            if let Some(state) = scrolling.upgrade() {
                state.scroll();
            }
        });
        self.hold.replace(Hold::Handle { held, _pace: pace });
        self.mark_held(true);
        self.follow();
    }

    fn held(&self) -> Option<Held> {
        match &*self.hold.borrow() {
            Hold::Handle { held, .. } => Some(*held),
            Hold::Nothing | Hold::Press { .. } => None,
        }
    }

    fn let_go(&self, drag: Drag) {
        let hold = self.hold.replace(Hold::Nothing);
        self.mark_held(false);
        if matches!(hold, Hold::Handle { .. }) && !self.is_selection.get() {
            (self.report)(drag);
        }
    }

    /// Scrolls while the pointer is at the edge of the window.
    fn scroll(&self) {
        let Some((held, window)) = self.held().zip(web_sys::window()) else { return };
        let way = if held.pointer.y < SCROLL_ZONE {
            -SCROLL_STEP
        } else if held.pointer.y > window_height() - SCROLL_ZONE {
            SCROLL_STEP
        } else {
            return;
        };
        window.scroll_by_with_x_and_y(0.0, way);
        self.follow();
    }

    /// Moves the edge to where the pointer is.
    fn follow(&self) {
        let Some((held, span)) = self.held().zip(self.span.get()) else { return };
        let Held { side, pointer, offset } = held;
        let Some(gap) = self.view.gap_at(pointer.x - offset.x, pointer.y - offset.y) else { return };
        self.magnify(gap, pointer);
        let (there, wanted) = match side {
            Side::Start => (span.start(), Span::new(gap, span.end())),
            Side::End => (span.end(), Span::new(span.start(), gap)),
        };
        let Some(wanted) = wanted.filter(|_| gap != there) else { return };
        if self.is_selection.get() {
            let wanted = on_clusters(self.view.document(), wanted);
            self.view.select(wanted);
            self.span.set(Some(wanted));
            self.put();
        } else {
            (self.report)(Drag::To(side, gap));
        }
    }

    /// Shows above the finger what it covers.
    fn magnify(&self, gap: CharOffset, finger: Point) {
        let document = self.view.document();
        let [before, behind] = &self.halves;
        before.set_text_content(Some(document.before(gap, MAGNIFIED)));
        behind.set_text_content(Some(document.behind(gap, MAGNIFIED)));
        // Refused only for a name that is not well formed.
        let _ = self.loupe.set_attribute("dir", direction_at(document, gap).attribute());
        let width = self.view.host().get_bounding_client_rect().right();
        let left = (finger.x - LOUPE_HALF).min(width - LOUPE_HALF * 2.0).max(0.0);
        place(&self.loupe, Corner { left, top: (finger.y - LOUPE_ABOVE).max(0.0) });
    }
}
