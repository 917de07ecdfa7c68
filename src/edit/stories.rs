//! Random stories of commands against a model so simple that it is seen to be right: a map of what can be seen, and a
//! list of all its past versions.

mod cases;
mod together;

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use uuid::Uuid;

use super::commands::{self, Author, Edge};
use super::{EditorState, Refusal};
use crate::builders::document;
use crate::model::{
    Annotation, AnnotationEdit, AnnotationId, AttributeDefinition, AttributeId, AttributeKind,
    AttributeValue, Birth, Bundle, Change, Clock, Color, Draft, Intention, Number, Origin, Project, Records,
    ReplicaId, Stamp, Tag, TagEdit, TagId, Target, Transaction,
};
use crate::text::{CharOffset, Document, Span};

const TEXT: &str = "一声声“我是党员”\ne\u{301}𠮷野👩‍👩‍👦 34名";
const TAGS: [&str; 3] = ["quote", "figure", "person"];

/// One command, told with small numbers: which annotation, which tag, where.
#[derive(Clone, Copy, Debug)]
enum Act {
    Annotate(u32, u32, usize),
    Retag(usize, usize),
    TakeCopy(usize, usize, u8),
    Note(usize, u8),
    Move(usize, Edge, u32),
    Delete(usize),
    Import(u8, u32, usize),
    /// On every character of these words in the text.
    AnnotateAll(&'static str, usize),
    /// The first so many.
    RetagAll(usize, usize),
    DeleteAll(usize),
    /// What stood so many versions ago.
    Restore(usize),
    SetAttribute(usize, usize, usize),
    CreateTag(usize),
    EditTag(usize, usize),
    MoveTag(usize, bool),
    DeleteTag(usize),
    MergeTag(usize, usize),
    Undo,
    Redo,
}

fn act() -> impl Strategy<Value = Act> {
    let which = 0usize..6;
    let edge = prop::bool::ANY.prop_map(|start| if start { Edge::Start } else { Edge::End });
    prop_oneof![
        4 => (0u32..24, 0u32..24, 0usize..3).prop_map(|(one, other, tag)| Act::Annotate(one, other, tag)),
        2 => (which.clone(), 0usize..3).prop_map(|(which, tag)| Act::Retag(which, tag)),
        1 => (which.clone(), 0usize..3, 0u8..3).prop_map(|(which, tag, words)| Act::TakeCopy(which, tag, words)),
        2 => (which.clone(), 0u8..3).prop_map(|(which, words)| Act::Note(which, words)),
        2 => (which.clone(), edge, 0u32..26).prop_map(|(which, edge, to)| Act::Move(which, edge, to)),
        2 => which.clone().prop_map(Act::Delete),
        1 => (0u8..4, 0u32..20, 0usize..3).prop_map(|(id, start, tag)| Act::Import(id, start, tag)),
        1 => (prop_oneof![Just("声党"), Just("𠮷名")], 0usize..3).prop_map(|(words, tag)| Act::AnnotateAll(words, tag)),
        1 => (which.clone(), 0usize..3).prop_map(|(count, tag)| Act::RetagAll(count, tag)),
        1 => which.clone().prop_map(Act::DeleteAll),
        1 => which.clone().prop_map(Act::Restore),
        2 => (which, 0usize..6, 0usize..8).prop_map(|(which, name, value)| Act::SetAttribute(which, name, value)),
        1 => (0usize..3).prop_map(Act::CreateTag),
        2 => (0usize..10, 0usize..10).prop_map(|(tag, edit)| Act::EditTag(tag, edit)),
        1 => (0usize..10, any::<bool>()).prop_map(|(tag, forward)| Act::MoveTag(tag, forward)),
        1 => (0usize..10).prop_map(Act::DeleteTag),
        1 => (0usize..10, 0usize..10).prop_map(|(from, into)| Act::MergeTag(from, into)),
        3 => Just(Act::Undo),
        2 => Just(Act::Redo),
    ]
}

/// What can be seen: the annotations, and the tags in their order.
#[derive(Clone, Debug, Default, PartialEq)]
struct Seen {
    annotations: BTreeMap<AnnotationId, (u32, u32, String, String, Attributes)>,
    tags: Vec<String>,
}

type Attributes = Vec<(AttributeId, AttributeValue)>;

fn seen(state: &EditorState) -> Seen {
    let shown = state.shown().unwrap();
    let one = |annotation: &Arc<Annotation>| {
        let hull = annotation.target.value.hull();
        let (tag, note) = (annotation.tag.value.to_string(), annotation.note.value.to_string());
        let attributes = annotation.attributes.iter();
        let attributes = attributes.filter_map(|(name, value)| Some((name.clone(), value.value.clone()?)));
        (annotation.id, (hull.start().get(), hull.end().get(), tag, note, attributes.collect()))
    };
    let tag = |tag: &Arc<Tag>| {
        let Tag { id, label, color, guideline, key, attributes, .. } = &**tag;
        let words = [&label.value, &guideline.value, &key.value];
        format!("{id} {words:?} {} {:?}", color.value, attributes.value)
    };
    Seen {
        annotations: shown.annotations.iter().map(one).collect(),
        tags: state.project.scheme.tags().into_iter().map(tag).collect(),
    }
}

struct Story {
    state: EditorState,
    clock: Clock,
    now: u64,
    ids: u128,
    /// Every version that undo can come back to, then the ones that redo can.
    past: Vec<Seen>,
    future: Vec<Seen>,
    /// What a restore point would hold of each state there ever was.
    points: Vec<Records>,
}

impl Story {
    fn begin() -> Self {
        let document = document(TEXT);
        let id = document.id();
        let project = Project::new().with_document(document, Stamp::ORIGIN);
        let state = EditorState::new(project, Some(id));
        let past = vec![seen(&state)];
        let points = vec![Records::new()];
        Self { state, clock: Clock::new(ReplicaId(1)), now: 0, ids: 100, past, future: Vec::new(), points }
    }

