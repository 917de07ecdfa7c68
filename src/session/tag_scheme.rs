//! Changing the tag scheme: tags, their names, colours, keys, guidelines and attributes.

use super::keys::{cap, holder};
use super::{Core, Dialog, Feature, NoticeKind};
use crate::edit::commands::{self, slug};
use crate::edit::{EditorState, Refusal};
use crate::model::{AttributeDefinition, AttributeId, AttributeKind, Stamp, TagEdit, TagId, Transaction};

#[derive(Clone, Default)]
pub struct State;

#[derive(Clone, Debug)]
pub enum Action {
    Create(String),
    Edit(TagId, TagEdit),
    /// Adds an attribute of this name.
    AddAttribute(TagId, String),
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

impl Feature for State {
    type Action = Action;

    fn act(&mut self, core: &mut Core, action: Action) {
        if let Action::Edit(id, TagEdit::Key(code)) = &action
            && let Some(by) = holder_of(core, id, code)
        {
            let words = (core.messages().menu().key_taken)(cap(code), &by);
            return core.say(NoticeKind::Problem, words);
        }
        let mut chosen = None;
        if core.command(|state, stamp| plan(state, action, &mut chosen, stamp)) {
            if chosen.is_some() {
                core.dialog = Some(Dialog::TagScheme(chosen));
            }
            core.say_last_step(NoticeKind::Spoken);
        }
    }
}

/// The change that an action asks for; `chosen` becomes the tag that is to be shown afterwards, where that is another.
fn plan(
    state: &EditorState,
    action: Action,
    chosen: &mut Option<TagId>,
    stamp: Stamp,
) -> Result<Transaction, Refusal> {
    match action {
        Action::Create(label) => {
            let id = commands::tag_id(&state.project.scheme, &label).ok_or(Refusal::IdTaken)?;
            *chosen = Some(id.clone());
            commands::create_tag(state, id, &label, stamp)
        }
        Action::Edit(id, edit) => commands::edit_tag(state, &id, edit, stamp),
        Action::AddAttribute(id, label) => {
            let mut attributes = attributes_of(state, &id);
            let is_taken = |id: &AttributeId| attributes.iter().any(|one| one.id == *id);
            let label = label.trim();
            let name = slug(label, &is_taken).filter(|_| !label.is_empty()).ok_or(Refusal::NoName)?;
            attributes.push(AttributeDefinition { id: name, label: label.into(), kind: AttributeKind::Text });
            commands::edit_tag(state, &id, TagEdit::Attributes(attributes), stamp)
        }
        Action::Define(id, at, new) => {
            let mut attributes = attributes_of(state, &id);
            let behind = attributes.split_off(at.min(attributes.len()));
            attributes.extend(new);
            attributes.extend(behind.into_iter().skip(1));
            commands::edit_tag(state, &id, TagEdit::Attributes(attributes), stamp)
        }
        Action::Move { tag, forward } => commands::move_tag(state, &tag, forward, stamp),
        Action::Delete(id) => commands::delete_tag(state, &id, stamp),
        Action::Merge { from, into } => {
            *chosen = Some(into.clone());
            commands::merge_tag(state, &from, &into, stamp)
        }
    }
}

fn attributes_of(state: &EditorState, tag: &TagId) -> Vec<AttributeDefinition> {
    state.project.scheme.get(tag).map_or_else(Vec::new, |tag| tag.attributes.value.clone())
}

/// Who has a key already: another tag, or a row of the table of keys.
fn holder_of(core: &Core, tag: &TagId, key: &str) -> Option<String> {
    let tags = core.editor.project.scheme.tags();
    let other = tags.iter().find(|other| other.id != *tag && !key.is_empty() && *other.key.value == *key);
    let other = other.map(|tag| core.tag_name(tag).to_string());
    other.or_else(|| holder(&core.keys, key, &core.settings.keys, core.messages()).map(str::to_owned))
}
