//! The text: its elements are built once, selections become spans. What is done with it is in `tools.rs`.

use std::rc::Rc;

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::annex::{self, come_near};
use super::autosave::Autosave;
use super::early::{hold_menu, hold_pointer, is_early, let_go};
use super::effect::use_effect_with;
use super::notice::problem;
use super::reading_place::use_reading_place;
use super::session::{Action, Selection, SessionHandle};
use super::tools::Desk;
use crate::browser::{TextView, focus_in_place, on_settled_selection};
use crate::text::Span;

#[derive(Properties)]
pub struct ArticleProps {
    pub session: SessionHandle,
    /// Of the session.
    pub turn: u64,
    /// Knows where each text was left.
    pub keeper: Rc<Autosave>,
}

impl PartialEq for ArticleProps {
    fn eq(&self, other: &Self) -> bool {
        self.turn == other.turn
    }
}

#[component]
pub fn Article(ArticleProps { session, keeper, .. }: &ArticleProps) -> Html {
    let messages = session.messages();
    let host = use_node_ref();
    let view = use_text(session, &host);
    #[cfg(feature = "bench")]
    super::bench::see_text(view.as_ref());

    use_reading_place(view.as_ref(), keeper);
    use_selection(session, view.as_ref());
    use_place(session, view.as_ref());
    use_text_focus(session, &host);

    let point = {
        let (session, view) = (session.clone(), view.clone());
        Callback::from(move |event: MouseEvent| {
            if let Some(view) = view.as_ref().filter(|view| view.selection().is_none()) {
                session.dispatch(Action::Point(under(view, &event)));
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
            let there = at.zip(annex::marking()).and_then(|(at, marking)| (marking.under)(&session, at));
            if there != session.hover {
                session.dispatch(Action::Hover(there));
            }
        })
    };
    let press = {
        let dispatch = session.dispatcher();
        Callback::from(move |event: PointerEvent| {
            *pressed.borrow_mut() = (event.client_x().into(), event.client_y().into());
            hold_pointer(&event, dispatch.clone());
        })
    };
    let near = {
        let session = session.clone();
        Callback::from(move |_: FocusEvent| {
            if is_early() {
                come_near(session.dispatcher());
            }
        })
    };
    html! {
        <main class="article">
            if let Some(records) = annex::records() {
                { (records.awaiting)(session) }
            }
            <div
                ref={host.clone()}
                data-text=""
                class="text"
                role="document"
                tabindex="0"
                aria-label={messages.article}
                onpointerdown={press}
                oncontextmenu={|event: MouseEvent| hold_menu(&event)}
                onpointerup={|_: PointerEvent| let_go()}
                onpointercancel={|_: PointerEvent| let_go()}
                onfocus={near}
                onclick={point}
                ondblclick={take_word}
                onmousemove={hover}
            />
            if let Some((marking, view)) = annex::marking().zip(view) {
                { (marking.tools)(Desk { session: session.clone(), view, host }) }
            }
        </main>
    }
}

/// Brings a place into sight when the session wishes.
#[hook]
fn use_place(session: &SessionHandle, view: Option<&Rc<TextView>>) {
    let view = view.cloned();
    use_effect_with(session.place, move |place| {
        let span = place.and_then(|wish| Span::new(wish.what, wish.what.plus(1)));
        if let Some((view, span)) = view.zip(span) {
            view.scroll_to(span);
            view.set_caret(span.start());
        }
    });
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
            session.dispatch(Action::Select(selected.map(Selection::from)));
            if is_changed {
                session.dispatch(Action::Say(problem(session.messages().text_changed)));
            }
        });
        move || drop(guard)
    });
}
