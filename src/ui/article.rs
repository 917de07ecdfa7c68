//! The text: its elements are built once, selections become spans, annotations are painted over it.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::autosave::Keeper;
use super::beside::use_beside;
use super::caret::use_caret;
use super::edges::edge_hint;
use super::effect::use_effect_with;
use super::reach::use_reach;
use super::reading_place::use_reading_place;
use super::session::{Action, Selection, SessionHandle};
use super::stack::stack;
use super::toolbar::{toolbar, use_placed_toolbar};
use crate::browser::{Painter, TextView, focus_in_place, on_settled_selection};
use crate::decoration::{Emphasis, decorate, emphasise};
use crate::model::{AnnotationId, AnnotationSet};
use crate::text::Span;

#[derive(Properties, PartialEq)]
pub struct ArticleProps {
    pub session: SessionHandle,
    /// Knows where each text was left.
    pub keeper: Rc<Keeper>,
}

#[component]
pub fn Article(ArticleProps { session, keeper }: &ArticleProps) -> Html {
    let messages = session.messages();
    let host = use_node_ref();
    let mark = use_node_ref();
    let bar = use_node_ref();
    let list = use_node_ref();
    let view = use_text(session, &host);

    use_reading_place(view.as_ref(), keeper);
    use_painting(session, view.as_ref());
    use_selection(session, view.as_ref());
    use_text_focus(session, &host);
    use_beside(session, view.as_ref(), &list);
    use_caret(session, view.as_ref(), &host, &mark);
    use_reach(session, view.as_ref(), &host);
    use_placed_toolbar(session, view.as_ref(), &bar);

    let point = {
        let (session, view) = (session.clone(), view.clone());
        Callback::from(move |event: MouseEvent| {
            if let Some(view) = view.as_ref().filter(|view| view.selection().is_none()) {
                session.dispatch(Action::Point(under(view, &event)));
            }
        })
    };
    let take_word = {
        let view = view.clone();
        Callback::from(move |event: MouseEvent| {
            let word = view.as_ref().and_then(|view| Some((view, view.word_at(under(view, &event)?)?)));
            if let Some((view, word)) = word {
                view.select(word);
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
                ondblclick={take_word}
                onmousemove={hover}
            />
            <div ref={mark} class="caret" aria-hidden="true" />
            if session.editor.selection.is_some() {
                { toolbar(session, &bar) }
            }
            { stack(session, &list) }
            { edge_hint(session) }
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

/// The same annotations need no second look.
pub struct Annotations(pub AnnotationSet);

impl PartialEq for Annotations {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_same(&other.0)
    }
}

/// Paints what changed: the colours of the tags, the annotations, what is current, pointed at or just arrived at.
#[hook]
fn use_painting(session: &SessionHandle, view: Option<&Rc<TextView>>) {
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
    let view = view.cloned();
    use_effect_with(session.place, move |place| {
        let span = place.and_then(|wish| Span::new(wish.what, wish.what.plus(1)));
        if let Some((view, span)) = view.zip(span) {
            view.scroll_to(span);
            view.set_caret(span.start());
        }
    });
    *flashing
}

/// Tells the session what is selected once the selection has settled.
#[hook]
fn use_selection(session: &SessionHandle, view: Option<&Rc<TextView>>) {
    let dispatch = session.dispatcher();
    use_effect_with(view.cloned(), move |view| {
        let view = view.clone();
        let guard = on_settled_selection(move || {
            // The toolbar's field has a selection of its own, and the words that are to be tagged stay selected.
            let at = gloo::utils::document().active_element();
            if at.is_some_and(|at| at.closest("[role=toolbar] input").is_ok_and(|found| found.is_some())) {
                return;
            }
            let selected = view.as_ref().and_then(|view| view.selection());
            let selection =
                selected.map(|selected| Selection { span: selected.span, backward: selected.backward });
            dispatch.dispatch(Action::Select(selection));
        });
        move || drop(guard)
    });
}
