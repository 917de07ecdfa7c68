//! The list beside the text: every annotation in the order of the text, filtered by tag and by words.

use yew::prelude::*;

use super::annex;
use super::controls::Button;
use super::find_bar::words_field;
use super::rows::use_rows;
use super::session::{Action, SessionHandle};
use super::shortcuts::cap;
use crate::decoration::tag_class;
use crate::model::{Annotated, TagId};

/// Without annotations there is little to say.
pub fn list(session: &SessionHandle) -> Html {
    let messages = session.messages();
    let Some(shown) = session.editor.shown() else { return html! {} };
    let is_filled = shown.annotations.count() > 0 || session.gathering.is_some();
    if let Some(marking) = annex::marking().filter(|_| is_filled) {
        return (marking.list)(session);
    }
    html! {
        <section class={class(session)} aria-label={messages.list}>
            <header>
                <h2>{ (messages.list_count)(0) }</h2>
            </header>
            <div class="empty">
                <p>{ messages.empty }</p>
                <p>{ (messages.empty_hint)(&keys(session)) }</p>
            </div>
        </section>
    }
}

fn class(session: &SessionHandle) -> Classes {
    classes!("list", session.list_open.then_some("open"))
}

#[derive(Properties)]
pub struct ListProps {
    pub session: SessionHandle,
    /// Of the session.
    pub turn: u64,
}

impl PartialEq for ListProps {
    fn eq(&self, other: &Self) -> bool {
        self.turn == other.turn
    }
}

/// With annotations, as they would be with the edges where they are just now.
pub fn filled(session: &SessionHandle) -> Html {
    html! { <Filled session={session.clone()} turn={session.turn} /> }
}

#[component]
fn Filled(ListProps { session, .. }: &ListProps) -> Html {
    let rows = use_rows(session);
    let current = session.editor.current_annotation();
    let about_current = current.is_some_and(|annotation| session.lists(annotation));
    let class = classes!(class(session), about_current.then_some("about-current"));
    let messages = session.messages();
    let Some(shown) = session.previewed().shown() else { return html! {} };
    let count = shown.annotations.count();
    let listed = rows.count();
    let is_all = session.gathering.is_none();
    html! {
        <section {class} aria-label={messages.list}>
            <header>
                <div class="line">
                    <h2>
                        { if is_all { (messages.list_count)(count) } else { messages.awaiting().annotations.to_owned() } }
                    </h2>
                    { step(session, "↑", messages.shortcuts.previous, Action::Previous) }
                    { step(session, "↓", messages.shortcuts.next, Action::Next) }
                </div>
                { filter(session, shown) }
                if let Some(finding) = annex::finding().filter(|_| listed < count && listed > 0) {
                    { (finding.for_all_listed)(session, listed) }
                }
            </header>
            if listed == 0 && is_all {
                <p class="empty">{ messages.nothing_matches }</p>
            }
            { rows.show(session, &shown.document) }
        </section>
    }
}

/// A button that goes to another annotation.
fn step(session: &SessionHandle, sign: &str, says: &'static str, action: Action) -> Html {
    Button::new(sign).with("aria-label", says).with("title", says).asks(&session.dispatcher(), action)
}

/// The tags' keys, if keys that type mean anything: `1 2 3`.
fn keys(session: &SessionHandle) -> String {
    let mut keys = String::new();
    for tag in session.editor.project.scheme.tags().iter().filter(|_| !session.settings.is_quiet) {
        if !tag.key.value.is_empty() {
            keys += &[if keys.is_empty() { "" } else { " " }, cap(&tag.key.value)].concat();
        }
    }
    keys
}

/// A chip for each tag that is in use.
fn filter(session: &SessionHandle, shown: &Annotated) -> Html {
    let messages = session.messages();
    let dispatch = session.dispatcher();
    let chip = |tag: Option<TagId>, name: &str, count: usize| {
        let content = html! { <>{ name.to_owned() }<span class="count">{ count }</span></> };
        Button::showing(content)
            .class(classes!("chip", tag.as_ref().map(tag_class)))
            .with("aria-pressed", (session.filter == tag).to_string())
            .asks(&dispatch, Action::Filter(tag))
    };
    let tags = session.editor.project.scheme.tags();
    let counted = tags.into_iter().map(|tag| (tag, shown.annotations.count_with(&tag.id)));
    html! {
        <div class="filter" role="group" aria-label={messages.filter}>
            { chip(None, messages.all_tags, shown.annotations.count()) }
            for (tag, count) in counted {
                if count > 0 || session.filter.as_ref() == Some(&tag.id) {
                    { chip(Some(tag.id.clone()), &session.tag_name(tag), count) }
                }
            }
            { words_field(session) }
        </div>
    }
}
