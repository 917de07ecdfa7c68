//! Changing the tag scheme: tags, their names, colours, keys, guidelines and attributes.

use super::keys::{cap, holder};
use super::{Core, Dialog, Feature, NoticeKind};
use crate::edit::commands::{self, slug};
use crate::edit::{EditorState, Refusal};
use crate::model::{AttributeDefinition, AttributeId, AttributeKind, Stamp, TagEdit, TagId, Transaction};

#[derive(Clone, Debug, Default)]
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Color;
    use crate::session::testing::{after, is_refused, kind, session, tag, told, viewing, words};
    use crate::session::{Session, history};

    fn labels(session: &Session) -> Vec<String> {
        session.core.editor.project.scheme.tags().iter().map(|tag| tag.label.value.to_string()).collect()
    }

    fn attributes(session: &Session, name: &str) -> Vec<String> {
        let tag = session.core.editor.project.scheme.get(&tag(name)).unwrap().clone();
        tag.attributes.value.iter().map(|one| one.label.to_string()).collect()
    }

    fn key(session: &Session, name: &str) -> String {
        session.core.editor.project.scheme.get(&tag(name)).unwrap().key.value.to_string()
    }

    fn with_key(session: &Session, name: &str, code: &str) -> Session {
        after(session, Action::Edit(tag(name), TagEdit::Key(code.into())))
    }

    #[test]
    fn a_new_tag_stands_last_and_open() {
        let session = after(&session(), Action::Create("群众".into()));
        assert_eq!(labels(&session).last().map(String::as_str), Some("群众"));
        let last = session.core.editor.project.scheme.tags().last().unwrap().id.clone();
        assert!(matches!(&session.core.dialog, Some(Dialog::TagScheme(Some(open))) if *open == last));
        assert_eq!(kind(&session), Some(NoticeKind::Spoken));
    }

    #[test]
    fn a_tag_must_be_called_something() {
        let session = after(&session(), Action::Create("  ".into()));
        assert!(is_refused(&session) && session.core.dialog.is_none());
        let session = after(&session, Action::Edit(tag("term"), TagEdit::Label(" ".into())));
        assert_eq!(words(&session), session.core.messages().no_name);
    }

    #[test]
    fn each_field_of_a_tag_is_changed_and_undone() {
        let edits = [
            TagEdit::Label("口号".into()),
            TagEdit::Color(Color::rgb(1, 2, 3)),
            TagEdit::Guideline("规则".into()),
            TagEdit::Key("KeyX".into()),
            TagEdit::Key("".into()),
        ];
        let start = session();
        let before = start.core.editor.project.scheme.get(&tag("term")).cloned().unwrap();
        for edit in edits {
            let name = format!("{edit:?}");
            let session = after(&start, Action::Edit(tag("term"), edit));
            assert!(session.core.dialog.is_none(), "{name}");
            let now = session.core.editor.project.scheme.get(&tag("term")).cloned().unwrap();
            assert_ne!(now, before, "{name}");
            let undone = after(&session, history::Action::Undo);
            let then = undone.core.editor.project.scheme.get(&tag("term")).cloned().unwrap();
            assert_eq!(
                (&then.label.value, then.color.value, &then.guideline.value, &then.key.value),
                (&before.label.value, before.color.value, &before.guideline.value, &before.key.value),
                "{name}"
            );
        }
    }

    #[test]
    fn a_key_that_something_else_has_is_refused_by_its_name() {
        let table = [("Digit1", "quote"), ("KeyP", session().core.messages().shortcuts.pen)];
        for (code, by) in table {
            let session = with_key(&session(), "term", code);
            assert!(is_refused(&session) && words(&session).contains(by), "{code}: {}", words(&session));
            assert_eq!(key(&session, "term"), "Digit2", "{code}");
        }
    }

    #[test]
    fn the_key_that_a_tag_has_is_not_taken_by_itself() {
        let session = with_key(&session(), "term", "Digit2");
        assert_eq!((words(&session), key(&session, "term")), ("", "Digit2".to_owned()));
    }

    #[test]
    fn a_key_that_its_row_gave_up_is_free() {
        let keys = crate::session::Settings { keys: "pen=KeyX".into(), ..Default::default() };
        let start = after(&session(), crate::session::preferences::Action::Settle(keys));
        assert_eq!(key(&with_key(&start, "term", "KeyP"), "term"), "KeyP");
        assert!(is_refused(&with_key(&start, "term", "KeyX")), "the row has it now");
    }

    #[test]
    fn two_tags_may_be_without_a_key() {
        let session = with_key(&with_key(&session(), "term", ""), "quote", "");
        assert_eq!((key(&session, "term"), key(&session, "quote")), (String::new(), String::new()));
    }

    #[test]
    fn an_attribute_is_added_by_its_name() {
        let session = after(&session(), Action::AddAttribute(tag("event"), " 起因 ".into()));
        assert_eq!(attributes(&session, "event"), ["起因"]);
        let session = after(&session, Action::AddAttribute(tag("event"), "起因".into()));
        assert_eq!(attributes(&session, "event"), ["起因", "起因"]);
        let ids = session.core.editor.project.scheme.get(&tag("event")).unwrap().attributes.value.clone();
        assert_ne!(ids[0].id, ids[1].id, "two of a name are told apart");
    }

    #[test]
    fn an_attribute_must_be_called_something() {
        let session = after(&session(), Action::AddAttribute(tag("event"), "  ".into()));
        assert_eq!(words(&session), session.core.messages().no_name);
    }

    #[test]
    fn an_attribute_is_changed_or_taken_away_at_its_place() {
        let start = session();
        let two = attributes(&start, "quote");
        let new = AttributeDefinition {
            id: AttributeId::new("tone").unwrap(),
            label: "语气".into(),
            kind: AttributeKind::Flag,
        };
        let changed = after(&start, Action::Define(tag("quote"), 1, Some(new.clone())));
        assert_eq!(attributes(&changed, "quote"), [two[0].as_str(), "语气"]);
        let taken = after(&start, Action::Define(tag("quote"), 0, None));
        assert_eq!(attributes(&taken, "quote"), [two[1].clone()]);
        let behind = after(&start, Action::Define(tag("quote"), 9, Some(new)));
        assert_eq!(attributes(&behind, "quote"), [two[0].as_str(), two[1].as_str(), "语气"]);
    }

    #[test]
    fn a_tag_moves_among_the_others() {
        let start = session();
        let moved = after(&start, Action::Move { tag: tag("quote"), forward: true });
        assert_eq!(labels(&moved)[..2], [labels(&start)[1].clone(), labels(&start)[0].clone()]);
        assert_eq!(
            labels(&after(&moved, Action::Move { tag: tag("quote"), forward: false })),
            labels(&start)
        );
    }

    #[test]
    fn the_annotations_of_a_tag_that_goes_keep_it() {
        let session = after(&session(), Action::Delete(tag("person")));
        assert_eq!(labels(&session).len(), 6);
        assert!(told(&session).contains(&"person 王五".to_owned()));
        assert_eq!(labels(&after(&session, history::Action::Undo)).len(), 7);
    }

    #[test]
    fn two_tags_become_one_which_is_open() {
        let session = after(&session(), Action::Merge { from: tag("person"), into: tag("organisation") });
        assert!(told(&session).contains(&"organisation 王五".to_owned()));
        assert!(
            matches!(&session.core.dialog, Some(Dialog::TagScheme(Some(open))) if *open == tag("organisation"))
        );
        assert_eq!(labels(&session).len(), 6);
    }

    #[test]
    fn a_tag_does_not_become_one_with_itself() {
        let session = after(&session(), Action::Merge { from: tag("person"), into: tag("person") });
        assert_eq!(labels(&session).len(), 7);
        assert!(session.core.dialog.is_none());
    }

    #[test]
    fn the_scheme_of_the_past_stays() {
        let start = viewing(&session());
        let actions = [
            Action::Create("群众".into()),
            Action::Delete(tag("term")),
            Action::AddAttribute(tag("term"), "甲".into()),
        ];
        for action in actions {
            let session = after(&start, action.clone());
            assert!(is_refused(&session) && session.core.dialog.is_none(), "{action:?}");
            assert_eq!(labels(&session).len(), 7, "{action:?}");
        }
    }
}
