//! Many changes in one transaction against the same changes in a transaction each.

use super::*;
use crate::model::{Annotated, RecordKey, Stamped, Step, TagDraft};
use crate::text::DocumentId;

/// The story's text, one that stands beside it, and one that is in no library yet.
fn texts() -> [Arc<Document>; 3] {
    [TEXT, "一二三四五六七八九", "甲乙丙丁"].map(document)
}

fn stamp() -> impl Strategy<Value = Stamp> {
    (0u64..4).prop_map(Stamp::of_file)
}

fn annotation() -> impl Strategy<Value = Annotation> {
    (0u128..24, 0u32..12, 1u32..4, 0usize..3, stamp(), any::<bool>()).prop_map(
        |(id, start, count, tag, stamp, is_deleted)| {
            let span = Span::new(CharOffset::new(start), CharOffset::new(start + count)).unwrap();
            let draft = Draft::new(Target::from(span), tag_id(tag), Birth::default());
            let mut annotation = draft.stamped(AnnotationId::new(Uuid::from_u128(id)), stamp);
            if is_deleted {
                annotation.delete();
            }
            annotation
        },
    )
}

fn change() -> impl Strategy<Value = Change> {
    let document = prop_oneof![8 => Just(0usize), 2 => Just(1), 1 => Just(2)];
    let edit = (annotation(), 0usize..8).prop_map(|(one, kind)| {
        let Annotation { id, birth, target, tag, .. } = one.clone();
        let edit = match kind {
            0 => {
                let draft = Draft::new(target.value, tag.value, (*birth).clone());
                AnnotationEdit::Create(Box::new(draft))
            }
            1 | 2 => AnnotationEdit::Join(Arc::new(one)),
            3 => AnnotationEdit::Delete,
            4 => AnnotationEdit::Revive,
            5 => AnnotationEdit::Target(target.value),
            6 => AnnotationEdit::Tag(tag.value),
            _ => AnnotationEdit::Note("注".into()),
        };
        (id, edit)
    });
    let tag = (0usize..3, 0usize..4).prop_map(|(tag, kind)| {
        let draft = TagDraft {
            label: "名".into(),
            color: Color::rgb(1, 2, 3),
            guideline: "".into(),
            key: "".into(),
            attributes: Vec::new(),
            rank: 9,
        };
        let edit = match kind {
            0 => TagEdit::Create(Box::new(draft)),
            1 => TagEdit::Delete,
            2 => TagEdit::Revive,
            _ => TagEdit::Label("新名".into()),
        };
        (TagId::new(["quote", "person", "new"][tag]).unwrap(), edit)
    });
    prop_oneof![
        20 => (document, edit).prop_map(|(document, (id, edit))| {
            Change::Annotation { document: texts()[document].id(), id, edit }
        }),
        2 => tag.prop_map(|(id, edit)| Change::Tag { id, edit }),
        1 => (0usize..3).prop_map(|text| Change::Open(texts()[text].clone())),
        1 => (0usize..3).prop_map(|text| Change::Close(texts()[text].id())),
        1 => (0usize..3, any::<bool>(), stamp()).prop_map(|(text, open, stamp)| Change::Document {
            document: texts()[text].clone(),
            open: Stamped::new(open, stamp),
        }),
    ]
}

/// A step that may still be empty: how one record was, and how it is.
fn step(before: &Project, after: &Project, key: RecordKey) -> Option<Step> {
    let annotation = |project: &Project, document: DocumentId, id| {
        project.record(document).and_then(|annotated| annotated.annotations.record(id)).cloned()
    };
    match key {
        RecordKey::Document(_) => None,
        RecordKey::Annotation(document, id) => {
            let (before, after) = (annotation(before, document, id), annotation(after, document, id)?);
            Some(Step::Annotation { document, before, after })
        }
        RecordKey::Tag(id) => {
            let before = before.scheme.record(&id).cloned();
            Some(Step::Tag { before, after: after.scheme.record(&id)?.clone() })
        }
    }
}