    fn author(&mut self) -> Author {
        self.now += 1000;
        Author { name: "读者".into(), stamp: self.clock.tick(self.now) }
    }

    fn nth(&self, which: usize) -> Option<AnnotationId> {
        self.state.shown()?.annotations.nth(which).map(|annotation| annotation.id)
    }

    fn first(&self, count: usize) -> Vec<AnnotationId> {
        (0..count).filter_map(|which| self.nth(which)).collect()
    }

    fn play(&mut self, act: Act) -> Result<(), Refusal> {
        let author = self.author();
        let stamp = author.stamp;
        let state = &self.state;
        let id = |which: usize| self.nth(which).ok_or(Refusal::NoAnnotation);
        let after = match act {
            Act::Annotate(one, other, tag) => {
                let end = state.shown().unwrap().document.end().char;
                let span = Span::between(CharOffset::new(one).min(end), CharOffset::new(other).min(end));
                self.ids += 1;
                let new = AnnotationId::new(Uuid::from_u128(self.ids));
                let state = state.selecting(span);
                commands::annotate(&state, &tag_id(tag), new, &author).and_then(|t| state.apply(t))
            }
            Act::Retag(which, tag) => {
                commands::retag(state, id(which)?, &tag_id(tag), stamp).and_then(|t| state.apply(t))
            }
            Act::TakeCopy(which, tag, words) => {
                let mut copy = state.shown().unwrap().annotations.get(id(which)?).unwrap().as_ref().clone();
                copy.tag.value = tag_id(tag);
                copy.note.value = "注".repeat(words.into()).into();
                commands::take_copy(state, &copy, stamp).and_then(|t| state.apply(t))
            }
            Act::Note(which, words) => commands::note(state, id(which)?, &"注".repeat(words.into()), stamp)
                .and_then(|t| state.apply(t)),
            Act::Move(which, edge, to) => {
                commands::move_edge(state, id(which)?, edge, CharOffset::new(to), stamp)
                    .and_then(|t| state.apply(t))
            }
            Act::Delete(which) => commands::delete(state, id(which)?, stamp).and_then(|t| state.apply(t)),
            Act::Import(id, start, tag) => {
                let bundle = self.bundle(id, start, tag, stamp);
                commands::import(state, &bundle, stamp).carry_out(state, &bundle)
            }
            Act::AnnotateAll(words, tag) => {
                let spans = each_of(words);
                let mut ids = self.ids;
                let made = commands::annotate_all(
                    state,
                    &spans,
                    &tag_id(tag),
                    &mut || {
                        ids += 1;
                        AnnotationId::new(Uuid::from_u128(ids))
                    },
                    &author,
                );
                let after = made.and_then(|t| state.apply(t));
                self.ids = ids;
                after
            }
            Act::RetagAll(count, tag) => {
                let ids = self.first(count);
                commands::retag_all(state, &ids, &tag_id(tag), stamp).and_then(|t| state.apply(t))
            }
            Act::DeleteAll(count) => {
                let ids = self.first(count);
                commands::delete_all(state, &ids, stamp).and_then(|t| state.apply(t))
            }
            Act::Restore(ago) => self.restored(ago, stamp),
            Act::SetAttribute(which, name, value) => {
                let (name, value) = self.attribute(name, value);
                commands::set_attribute(state, id(which)?, &name, value, stamp).and_then(|t| state.apply(t))
            }
            Act::CreateTag(label) => {
                let label = ["群众", "hero", " "][label];
                let id = commands::tag_id(&state.project.scheme, label).unwrap();
                commands::create_tag(state, id, label, stamp).and_then(|t| state.apply(t))
            }
            Act::EditTag(tag, edit) => {
                commands::edit_tag(state, &self.tag(tag)?, tag_edit(edit), stamp).and_then(|t| state.apply(t))
            }
            Act::MoveTag(tag, forward) => {
                commands::move_tag(state, &self.tag(tag)?, forward, stamp).and_then(|t| state.apply(t))
            }
            Act::DeleteTag(tag) => {
                commands::delete_tag(state, &self.tag(tag)?, stamp).and_then(|t| state.apply(t))
            }
            Act::MergeTag(from, into) => {
                let (from, into) = (self.tag(from)?, self.tag(into)?);
                commands::merge_tag(state, &from, &into, stamp).and_then(|t| state.apply(t))
            }
            Act::Undo => return self.undo(stamp),
            Act::Redo => return self.redo(stamp),
        }?;
        self.state = after;
        let annotations = self.state.shown().unwrap().annotations.iter();
        self.points.push(annotations.map(|one| (one.id, one.clone())).collect());
        let now = seen(&self.state);
        if self.past.last() != Some(&now) {
            self.past.push(now);
            self.future.clear();
        }
        Ok(())
    }

