//! What is painted over the text: the annotations, what stands out among them, and what was found. Nothing here knows
//! what a command did: it paints what is so now, and the painter touches only what differs.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::browser::{Painter, TextView, on_sight};
use crate::decoration::{Decoration, Emphasis, decorate, emphasise};
use crate::model::{AnnotationId, AnnotationSet};
use crate::text::Span;
use crate::ui::controls::{Annotations, SessionHandle, use_effect_with};

/// As many annotations are all painted, wherever they are; of more, those near what is in sight. What is printed has all.
const ALL_PAINTED: usize = 200;

type StandingOut = [(Option<AnnotationId>, Emphasis); 3];

/// What is to be painted, near whatever is in sight.
#[derive(Default)]
struct Canvas {
    painter: Painter,
    view: Option<Rc<TextView>>,
    annotations: AnnotationSet,
    standing_out: StandingOut,
    is_printed: bool,
}

impl Canvas {
    fn paint(&mut self) {
        let Some(view) = &self.view else { return };
        self.painter.paint(view, &self.decorations(view));
    }

    /// Builds anew what others have changed where something is to be painted. Only at what the reader does: a translation
    /// that is at work would translate it again, and so on without end.
    fn mend(&self) {
        if let Some(view) = &self.view {
            view.mend(self.decorations(view).iter().map(|decoration| decoration.span));
        }
    }

    fn decorations(&self, view: &TextView) -> Vec<Decoration> {
        let all = self.is_printed || self.annotations.count() <= ALL_PAINTED;
        let stretch = if all { view.document().whole() } else { view.near() };
        let mut decorations: Vec<Decoration> =
            stretch.map(|stretch| decorate(&self.annotations, stretch)).unwrap_or_default();
        for (id, emphasis) in self.standing_out {
            emphasise(&mut decorations, id, emphasis);
        }
        decorations
    }
}

/// Paints what changed: the colours of the tags, the annotations, what is current, pointed at or just arrived at.
#[hook]
pub fn use_painting(session: &SessionHandle, view: Option<&Rc<TextView>>) {
    let canvas = use_mut_ref(Canvas::default);
    let flashing = use_arrivals(session, view);
    // Another one where others have changed the nodes since the last action.
    let version = view.map(|view| view.version());
    {
        let canvas = canvas.clone();
        use_effect_with(session.core.editor.project.scheme.clone(), move |scheme| {
            canvas.borrow_mut().painter.set_scheme(scheme);
        });
    }
    {
        let canvas = canvas.clone();
        let found = session.finding.find.as_ref().map(|find| (find.found.clone(), find.at));
        use_effect_with((view.cloned(), found.clone()), |(view, found)| {
            let current = found.as_ref().and_then(current_of);
            view.as_ref().zip(current).into_iter().for_each(|(view, current)| view.scroll_to(current));
        });
        use_effect_with((view.cloned(), found, version), move |(view, found, _)| {
            if let Some(view) = view {
                paint_found(view, &mut canvas.borrow_mut().painter, found.as_ref());
            }
        });
    }
    let annotations = session.core.previewed().shown().map(|shown| Annotations(shown.annotations.clone()));
    let standing_out: StandingOut = [
        (session.overlaps.hovered, Emphasis::Lit),
        (session.core.editor.current, Emphasis::Current),
        (flashing, Emphasis::Lit),
    ];
    {
        let canvas = canvas.clone();
        use_effect_with(
            (view.cloned(), annotations, standing_out, version),
            move |(view, annotations, standing_out, _)| {
                let mut canvas = canvas.borrow_mut();
                canvas.view = view.clone().filter(|_| annotations.is_some());
                canvas.annotations = annotations.clone().map(|annotations| annotations.0).unwrap_or_default();
                canvas.standing_out = *standing_out;
                canvas.mend();
                canvas.paint();
            },
        );
    }
    use_effect_with(view.cloned(), move |view| {
        let printing = [("beforeprint", true), ("afterprint", false)].map(|(name, is_printed)| {
            let canvas = canvas.clone();
            EventListener::new(&gloo::utils::window(), name, move |_| {
                let mut canvas = canvas.borrow_mut();
                canvas.is_printed = is_printed;
                canvas.paint();
            })
        });
        if let Some(view) = view {
            let (canvas, waiting) = (Rc::downgrade(&canvas), RefCell::default());
            view.on_foreign_change(move || paint_soon(canvas.clone(), &waiting));
        }
        let watch = view.clone().map(|view| on_sight(view, move || canvas.borrow_mut().paint()));
        move || drop((watch, printing))
    });
}

/// So many occurrences on each side of the one that stands out are painted: more would make each key slow.
const FOUND_PAINTED: usize = 500;

/// Paints what is still to be seen of what others have changed, once they are done with it.
fn paint_soon(canvas: Weak<RefCell<Canvas>>, waiting: &RefCell<Option<Timeout>>) {
    let paint = move || canvas.upgrade().into_iter().for_each(|canvas| canvas.borrow_mut().paint());
    waiting.replace(Some(Timeout::new(0, paint)));
}

/// The place that stands out among those that were found.
fn current_of((found, at): &(Rc<Vec<Span>>, usize)) -> Option<Span> {
    found.get(*at).copied()
}

/// Paints what was found.
fn paint_found(view: &TextView, painter: &mut Painter, found: Option<&(Rc<Vec<Span>>, usize)>) {
    let near = |(found, at): &(Rc<Vec<Span>>, usize)| -> Vec<Span> {
        let first = at.saturating_sub(FOUND_PAINTED);
        found.iter().skip(first).take(2 * FOUND_PAINTED).copied().collect()
    };
    painter.paint_found(view, &found.map(near).unwrap_or_default(), found.and_then(current_of));
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
        use_effect_with((session.core.requests.reveal, view.cloned()), move |(arrival, view)| {
            let view = view.as_ref().filter(|view| Some(view.document().id()) == session.core.editor.active);
            let new = arrival.filter(|_| view.is_some() && arrived.replace(*arrival) != *arrival);
            let found = new.and_then(|request| session.core.editor.shown()?.annotations.get(request.what));
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
