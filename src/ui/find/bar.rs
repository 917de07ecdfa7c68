//! The bar that finds: the words, where they are, and which occurrences get a tag.

use super::occurrences::Occurrences;
use crate::session::finding;
use crate::session::finding::{Find, Search};
use crate::ui::controls::{Asking, Button, SessionHandle, choice, is_enter, tag_options};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use crate::model::TagId;
use crate::text::{Document, SearchProgress};
use crate::wording::grouped;

pub fn bar(session: &SessionHandle, find: &Find, document: &Document, field: NodeRef) -> Html {
    let messages = session.core.messages();
    let dispatch = session.dispatcher();
    let enter = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            if is_enter(&event) {
                dispatch.ask(finding::Action::Step { forward: !event.shift_key() });
            }
        })
    };
    let step = |sign: &str, says: &'static str, forward: bool| {
        Button::new(sign)
            .with("aria-label", says)
            .with("title", says)
            .disabled(find.found.is_empty())
            .asks(&dispatch, finding::Action::Step { forward })
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
                    oninput={written(session)}
                    onkeydown={enter}
                />
                { step("↑", messages.shortcuts.find_previous, false) }
                { step("↓", messages.shortcuts.find_next, true) }
                { Button::new("✕").with("aria-label", messages.close).asks(&dispatch, finding::Action::Close) }
            </div>
            <p aria-live="polite">{ count(find, messages.found_none) }</p>
            { progress(session, find, document) }
            if !find.found.is_empty() {
                <Occurrences session={session.clone()} drawn_steps={session.core.drawn_steps} />
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

/// How far the search is, once that takes long, and a way to end it.
fn progress(session: &SessionHandle, find: &Find, document: &Document) -> Html {
    let messages = session.core.messages();
    match find.search {
        Search::Running { progress: Some(SearchProgress { read, found }), .. } => {
            let says = (messages.search().so_far)(&grouped(found));
            html! {
                <div class="line">
                    <label>
                        { says }
                        { " " }
                        <progress max={document.text().len().to_string()} value={read.to_string()} />
                    </label>
                    { Button::new(messages.cancel).asks(&session.dispatcher(), finding::Action::Stop) }
                </div>
            }
        }
        Search::Stopped => html! { <p role="alert">{ messages.search().stopped }</p> },
        Search::Running { progress: None, .. } | Search::Done => Html::default(),
    }
}

/// Does something about the occurrence whose box an event is at.
pub fn numbered<E: AsRef<Event> + 'static>(
    session: &SessionHandle,
    what: fn(usize) -> finding::Action,
) -> Callback<E> {
    let dispatch = session.dispatcher();
    Callback::from(move |event: E| {
        let target = event.as_ref().target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(number) = target.and_then(|field| field.value().parse().ok()) {
            dispatch.ask(what(number));
        }
    })
}

/// Takes over what is written into the field.
fn written(session: &SessionHandle) -> Callback<InputEvent> {
    let dispatch = session.dispatcher();
    Callback::from(move |event: InputEvent| {
        let field: HtmlInputElement = event.target_unchecked_into();
        dispatch.ask(finding::Action::Write(field.value()));
    })
}

/// The choice of the tag that many annotations get together.
pub fn bulk_tag(session: &SessionHandle) -> Html {
    let messages = session.core.messages();
    let options = tag_options(&session.core.editor.project.scheme, messages);
    let chosen = session.finding.bulk_tag(&session.core);
    let chosen = chosen.as_ref().map_or("", TagId::as_str);
    let choose = |tag: String| TagId::new(&tag).map(finding::Action::ChooseBulkTag);
    choice(messages.tag, chosen, options, &session.dispatcher(), choose)
}

/// What can be done to all that the filters let through.
pub fn for_all_listed(session: &SessionHandle, count: usize) -> Html {
    let messages = session.core.messages();
    let dispatch = session.dispatcher();
    html! {
        <div class="for-many">
            { bulk_tag(session) }
            { Button::new(&(messages.retag_these)(count)).asks(&dispatch, finding::Action::RetagListed) }
            { Button::new(&(messages.delete_these)(count))
                .class("delete")
                .asks(&dispatch, finding::Action::DeleteListed) }
        </div>
    }
}