/// What comes of changes, each in a transaction of its own.
struct OneByOne {
    state: EditorState,
    /// Those of one record that follow on each other are one.
    steps: Vec<Step>,
    /// The changes that were not refused.
    fitting: Vec<Change>,
    first_refusal: Option<Refusal>,
}

fn one_by_one(before: &EditorState, changes: &[Change]) -> OneByOne {
    let mut told =
        OneByOne { state: before.clone(), steps: Vec::new(), fitting: Vec::new(), first_refusal: None };
    for change in changes {
        let after = match told.state.apply(transaction(vec![change.clone()], Origin::Elsewhere)) {
            Ok(after) => after,
            Err(refusal) => {
                told.first_refusal.get_or_insert(refusal);
                continue;
            }
        };
        let key = match change {
            Change::Annotation { document, id, .. } => Some(RecordKey::Annotation(*document, *id)),
            Change::Tag { id, .. } => Some(RecordKey::Tag(id.clone())),
            Change::Open(_) | Change::Close(_) | Change::Document { .. } => None,
        };
        if let Some(step) = key.and_then(|key| step(&told.state.project, &after.project, key)) {
            let last = told.steps.pop_if(|last| last.key() == step.key());
            told.steps.push(last.map_or(step.clone(), |last| step.after(&last)));
        }
        told.fitting.push(change.clone());
        told.state = after;
    }
    told.steps.retain(|step| !step.undo().is_empty());
    told
}

const fn transaction(changes: Vec<Change>, origin: Origin) -> Transaction {
    Transaction { changes, origin, intention: Intention::Restore, stamp: Stamp::of_file(3) }
}

/// All that can be asked of two projects is the same.
fn check_equal(one: &Project, other: &Project) {
    assert_eq!(one.scheme, other.scheme);
    assert_eq!(one.records().count(), other.records().count());
    for (one, other) in one.records().zip(other.records()) {
        assert_eq!((one.document.id(), &one.open), (other.document.id(), &other.open));
        let (one, other) = (&one.annotations, &other.annotations);
        assert!(one.records().eq(other.records()), "by id");
        assert!(one.iter().eq(other.iter()), "in the order of the text");
        assert_eq!(one.count(), other.count());
        for tag in 0..3 {
            assert_eq!(one.count_with(&tag_id(tag)), other.count_with(&tag_id(tag)));
        }
    }
}

/// The same project made anew, so that it shares nothing.
fn made_anew(project: &Project) -> Project {
    let mut made = Project::new();
    made.scheme = project.scheme.clone();
    for known in project.records() {
        let annotations = known.annotations.records().map(|annotation| (**annotation).clone()).collect();
        made = made.with(Annotated { annotations, ..known.clone() });
    }
    made
}

fn begin(annotations: Vec<Annotation>) -> EditorState {
    let [shown, beside, _] = texts();
    let (id, open) = (shown.id(), Stamped::new(true, Stamp::ORIGIN));
    let shown = Annotated { document: shown, annotations: annotations.into_iter().collect(), open };
    EditorState::new(Project::new().with(shown).with_document(beside, Stamp::ORIGIN), Some(id))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::chance::cases(2_000)))]
    #[test]
    fn many_changes_at_once_do_what_they_do_one_by_one(
        annotations in prop::collection::vec(annotation(), 0..40),
        changes in prop::collection::vec(change(), 0..24),
    ) {
        let before = begin(annotations);
        let as_it_was = made_anew(&before.project);
        let told = one_by_one(&before, &changes);
        let after = before.apply(transaction(told.fitting, Origin::Here)).unwrap();
        check_equal(&after.project, &told.state.project);
        check_equal(&after.project, &made_anew(&after.project));
        let remembered = after.history().last_done().map(|moment| moment.steps.clone());
        prop_assert_eq!(remembered.unwrap_or_default(), told.steps);
        prop_assert_eq!(before.apply(transaction(changes, Origin::Here)).err(), told.first_refusal);
        check_equal(&before.project, &as_it_was);

        // Back again in one transaction too, where the text still stands.
        if let Ok(undone) = after.undo(Stamp::of_file(9)) {
            check_equal(&undone.project, &made_anew(&undone.project));
        }
    }
}
