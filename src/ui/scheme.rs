//! The tag scheme as a dialog: every tag with how often it is used, and the one that is chosen with all that can be
//! changed about it.

use yew::prelude::*;

use super::controls::{Ask, Button, entry, field};
use super::definitions::definitions;
use super::keyboard::pressed;
use super::session::{Action, Dialog, NoticeKind, Session, SessionHandle};
use super::shortcuts::{cap, holder};
use super::toolbar::face;
use super::words;
use crate::decoration::tag_class;
use crate::edit::commands::{self, annotations_with, slug};
use crate::edit::{EditorState, Refusal};
use crate::model::{AttributeDefinition, AttributeId, AttributeKind, Color, Tag, TagEdit, TagId};

/// What can be done to the scheme.
#[derive(Clone, Debug)]
pub enum Rule {
    Create(String),
    Edit(TagId, TagEdit),
    /// Adds an attribute of this name.
    Add(TagId, String),
    /// Puts an attribute in the place of the one with this number, or takes that away.
    Define(TagId, usize, Option<AttributeDefinition>),
    Move {
        tag: TagId,
        forward: bool,
    },
    Delete(TagId),
    Merge {
        from: TagId,
        into: TagId,
    },
}

pub fn scheme(session: &SessionHandle, chosen: Option<&TagId>) -> Html {
    let messages = session.messages();
    let dispatch = session.dispatcher();
    let project = &session.editor.project;
    let tags = project.scheme.tags();
    let chosen = chosen.and_then(|id| project.scheme.get(id)).or(tags.first().copied());
    let create: Ask = Box::new(|label| Some(Action::Rule(Rule::Create(label))));
    html! {
        <>
            <div class="tags" role="group" aria-label={messages.scheme}>
                for tag in &tags {
                    { tag_button(session, tag)
                        .with("aria-pressed", chosen.is_some_and(|chosen| chosen.id == tag.id).to_string())
                        .asks(&dispatch, Action::Open(Dialog::Scheme(Some(tag.id.clone())))) }
                }
            </div>
            { entry(messages.new_tag, &dispatch, create) }
            if let Some(tag) = chosen {
                { form(session, tag) }
            }
            <p class="said" aria-live="polite">
                if let Some(notice) = &session.notice {
                    <span class={(notice.kind == NoticeKind::Problem).then_some("failed")}>
                        { notice.words.clone() }
                    </span>
                }
            </p>
            <footer>
                { Button::new(messages.undo).asks(&dispatch, Action::Undo) }
                { Button::new(messages.redo).asks(&dispatch, Action::Redo) }
                { Button::new(messages.close).class("main").asks(&dispatch, Action::CloseDialog) }
            </footer>
        </>
    }
}

/// A tag with how many annotations have it.
fn tag_button(session: &SessionHandle, tag: &Tag) -> Button {
    let count = annotations_with(&session.editor.project, &tag.id).len();
    let content = html! { <>{ face(session, tag) }<span class="count">{ count }</span></> };
    let messages = session.messages();
    let says = (messages.tagged)(&session.tag_name(tag), &(messages.list_count)(count));
    Button::showing(content).class(classes!("tag-button", tag_class(&tag.id))).with("aria-label", says)
}

/// All that can be changed about a tag.
fn form(session: &SessionHandle, tag: &Tag) -> Html {
    let messages = session.messages();
    let dispatch = session.dispatcher();
    let row = |label: &'static str, control: Html| {
        html! { <><span aria-hidden="true">{ label }</span>{ control }</> }
    };
    let write = |kind, label: &'static str, value: &str, edit: fn(&str) -> Option<TagEdit>| {
        let id = tag.id.clone();
        let ask: Ask = Box::new(move |text| Some(Action::Rule(Rule::Edit(id.clone(), edit(text.trim())?))));
        row(label, field(kind, label.into(), value, &dispatch, ask))
    };
    let moved = |label, forward| {
        Button::new(label).asks(&dispatch, Action::Rule(Rule::Move { tag: tag.id.clone(), forward }))
    };
    let merged = |other: &Tag| {
        let merge = Rule::Merge { from: tag.id.clone(), into: other.id.clone() };
        tag_button(session, other).asks(&dispatch, Action::Rule(merge))
    };
    let others = session.editor.project.scheme.tags().into_iter().filter(|other| other.id != tag.id);
    let affected = annotations_with(&session.editor.project, &tag.id).len();
    html! {
        <div class={classes!("tag-form", tag_class(&tag.id))}>
            { write("text", messages.label, words::tag_name(tag, messages), |text| Some(TagEdit::Label(text.into()))) }
            { write("color", messages.color, &tag.color.value.to_string(), |text| {
                Color::parse(text).map(TagEdit::Color)
            }) }
            { row(messages.key, key(session, tag)) }
            { write("text", messages.guideline, words::guideline(tag, messages), |text| {
                Some(TagEdit::Guideline(text.into()))
            }) }
            <span>{ messages.attribute_list }</span>
            { definitions(session, tag) }
            <p>{ (messages.affected)(affected) }</p>
            <details>
                <summary>{ messages.merge_into }</summary>
                <div class="tags">{ for others.map(|other| merged(other)) }</div>
            </details>
            <div class="steps">
                { moved(messages.up, false) }
                { moved(messages.down, true) }
                { Button::new(messages.delete).class("delete").asks(&dispatch, Action::Rule(Rule::Delete(tag.id.clone()))) }
            </div>
        </div>
    }
}

