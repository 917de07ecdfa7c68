//! The text: its elements are built once, selections become spans. What is at hand over it is in `overlay.rs`.

use crate::session::{Notice, notices, overlaps, selecting};
use crate::ui::controls::{Asking, SessionHandle, use_effect_with};
use std::rc::Rc;

use super::loading_placeholder::loading_placeholder;
use super::overlay::Overlay;
use super::reading_place::{Places, use_reading_place};
use super::selection_of;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::browser::{TextView, focus_in_place, on_settled_selection};
use crate::text::Span;

#[derive(Properties)]
pub struct ArticleProps {
    pub session: SessionHandle,
    /// Of the session: see `Core::drawn_steps`.
    pub drawn_steps: u64,
    pub places: Places,
}

impl PartialEq for ArticleProps {
    fn eq(&self, other: &Self) -> bool {
        self.drawn_steps == other.drawn_steps
    }
}

#[component]
pub fn Article(ArticleProps { session, places, .. }: &ArticleProps) -> Html {
    let messages = session.core.messages();
    let host = use_node_ref();
    let view = use_text(session, &host);
    #[cfg(feature = "bench")]
    crate::ui::bench::see_text(view.as_ref());

    use_reading_place(view.as_ref(), places);
    use_selection(session, view.as_ref());
    use_place(session, view.as_ref());
    use_text_focus(session, &host);

    let point = {
        let (session, view) = (session.clone(), view.clone());
        Callback::from(move |event: MouseEvent| {
            if let Some(view) = view.as_ref().filter(|view| view.selection().is_none()) {
                session.ask(overlaps::Action::Point(under(view, &event)));
            }
        })
    };
    let pressed = use_mut_ref(|| (0.0, 0.0));
    let take_word = {
        let (view, pressed) = (view.clone(), pressed.clone());
        Callback::from(move |event: MouseEvent| {
            // Held down and moved, or with Shift, the same press has selected more than a word, and that stays.
            let is_for_word = |view: &TextView, at| {
                let (x, y) = *pressed.borrow();
                !event.shift_key() && event.detail() == 2 && view.offset_at(x, y) == Some(at)
            };
            let word = view.as_ref().and_then(|view| {
                let at = under(view, &event).filter(|at| is_for_word(view, *at))?;
                Some((view, view.word_at(at)?))
            });
            if let Some((view, word)) = word {
                view.select(word);
            }
        })
    };
    let hover = {
        let (session, view) = (session.clone(), view.clone());
        Callback::from(move |event: MouseEvent| {
            let at = view.as_ref().and_then(|view| under(view, &event));
            let there = at.and_then(|at| session.core.topmost(at));
            if there != session.overlaps.hovered {
                session.ask(overlaps::Action::Hover(there));
            }
        })
    };
    let press = Callback::from(move |event: PointerEvent| {
        *pressed.borrow_mut() = (event.client_x().into(), event.client_y().into());
    });
    html! {
        <main class="article">
            { loading_placeholder(session) }
            <div
                ref={host.clone()}
                data-text=""
                class="text"
                role="document"
                tabindex="0"
                aria-label={messages.article}
                onpointerdown={press}
                onclick={point}
                ondblclick={take_word}
                onmousemove={hover}
            />
            if let Some(view) = view {
                <Overlay session={session.clone()} {view} {host} />
            }
        </main>
    }
}

/// Brings a place into sight when the session asks for it.
#[hook]
fn use_place(session: &SessionHandle, view: Option<&Rc<TextView>>) {
    let view = view.cloned();
    use_effect_with(session.core.requests.scroll_to, move |place| {
        let span = place.and_then(|request| Span::new(request.what, request.what.plus(1)));
        if let Some((view, span)) = view.zip(span) {
            view.scroll_to(span);
            view.set_caret(span.start());
        }
    });
}

/// Puts the focus into the text when the session asks for it.
#[hook]
fn use_text_focus(session: &SessionHandle, host: &NodeRef) {
    let host = host.clone();
    use_effect_with(session.core.requests.focus_text, move |request| {
        if let Some(host) = host.cast::<HtmlElement>().filter(|_| request.is_some()) {
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
    use_effect_with(session.core.editor.active, move |_| {
        let shown = session.core.editor.shown().zip(host.cast::<Element>());
        setter.set(shown.map(|(shown, host)| Rc::new(TextView::new(&host, shown.document.clone()))));
    });
    (*view).clone()
}

/// Tells the session what is selected once the selection has settled.
#[hook]
fn use_selection(session: &SessionHandle, view: Option<&Rc<TextView>>) {
    let session = session.clone();
    use_effect_with(view.cloned(), move |view| {
        let view = view.clone();
        let guard = on_settled_selection(move || {
            // The toolbar's field has a selection of its own, and the words that are to be tagged stay selected.
            let at = gloo::utils::document().active_element();
            if at.is_some_and(|at| at.closest("[role=toolbar] input").is_ok_and(|found| found.is_some())) {
                return;
            }
            let is_changed = view.as_ref().is_some_and(|view| view.mend_selection());
            let selected = view.as_ref().and_then(|view| view.selection());
            session.ask(selecting::Action::Select(selected.map(selection_of)));
            if is_changed {
                session.ask(notices::Action::Say(Notice::problem(session.core.messages().text_changed)));
            }
        });
        move || drop(guard)
    });
}
