//! The bar that finds: the words, where they are, and which occurrences get a tag.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use super::annex;
use super::controls::{Button, choice, tag_options};
use super::effect::use_effect_with;
use super::find::{Find, Finding, Search};
use super::keyboard::is_enter;
use super::more_menu::close_menu;
use super::occurrences::Occurrences;
use super::searching::so_far;
use super::session::{Action, SessionHandle};
use super::words::grouped;
use crate::browser::focus_in_place;
use crate::model::TagId;
use crate::text::Document;

/// The bar, where it is open. Its field gets the focus when the session wishes.
#[hook]
pub fn use_find_bar(session: &SessionHandle) -> Html {
    let field = use_node_ref();
    use_effect_with((field.clone(), session.find.as_ref().map(|find| find.focus)), |(field, _)| {
        if let Some(field) = field.cast::<HtmlInputElement>() {
            close_menu();
            focus_in_place(&field);
            field.select();
        }
    });
    let shown = session.editor.shown().zip(session.find.as_ref());
    let shown = shown.zip(annex::finding());
    shown.map_or_else(Html::default, |((shown, find), finding)| {
        (finding.bar)(session, find, &shown.document, field)
    })
}

pub fn bar(session: &SessionHandle, find: &Find, document: &Document, field: NodeRef) -> Html {
    let messages = session.messages();
    let dispatch = session.dispatcher();
    let enter = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            if is_enter(&event) {
                dispatch.dispatch(Action::Find(Finding::Step(!event.shift_key())));
            }
        })
    };
    let step = |sign: &str, says: &'static str, forward: bool| {
        Button::new(sign)
            .with("aria-label", says)
            .with("title", says)
            .disabled(find.found.is_empty())
            .asks(&dispatch, Action::Find(Finding::Step(forward)))
    };
    html! {
        <section class="find" role="search" aria-label={messages.find}>
            <div class="line">
                <input
                    ref={field}
                    type="text"
                    aria-label={messages.shortcuts.find}
                    spellcheck="false"
                    value={find.query.as_str().to_owned()}
                    oninput={written(session, Finding::Write)}
                    onkeydown={enter}
                />
                { step("↑", messages.shortcuts.find_previous, false) }
                { step("↓", messages.shortcuts.find_next, true) }
                { Button::new("✕").with("aria-label", messages.close).asks(&dispatch, Action::Find(Finding::Close)) }
            </div>
            <p aria-live="polite">{ count(find, messages.found_none) }</p>
            { so_far(session, find, document) }
            if !find.found.is_empty() {
                <Occurrences session={session.clone()} turn={session.turn} />
            }
        </section>
    }
}

/// `3 / 17`; nothing as long as nobody knows.
fn count(find: &Find, none: &str) -> String {
    match (find.search, find.found.len()) {
        (Search::Running { .. } | Search::Stopped, _) => String::new(),
        (Search::Done, 0) if find.query.is_empty() => String::new(),
        (Search::Done, 0) => none.to_owned(),
        (Search::Done, count) => [&grouped(find.at + 1), " / ", &grouped(count)].concat(),
    }
}

/// Does something about the occurrence whose box an event is at.
pub fn numbered<E: AsRef<Event> + 'static>(
    session: &SessionHandle,
    what: fn(usize) -> Finding,
) -> Callback<E> {
    let dispatch = session.dispatcher();
    Callback::from(move |event: E| {
        let target = event.as_ref().target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(number) = target.and_then(|field| field.value().parse().ok()) {
            dispatch.dispatch(Action::Find(what(number)));
        }
    })
}

/// Takes over what is written into a field.
fn written(session: &SessionHandle, what: fn(String) -> Finding) -> Callback<InputEvent> {
    let dispatch = session.dispatcher();
    Callback::from(move |event: InputEvent| {
        let field: HtmlInputElement = event.target_unchecked_into();
        dispatch.dispatch(Action::Find(what(field.value())));
    })
}

/// The field that filters the list by words.
pub fn words_field(session: &SessionHandle) -> Html {
    let label = session.messages().filter_words;
    let words = session.filter_words.as_ref().map_or("", |query| query.as_str());
    html! {
        <input
            type="text"
            aria-label={label}
            placeholder={label}
            value={words.to_owned()}
            oninput={written(session, Finding::Filter)}
        />
    }
}

/// The choice of the tag that many get together.
pub fn tag_for_many(session: &SessionHandle) -> Html {
    let messages = session.messages();
    let options = tag_options(&session.editor.project.scheme, messages);
    let chosen = session.tag_for_many();
    let chosen = chosen.as_ref().map_or("", TagId::as_str);
    let choose = |tag: String| TagId::new(&tag).map(|tag| Action::Find(Finding::For(tag)));
    choice(messages.tag, chosen, options, &session.dispatcher(), choose)
}

/// What can be done to all that the filters let through.
pub fn for_all_listed(session: &SessionHandle, count: usize) -> Html {
    let messages = session.messages();
    let dispatch = session.dispatcher();
    html! {
        <div class="for-many">
            { tag_for_many(session) }
            { Button::new(&(messages.retag_these)(count)).asks(&dispatch, Action::Find(Finding::RetagListed)) }
            { Button::new(&(messages.delete_these)(count))
                .class("delete")
                .asks(&dispatch, Action::Find(Finding::DeleteListed)) }
        </div>
    }
}
