//! What is painted over the text: the annotations, what stands out, what was found, what was just arrived at.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::effect::use_effect_with;
use super::session::SessionHandle;
use crate::browser::{Painter, TextView};
use crate::decoration::{Emphasis, decorate, emphasise};
use crate::model::{AnnotationId, AnnotationSet};
use crate::text::Span;

/// The same annotations need no second look.
pub struct Annotations(pub AnnotationSet);

impl PartialEq for Annotations {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_same(&other.0)
    }
}

/// Paints what changed: the colours of the tags, the annotations, what is current, pointed at or just arrived at.
#[hook]
pub fn use_painting(session: &SessionHandle, view: Option<&Rc<TextView>>) {
    let painter = use_mut_ref(Painter::default);
    let flashing = use_arrivals(session, view);
    {
        let painter = painter.clone();
        use_effect_with(session.editor.project.scheme.clone(), move |scheme| {
            painter.borrow_mut().set_scheme(scheme);
        });
    }
    {
        let painter = painter.clone();
        let found = session.find.as_ref().map(|find| (find.found.clone(), find.at));
        use_effect_with((view.cloned(), found), move |(view, found)| {
            if let Some(view) = view {
                show_found(view, &mut painter.borrow_mut(), found.as_ref());
            }
        });
    }
    let annotations = session.previewed().shown().map(|shown| Annotations(shown.annotations.clone()));
    let standing_out = [
        (session.hover, Emphasis::Lit),
        (session.editor.current, Emphasis::Current),
        (flashing, Emphasis::Lit),
    ];
    use_effect_with((view.cloned(), annotations, standing_out), move |(view, annotations, standing_out)| {
        let whole = view.as_ref().and_then(|view| view.document().whole());
        let Some(((view, annotations), whole)) = view.as_ref().zip(annotations.as_ref()).zip(whole) else {
            return;
        };
        let mut decorations = decorate(&annotations.0, whole);
        for (id, emphasis) in standing_out {
            emphasise(&mut decorations, *id, *emphasis);
        }
        painter.borrow_mut().paint(view, &decorations);
    });
}

/// So many occurrences on each side of the one that stands out are painted: more would make each key slow.
const PAINTED: usize = 500;

/// Paints what was found, and brings the one that stands out into sight.
fn show_found(view: &TextView, painter: &mut Painter, found: Option<&(Rc<Vec<Span>>, usize)>) {
    let near = |(found, at): &(Rc<Vec<Span>>, usize)| -> Vec<Span> {
        let first = at.saturating_sub(PAINTED);
        found.iter().skip(first).take(2 * PAINTED).copied().collect()
    };
    let current = found.and_then(|(found, at)| found.get(*at).copied());
    painter.paint_found(view, &found.map(near).unwrap_or_default(), current);
    if let Some(current) = current {
        view.scroll_to(current);
    }
}

/// How long an arrival shows, in milliseconds.
const FLASH: u32 = 1_200;

/// Brings into sight what was chosen in the list or the outline, and says which annotation flashes for that.
#[hook]
fn use_arrivals(session: &SessionHandle, view: Option<&Rc<TextView>>) -> Option<AnnotationId> {
    let flashing = use_state_eq(|| None::<AnnotationId>);
    let arrived = use_mut_ref(|| None);
    {
        let (session, flashing) = (session.clone(), flashing.setter());
        // A link may lead into a text whose elements are not built yet.
        use_effect_with((session.arrival, view.cloned()), move |(arrival, view)| {
            let view = view.as_ref().filter(|view| Some(view.document().id()) == session.editor.active);
            let new = arrival.filter(|_| view.is_some() && arrived.replace(*arrival) != *arrival);
            let found = new.and_then(|wish| session.editor.shown()?.annotations.get(wish.what));
            let fading = found.zip(view).map(|(annotation, view)| {
                view.scroll_to(annotation.target.value.hull());
                flashing.set(Some(annotation.id));
                Timeout::new(FLASH, move || flashing.set(None))
            });
            move || drop(fading)
        });
    }
    *flashing
}
