//! The tag scheme as a dialog: every tag with how often it is used, and the one that is chosen with all that can be
//! changed about it.

use super::attribute_editor::attribute_editor;
use crate::session::keys::cap;
use crate::session::{Dialog, NoticeKind, dialogs, history, tag_scheme};
use crate::ui::controls::{Asking, Button, SessionHandle, asking, entry, field, pressed, tag_face};
use crate::wording::{guideline, tag_name};
use yew::prelude::*;

use crate::decoration::tag_class;
use crate::edit::commands::annotations_with;
use crate::model::{Color, Tag, TagEdit, TagId};

pub fn tag_scheme(session: &SessionHandle, chosen: Option<&TagId>) -> Html {
    let messages = session.core.messages();
    let dispatch = session.dispatcher();
    let project = &session.core.editor.project;
    let tags = project.scheme.tags();
    let chosen = chosen.and_then(|id| project.scheme.get(id)).or(tags.first().copied());
    let create = asking(|label| Some(tag_scheme::Action::Create(label)));
    html! {
        <>
            <div class="tags" role="group" aria-label={messages.scheme}>
                for tag in &tags {
                    { tag_button(session, tag)
                        .with("aria-pressed", chosen.is_some_and(|chosen| chosen.id == tag.id).to_string())
                        .asks(&dispatch, dialogs::Action::Open(Dialog::TagScheme(Some(tag.id.clone())))) }
                }
            </div>
            { entry(messages.new_tag, &dispatch, create) }
            if let Some(tag) = chosen {
                { form(session, tag) }
            }
            <p class="said" aria-live="polite">
                if let Some(notice) = &session.core.notice {
                    <span class={(notice.kind == NoticeKind::Problem).then_some("failed")}>
                        { notice.words.clone() }
                    </span>
                }
            </p>
            <footer>
                { Button::new(messages.undo).asks(&dispatch, history::Action::Undo) }
                { Button::new(messages.redo).asks(&dispatch, history::Action::Redo) }
                { Button::new(messages.close).class("main").asks(&dispatch, dialogs::Action::Close) }
            </footer>
        </>
    }
}

/// A tag with how many annotations have it.
fn tag_button(session: &SessionHandle, tag: &Tag) -> Button {
    let count = annotations_with(&session.core.editor.project, &tag.id).len();
    let content = html! { <>{ tag_face(session, tag) }<span class="count">{ count }</span></> };
    let messages = session.core.messages();
    let says = (messages.tagged)(&session.core.tag_name(tag), &(messages.list_count)(count));
    Button::showing(content).class(classes!("tag-button", tag_class(&tag.id))).with("aria-label", says)
}

/// All that can be changed about a tag.
fn form(session: &SessionHandle, tag: &Tag) -> Html {
    let messages = session.core.messages();
    let dispatch = session.dispatcher();
    let row = |label: &'static str, control: Html| {
        html! { <><span aria-hidden="true">{ label }</span>{ control }</> }
    };
    let write = |kind, label: &'static str, value: &str, edit: fn(&str) -> Option<TagEdit>| {
        let id = tag.id.clone();
        let ask = asking(move |text| Some(tag_scheme::Action::Edit(id.clone(), edit(text.trim())?)));
        row(label, field(kind, label.into(), value, &dispatch, ask))
    };
    let moved = |label, forward| {
        Button::new(label).asks(&dispatch, tag_scheme::Action::Move { tag: tag.id.clone(), forward })
    };
    let merged = |other: &Tag| {
        let merge = tag_scheme::Action::Merge { from: tag.id.clone(), into: other.id.clone() };
        tag_button(session, other).asks(&dispatch, merge)
    };
    let others = session.core.editor.project.scheme.tags().into_iter().filter(|other| other.id != tag.id);
    let affected = annotations_with(&session.core.editor.project, &tag.id).len();
    html! {
        <div class={classes!("tag-form", tag_class(&tag.id))}>
            { write("text", messages.label, tag_name(tag, messages), |text| Some(TagEdit::Label(text.into()))) }
            { write("color", messages.color, &tag.color.value.to_string(), |text| {
                Color::parse(text).map(TagEdit::Color)
            }) }
            { row(messages.key, key(session, tag)) }
            { write("text", messages.guideline, guideline(tag, messages), |text| {
                Some(TagEdit::Guideline(text.into()))
            }) }
            <span>{ messages.attribute_list }</span>
            { attribute_editor(session, tag) }
            <p>{ (messages.affected)(affected) }</p>
            <details>
                <summary>{ messages.merge_into }</summary>
                <div class="tags">{ for others.map(|other| merged(other)) }</div>
            </details>
            <div class="steps">
                { moved(messages.up, false) }
                { moved(messages.down, true) }
                { Button::new(messages.delete).class("delete").asks(&dispatch, tag_scheme::Action::Delete(tag.id.clone())) }
            </div>
        </div>
    }
}

/// The tag's key: pressed here, a letter or a digit becomes it.
fn key(session: &SessionHandle, tag: &Tag) -> Html {
    let messages = session.core.messages();
    let (dispatch, id) = (session.dispatcher(), tag.id.clone());
    let press = Callback::from(move |event: KeyboardEvent| {
        let pressed = pressed(&event);
        let Some(stroke) = pressed.stroke().filter(|stroke| !stroke.command && !stroke.alt) else { return };
        let key = match stroke.code {
            "Delete" | "Backspace" => "",
            code if code.starts_with("Key") || code.starts_with("Digit") => code,
            _ => return,
        };
        event.prevent_default();
        dispatch.ask(tag_scheme::Action::Edit(id.clone(), TagEdit::Key(key.into())));
    });
    let shown = if tag.key.value.is_empty() { "—" } else { cap(&tag.key.value) };
    html! {
        <div>
            <button
                type="button"
                aria-label={[messages.key, " ", shown].concat()}
                aria-describedby="key-hint"
                onkeydown={press}
            >{ shown.to_owned() }</button>
            <small id="key-hint">{ messages.key_hint }</small>
        </div>
    }
}