    fn restored(&self, ago: usize, stamp: Stamp) -> Result<EditorState, Refusal> {
        let then = self.points.iter().rev().nth(ago).ok_or(Refusal::NothingToDo)?;
        let document = self.state.active.ok_or(Refusal::NoDocument)?;
        let after = self.state.apply(commands::restore(&self.state, document, then, stamp)?)?;
        check_restored(&after, then);
        Ok(after)
    }

    fn tag(&self, which: usize) -> Result<TagId, Refusal> {
        self.state.project.scheme.tags().get(which).map(|tag| tag.id.clone()).ok_or(Refusal::NoTag)
    }

    /// A name and a value that often belong together.
    fn attribute(&self, name: usize, value: usize) -> (AttributeId, Option<AttributeValue>) {
        let name = ["speaker", "mode", "value", "unit", "role", "nothing"][name];
        let value = match value {
            0 => None,
            1 => Some(AttributeValue::Text("direct".into())),
            2 => Some(AttributeValue::Text("名".into())),
            3 => Number::new(3.9).map(AttributeValue::Number),
            4 => Some(AttributeValue::Flag(true)),
            5 => Some(AttributeValue::Unnamed),
            which => self.nth(which - 6).map(AttributeValue::Link),
        };
        (AttributeId::new(name).unwrap(), value)
    }

    fn undo(&mut self, stamp: Stamp) -> Result<(), Refusal> {
        self.state = self.state.undo(stamp)?;
        self.future.push(self.past.pop().unwrap());
        Ok(())
    }

