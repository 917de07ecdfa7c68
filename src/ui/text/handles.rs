//! Handles, strip and list of overlaps, kept where they belong over the text, and the keys that belong to them.

use crate::session::Mode;
use crate::ui::controls::{Annotations, Asking, SessionHandle, use_effect_with};
use std::rc::Rc;

use super::keys::on_text_keys;
use super::moving_edges::{side, step};
use super::toolbar::TOP_BAR;
use gloo::events::EventListener;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::browser::{Handles, KeyboardWatch, Strip, TextView, on_soft_keyboard, place_bar};
use crate::text::Span;

/// What stands over a text, made anew for each that is shown.
struct Fixtures {
    handles: Option<Handles>,
    strip: Option<Strip>,
    _keys: EventListener,
    _keyboard: KeyboardWatch,
}

/// Keeps all of it where it belongs. `list` is the element of the list of overlaps.
#[hook]
pub fn use_handles(session: &SessionHandle, view: Option<&Rc<TextView>>, list: &NodeRef) {
    let latest = use_mut_ref(|| session.clone());
    *latest.borrow_mut() = session.clone();
    let fixtures = use_mut_ref(|| None::<Fixtures>);
    let (made, dispatch) = (fixtures.clone(), session.dispatcher());
    use_effect_with(view.cloned(), move |view| {
        *made.borrow_mut() = view.as_ref().map(|view| Fixtures {
            handles: Handles::new(view.clone(), move |drag| dispatch.ask(step(drag))),
            strip: Strip::new(view.clone()),
            _keys: on_text_keys(view, &latest),
            _keyboard: on_soft_keyboard(),
        });
    });
    let selected = session.core.editor.selection;
    let current =
        session.core.previewed().current_annotation().map(|annotation| annotation.target.value.hull());
    let annotations = session.core.editor.shown().map(|shown| Annotations(shown.annotations.clone()));
    let overlaps_at = match session.core.mode {
        Mode::ChoosingOverlap(at) => Some(at),
        Mode::Reading | Mode::MovingEdges | Mode::ChoosingLink(..) => None,
    };
    let places = (selected.or(current), selected.is_some(), side(session), overlaps_at);
    let list = list.clone();
    use_effect_with((view.cloned(), places, annotations), move |(view, places, annotations)| {
        let (span, is_selection, moving, overlaps_at) = *places;
        let fixtures = fixtures.borrow();
        let Some((view, fixtures)) = view.as_ref().zip(fixtures.as_ref()) else { return };
        if let Some(handles) = &fixtures.handles {
            handles.show(span, is_selection, moving);
        }
        if let Some((strip, annotations)) = fixtures.strip.as_ref().zip(annotations.as_ref()) {
            strip.show(annotations.0.clone());
        }
        let point = overlaps_at.and_then(|at| Span::new(at, at.plus(1)));
        if let Some((list, point)) = list.cast::<HtmlElement>().zip(point) {
            place_bar(view, &list, point, false, TOP_BAR);
        }
    });
}
