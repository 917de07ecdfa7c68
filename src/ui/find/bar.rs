//! The bar that finds: the words, where they are, and which occurrences get a tag.

use crate::session::finding;
use crate::session::finding::{Find, MOST};
use crate::ui::controls::{Asking, Button, SessionHandle, choice, in_context, is_enter, tag_options};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use crate::model::TagId;
use crate::text::{Document, Span};

/// So many occurrences stand in the list: more would make each key slow.
const LISTED: usize = 200;

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
            if !find.found.is_empty() {
                { occurrences(session, find, document) }
            }
        </section>
    }
}

/// `3 / 17`.
fn count(find: &Find, none: &str) -> String {
    let count = find.found.len();
    match count {
        0 if find.query.is_empty() => String::new(),
        0 => none.to_owned(),
        MOST => format!("{} / {count}+", find.at + 1),
        _ => format!("{} / {count}", find.at + 1),
    }
}

/// A tag for all that are ticked, and the list in which they are.
fn occurrences(session: &SessionHandle, find: &Find, document: &Document) -> Html {
    let messages = session.core.messages();
    let dispatch = session.dispatcher();
    let ready = session
        .finding
        .bulk_tag(&session.core)
        .map_or(0, |tag| session.finding.to_be_tagged(&session.core, &tag).len());
    let tick = numbered(session, finding::Action::Tick);
    let look = numbered(session, finding::Action::At);
    let listed = find.found.iter().enumerate().take(LISTED);
    let more = find.found.len().saturating_sub(LISTED);
    html! {
        <>
            <div class="for-many">
                { bulk_tag(session) }
                { Button::new(&(messages.tag_these)(ready))
                    .class("main")
                    .disabled(ready == 0)
                    .asks(&dispatch, finding::Action::Tag) }
            </div>
            <ol onchange={tick} onfocusin={look}>
                for (number, span) in listed {
                    { occurrence(find, number, *span, document) }
                }
            </ol>
            if more > 0 {
                <p>{ (messages.found_more)(more) }</p>
            }
        </>
    }
}

fn occurrence(find: &Find, number: usize, span: Span, document: &Document) -> Html {
    html! {
        <li class={(number == find.at).then_some("current")}>
            <label>
                <input type="checkbox" value={number.to_string()} checked={!find.unticked.contains(&number)} />
                { in_context(document, span, document.slice(span).unwrap_or_default().to_owned()) }
            </label>
        </li>
    }
}

/// Does something about the occurrence whose box an event is at.
fn numbered<E: AsRef<Event> + 'static>(
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
fn bulk_tag(session: &SessionHandle) -> Html {
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