    fn redo(&mut self, stamp: Stamp) -> Result<(), Refusal> {
        self.state = self.state.redo(stamp)?;
        self.past.push(self.future.pop().unwrap());
        Ok(())
    }

    /// A file with one annotation, as a colleague would send it.
    fn bundle(&self, id: u8, start: u32, tag: usize, stamp: Stamp) -> Bundle {
        let span = Span::new(CharOffset::new(start), CharOffset::new(start + 2)).unwrap();
        let draft = Draft::new(Target::from(span), tag_id(tag), Birth::default());
        let id = AnnotationId::new(Uuid::from_u128(id.into()));
        let theirs = draft.stamped(id, Stamp::of_file(stamp.millis));
        let document = self.state.shown().unwrap().document.clone();
        Bundle { document, tags: Vec::new(), annotations: vec![Arc::new(theirs)] }
    }
}

/// Where each of these characters stands in the text.
fn each_of(words: &str) -> Vec<Span> {
    let places = (0u32..).zip(TEXT.chars()).filter(|(_, c)| words.contains(*c));
    places.map(|(at, _)| Span::new(CharOffset::new(at), CharOffset::new(at + 1)).unwrap()).collect()
}

fn tag_id(tag: usize) -> TagId {
    TagId::new(TAGS[tag]).unwrap()
}

fn tag_edit(edit: usize) -> TagEdit {
    match edit {
        0 => TagEdit::Label("".into()),
        1 => TagEdit::Label("新名".into()),
        2 => TagEdit::Color(Color::rgb(1, 2, 3)),
        3 => TagEdit::Guideline("规则".into()),
        4 => TagEdit::Key("".into()),
        5 => TagEdit::Key("Digit3".into()),
        6 => TagEdit::Key("KeyX".into()),
        7 => TagEdit::Attributes(Vec::new()),
        8 => TagEdit::Attributes(vec![AttributeDefinition {
            id: AttributeId::new("unit").unwrap(),
            label: "确定".into(),
            kind: AttributeKind::Flag,
        }]),
        _ => TagEdit::Rank(7),
    }
}

/// What stands is what stood then, and no tag that it needs and that there was is missing.
fn check_restored(state: &EditorState, then: &Records) {
    let annotations = &state.shown().unwrap().annotations;
    assert_eq!(annotations.count(), then.len());
    for then in then.values() {
        assert!(annotations.get(then.id).is_some_and(|now| now.says_as(then)), "{then:?}");
        let tag = &then.tag.value;
        assert_eq!(state.project.scheme.get(tag), state.project.scheme.record(tag));
    }
}

fn check_valid(state: &EditorState) {
    let shown = state.shown().unwrap();
    for annotation in shown.annotations.iter() {
        assert!(annotation.target.value.hull().end() <= shown.document.end().char);
        for (name, value) in annotation.attributes.iter() {
            let to_itself = value.value == Some(AttributeValue::Link(annotation.id));
            assert!(!to_itself, "{name} leads to itself");
        }
    }
    if let Some(current) = state.current {
        assert!(shown.annotations.get(current).is_some(), "the current annotation is one that is there");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::chance::cases(10_000)))]
    #[test]
    fn any_story_can_be_undone_to_its_start_and_redone_to_its_end(acts in prop::collection::vec(act(), 1..24)) {
        let mut story = Story::begin();
        for act in acts {
            let _refused = story.play(act);
            prop_assert_eq!(&seen(&story.state), story.past.last().unwrap());
            check_valid(&story.state);
        }
        let end = seen(&story.state);
        let steps = story.past.len() - 1;
        for _ in 0..steps {
            prop_assert_eq!(story.play(Act::Undo), Ok(()));
            prop_assert_eq!(&seen(&story.state), story.past.last().unwrap());
            check_valid(&story.state);
        }
        prop_assert_eq!(story.play(Act::Undo), Err(Refusal::NothingToUndo));
        prop_assert_eq!(&seen(&story.state), &seen(&Story::begin().state));
        for _ in 0..steps {
            prop_assert_eq!(story.play(Act::Redo), Ok(()));
        }
        prop_assert_eq!(seen(&story.state), end);
    }
}
