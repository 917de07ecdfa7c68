//! What stands beside the text without being part of the page's components: the handles, the strip, the place of the
//! stack, and the keys that belong to them.

use std::rc::Rc;

use gloo::events::EventListener;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::edges::{side, step};
use super::effect::use_effect_with;
use super::painting::Annotations;
use super::session::{Action, SessionHandle};
use super::text_keys::on_text_keys;
use super::toolbar::TOP_BAR;
use crate::browser::{Handles, KeyboardWatch, Strip, TextView, on_soft_keyboard, place_bar};
use crate::text::Span;

/// Made anew for each text that is shown.
struct Beside {
    handles: Option<Handles>,
    strip: Option<Strip>,
    _keys: EventListener,
    _keyboard: KeyboardWatch,
}

/// Keeps all of it where it belongs. `list` is the element of the stack.
#[hook]
pub fn use_beside(session: &SessionHandle, view: Option<&Rc<TextView>>, list: &NodeRef) {
    let latest = use_mut_ref(|| session.clone());
    *latest.borrow_mut() = session.clone();
    let beside = use_mut_ref(|| None::<Beside>);
    let (made, dispatch) = (beside.clone(), session.dispatcher());
    use_effect_with(view.cloned(), move |view| {
        *made.borrow_mut() = view.as_ref().map(|view| Beside {
            handles: Handles::new(view.clone(), move |drag| dispatch.dispatch(Action::Edge(step(drag)))),
            strip: Strip::new(view.clone()),
            _keys: on_text_keys(view, &latest),
            _keyboard: on_soft_keyboard(),
        });
    });
    let selected = session.editor.selection;
    let current = session.previewed().current_annotation().map(|annotation| annotation.target.value.hull());
    let annotations = session.editor.shown().map(|shown| Annotations(shown.annotations.clone()));
    let stack = session.stack.filter(|_| session.stack_here().is_some());
    let moving = session.edging.as_ref().and_then(side);
    let places = (selected.or(current), selected.is_some(), moving, stack);
    let list = list.clone();
    use_effect_with((view.cloned(), places, annotations), move |(view, places, annotations)| {
        let (span, is_selection, moving, stack) = *places;
        let beside = beside.borrow();
        let Some((view, beside)) = view.as_ref().zip(beside.as_ref()) else { return };
        if let Some(handles) = &beside.handles {
            handles.show(span, is_selection, moving);
        }
        if let Some((strip, annotations)) = beside.strip.as_ref().zip(annotations.as_ref()) {
            strip.show(annotations.0.clone());
        }
        let point = stack.and_then(|at| Span::new(at, at.plus(1)));
        if let Some((list, point)) = list.cast::<HtmlElement>().zip(point) {
            place_bar(view, &list, point, false, TOP_BAR);
        }
    });
}
