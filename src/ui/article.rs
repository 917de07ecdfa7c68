//! The text: its elements are built once, selections become spans, annotations are painted over it.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::caret::use_caret;
use super::session::{Action, Selection, SessionHandle};
use super::toolbar::{toolbar, use_placed_toolbar};
use crate::browser::{Painter, TextView, focus_in_place, on_settled_selection};
use crate::decoration::{Overlay, decorate};
use crate::model::{AnnotationId, AnnotationSet};
use crate::text::Span;

#[derive(Properties, PartialEq)]
pub struct ArticleProps {
    pub session: SessionHandle,
}

#[component]
pub fn Article(ArticleProps { session }: &ArticleProps) -> Html {
    let messages = session.messages();
    let host = use_node_ref();
    let mark = use_node_ref();
    let bar = use_node_ref();
    let brush = use_mut_ref(Brush::default);
    let view = use_text(session, &host);

    use_painting(session, view.as_ref(), &brush);
    use_arrivals(session, view.as_ref(), &brush);
    use_selection(session, view.as_ref());
    use_text_focus(session, &host);
    use_caret(session, view.as_ref(), &host, &mark);
    use_placed_toolbar(session, view.as_ref(), &bar);

    let point = {
        let (session, view) = (session.clone(), view.clone());
        Callback::from(move |event: MouseEvent| {
            if let Some(view) = view.as_ref().filter(|view| view.selection().is_none()) {
                session.dispatch(Action::Point(under(view, &event)));
            }
        })
    };
    let hover = {
        let (session, view) = (session.clone(), view.clone());
        Callback::from(move |event: MouseEvent| {
            let at = view.as_ref().and_then(|view| under(view, &event));
            let there = at.and_then(|at| Some(session.editor.shown()?.annotations.at(at).first()?.id));
            if there != session.hover {
                session.dispatch(Action::Hover(there));
            }
        })
    };
    html! {
        <main class="article">
            <div
                ref={host}
                data-text=""
                class="text"
                role="document"
                tabindex="0"
                aria-label={messages.article}
                onclick={point}
                onmousemove={hover}
            />
            <div ref={mark} class="caret" aria-hidden="true" />
            if session.editor.selection.is_some() {
                { toolbar(session, &bar) }
            }
        </main>
    }
}

/// Puts the focus into the text when the session wishes.
#[hook]
fn use_text_focus(session: &SessionHandle, host: &NodeRef) {
    let host = host.clone();
    use_effect_with(session.text_focus, move |wish| {
        if let Some(host) = host.cast::<HtmlElement>().filter(|_| wish.is_some()) {
            focus_in_place(&host);
        }
    });
}

/// The character under the pointer.
fn under(view: &TextView, event: &MouseEvent) -> Option<crate::text::CharOffset> {
    view.offset_at(event.client_x().into(), event.client_y().into())
}

/// Builds the elements of the text, once for each document that is shown.
#[hook]
fn use_text(session: &SessionHandle, host: &NodeRef) -> Option<Rc<TextView>> {
    let view = use_state_eq(|| None::<Rc<TextView>>);
    let (session, host, setter) = (session.clone(), host.clone(), view.setter());
    use_effect_with(session.editor.active, move |_| {
        let shown = session.editor.shown().zip(host.cast::<Element>());
        setter.set(shown.map(|(shown, host)| Rc::new(TextView::new(&host, shown.document.clone()))));
    });
    (*view).clone()
}

/// What paints, for as long as the page is open.
#[derive(Default)]
struct Brush {
    painter: Painter,
    /// Ends the flash of the last arrival.
    fading: Option<Timeout>,
}

/// The same annotations need no second look.
struct Annotations(AnnotationSet);

impl PartialEq for Annotations {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_same(&other.0)
    }
}

/// Paints what changed: the colours of the tags, the annotations, what is current and what is hovered.
#[hook]
fn use_painting(session: &SessionHandle, view: Option<&Rc<TextView>>, brush: &Rc<RefCell<Brush>>) {
    {
        let brush = brush.clone();
        use_effect_with(session.editor.project.scheme.clone(), move |scheme| {
            brush.borrow_mut().painter.set_scheme(scheme);
        });
    }
    let annotations = session.editor.shown().map(|shown| Annotations(shown.annotations.clone()));
    {
        let brush = brush.clone();
        use_effect_with((view.cloned(), annotations), move |(view, annotations)| {
            let Some((view, annotations)) = view.as_ref().zip(annotations.as_ref()) else { return };
            if let Some(whole) = view.document().whole() {
                brush.borrow_mut().painter.paint(view, &decorate(&annotations.0, whole));
            }
        });
    }
    let spans = |id: Option<AnnotationId>| -> Vec<Span> {
        let found = id.and_then(|id| session.editor.shown()?.annotations.get(id));
        found.map(|annotation| annotation.target.value.spans().collect()).unwrap_or_default()
    };
    let brush = brush.clone();
    let overlays = (view.cloned(), spans(session.editor.current), spans(session.hover));
    use_effect_with(overlays, move |(view, current, hovered)| {
        if let Some(view) = view {
            let painter = &mut brush.borrow_mut().painter;
            painter.show(Overlay::Current, view, Some(current));
            painter.show(Overlay::Preview, view, Some(hovered));
        }
    });
}

/// How long a flash stays, in milliseconds.
const FLASH: u32 = 1_200;

/// Shows what was chosen in the list or the outline.
#[hook]
fn use_arrivals(session: &SessionHandle, view: Option<&Rc<TextView>>, brush: &Rc<RefCell<Brush>>) {
    {
        let (session, view, brush) = (session.clone(), view.cloned(), brush.clone());
        use_effect_with(session.arrival, move |arrival| {
            let found = arrival.and_then(|wish| session.editor.shown()?.annotations.get(wish.what));
            if let Some((annotation, view)) = found.zip(view) {
                let spans: Vec<Span> = annotation.target.value.spans().collect();
                view.scroll_to(annotation.target.value.hull());
                flash(&view, &brush, &spans);
            }
        });
    }
    let view = view.cloned();
    use_effect_with(session.place, move |place| {
        let span = place.and_then(|wish| Span::new(wish.what, wish.what.plus(1)));
        if let Some((view, span)) = view.zip(span) {
            view.scroll_to(span);
            view.set_caret(span.start());
        }
    });
}

fn flash(view: &Rc<TextView>, brush: &Rc<RefCell<Brush>>, spans: &[Span]) {
    let mut borrowed = brush.borrow_mut();
    borrowed.painter.show(Overlay::Flash, view, Some(spans));
    let (view, later) = (view.clone(), Rc::downgrade(brush));
    borrowed.fading = Some(Timeout::new(FLASH, move || {
        if let Some(brush) = later.upgrade() {
            brush.borrow_mut().painter.show(Overlay::Flash, &view, None);
        }
    }));
}

/// Tells the session what is selected once the selection has settled.
#[hook]
fn use_selection(session: &SessionHandle, view: Option<&Rc<TextView>>) {
    let dispatch = session.dispatcher();
    use_effect_with(view.cloned(), move |view| {
        let view = view.clone();
        let guard = on_settled_selection(move || {
            let selected = view.as_ref().and_then(|view| view.selection());
            let selection =
                selected.map(|selected| Selection { span: selected.span, backward: selected.backward });
            dispatch.dispatch(Action::Select(selection));
        });
        move || drop(guard)
    });
}
