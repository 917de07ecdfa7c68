//! The list beside the text: every annotation in the order of the text, filtered by tag and by words.

mod attributes;
mod conflicts;
mod linking;
mod row;
mod rows;

use crate::session::keys::cap;
use crate::session::list;
use crate::ui::controls::{Asking, Button, SessionHandle};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use self::rows::use_rows;

use crate::decoration::tag_class;
use crate::model::{Annotated, TagId};

/// What is done with all that the filter lets through, which are so many.
pub type Bulk = fn(&SessionHandle, usize) -> Html;

/// The list; without annotations there is little to say.
pub fn list(session: &SessionHandle, bulk: Option<Bulk>) -> Html {
    let messages = session.core.messages();
    let Some(shown) = session.core.editor.shown() else { return html! {} };
    let is_filled = shown.annotations.count() > 0 || session.core.loading.progress.is_some();
    if is_filled {
        return html! { <Filled session={session.clone()} drawn_steps={session.core.drawn_steps} {bulk} /> };
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
    classes!("list", session.core.view.is_list_open.then_some("open"))
}

#[derive(Properties)]
pub struct ListProps {
    pub session: SessionHandle,
    /// Of the session: see `Core::drawn_steps`.
    pub drawn_steps: u64,
    pub bulk: Option<Bulk>,
}

impl PartialEq for ListProps {
    fn eq(&self, other: &Self) -> bool {
        self.drawn_steps == other.drawn_steps && self.bulk.is_some() == other.bulk.is_some()
    }
}

/// With annotations, as they would be with the edges where they are just now.
#[component]
fn Filled(ListProps { session, bulk, .. }: &ListProps) -> Html {
    let rows = use_rows(session);
    let current = session.core.editor.current_annotation();
    let about_current = current.is_some_and(|annotation| session.core.lists(annotation));
    let class = classes!(class(session), about_current.then_some("about-current"));
    let messages = session.core.messages();
    let Some(shown) = session.core.previewed().shown() else { return html! {} };
    let count = shown.annotations.count();
    let listed = rows.count();
    let is_all = session.core.loading.progress.is_none();
    html! {
        <section {class} aria-label={messages.list}>
            <header>
                <div class="line">
                    <h2>
                        { if is_all { (messages.list_count)(count) } else { messages.loading_placeholder().annotations.to_owned() } }
                    </h2>
                    { step(session, "↑", messages.shortcuts.previous, list::Action::Previous) }
                    { step(session, "↓", messages.shortcuts.next, list::Action::Next) }
                </div>
                { filter(session, shown) }
                if let Some(bulk) = bulk.filter(|_| listed < count && listed > 0) {
                    { bulk(session, listed) }
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
fn step(session: &SessionHandle, sign: &str, says: &'static str, action: list::Action) -> Html {
    Button::new(sign).with("aria-label", says).with("title", says).asks(&session.dispatcher(), action)
}

/// The tags' keys, if keys that type mean anything: `1 2 3`.
fn keys(session: &SessionHandle) -> String {
    let mut keys = String::new();
    for tag in session.core.editor.project.scheme.tags().iter().filter(|_| !session.core.settings.is_quiet) {
        if !tag.key.value.is_empty() {
            keys += &[if keys.is_empty() { "" } else { " " }, cap(&tag.key.value)].concat();
        }
    }
    keys
}

/// A chip for each tag that is in use.
fn filter(session: &SessionHandle, shown: &Annotated) -> Html {
    let messages = session.core.messages();
    let dispatch = session.dispatcher();
    let chip = |tag: Option<TagId>, name: &str, count: usize| {
        let content = html! { <>{ name.to_owned() }<span class="count">{ count }</span></> };
        Button::showing(content)
            .class(classes!("chip", tag.as_ref().map(tag_class)))
            .with("aria-pressed", (session.core.filter.tag == tag).to_string())
            .asks(&dispatch, list::Action::FilterTag(tag))
    };
    let tags = session.core.editor.project.scheme.tags();
    let counted = tags.into_iter().map(|tag| (tag, shown.annotations.count_with(&tag.id)));
    html! {
        <div class="filter" role="group" aria-label={messages.filter}>
            { chip(None, messages.all_tags, shown.annotations.count()) }
            for (tag, count) in counted {
                if count > 0 || session.core.filter.tag.as_ref() == Some(&tag.id) {
                    { chip(Some(tag.id.clone()), &session.core.tag_name(tag), count) }
                }
            }
            { words_field(session) }
        </div>
    }
}

/// The field that filters the list by words.
fn words_field(session: &SessionHandle) -> Html {
    let label = session.core.messages().filter_words;
    let write = {
        let dispatch = session.dispatcher();
        Callback::from(move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            dispatch.ask(list::Action::FilterWords(field.value()));
        })
    };
    let words = session.core.filter.words.as_ref().map_or("", |query| query.as_str());
    html! {
        <input
            type="text"
            aria-label={label}
            placeholder={label}
            value={words.to_owned()}
            oninput={write}
        />
    }
}