/// The tag's key: pressed here, a letter or a digit becomes it.
fn key(session: &SessionHandle, tag: &Tag) -> Html {
    let messages = session.messages();
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
        dispatch.dispatch(Action::Rule(Rule::Edit(id.clone(), TagEdit::Key(key.into()))));
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

fn defined(state: &EditorState, tag: &TagId) -> Vec<AttributeDefinition> {
    state.project.scheme.get(tag).map_or_else(Vec::new, |tag| tag.attributes.value.clone())
}

impl Session {
    /// Changes the scheme, or says why not.
    pub(super) fn rule(&mut self, rule: &Rule) {
        if let Rule::Edit(id, TagEdit::Key(code)) = rule
            && let Some(by) = self.holder_of(id, code)
        {
            let words = (self.messages().menu().key_taken)(cap(code), &by);
            return self.say(NoticeKind::Problem, words);
        }
        let mut chosen = None;
        let done = self.command(|state, stamp| match rule {
            Rule::Create(label) => {
                let id = commands::tag_id(&state.project.scheme, label).ok_or(Refusal::IdTaken)?;
                chosen = Some(id.clone());
                commands::create_tag(state, id, label, stamp)
            }
            Rule::Edit(id, edit) => commands::edit_tag(state, id, edit.clone(), stamp),
            Rule::Add(id, label) => {
                let mut attributes = defined(state, id);
                let is_taken = |id: &AttributeId| attributes.iter().any(|one| one.id == *id);
                let label = label.trim();
                let name = slug(label, &is_taken).filter(|_| !label.is_empty()).ok_or(Refusal::NoName)?;
                let kind = AttributeKind::Text;
                attributes.push(AttributeDefinition { id: name, label: label.into(), kind });
                commands::edit_tag(state, id, TagEdit::Attributes(attributes), stamp)
            }
            Rule::Define(id, at, new) => {
                let mut attributes = defined(state, id);
                let behind = attributes.split_off(*at);
                attributes.extend(new.clone());
                attributes.extend(behind.into_iter().skip(1));
                commands::edit_tag(state, id, TagEdit::Attributes(attributes), stamp)
            }
            Rule::Move { tag, forward } => commands::move_tag(state, tag, *forward, stamp),
            Rule::Delete(id) => commands::delete_tag(state, id, stamp),
            Rule::Merge { from, into } => {
                chosen = Some(into.clone());
                commands::merge_tag(state, from, into, stamp)
            }
        });
        if done {
            if chosen.is_some() {
                self.dialog = Some(Dialog::Scheme(chosen));
            }
            if let Some(moment) = self.editor.history().last_done() {
                let words = words::intention(self, &moment.intention);
                self.say(NoticeKind::Spoken, words);
            }
        }
    }

    /// Who has a key already: another tag, or a command of the program.
    fn holder_of(&self, id: &TagId, code: &str) -> Option<String> {
        let tags = self.editor.project.scheme.tags();
        let tag = tags.iter().find(|tag| tag.id != *id && !code.is_empty() && *tag.key.value == *code);
        let tag = tag.map(|tag| self.tag_name(tag).to_string());
        tag.or_else(|| holder(code, &self.settings.keys, self.messages()).map(str::to_owned))
    }
}
