//! What is done to many at once: each is one step to undo.

use super::Author;
use crate::edit::{EditorState, Refusal};
use crate::model::{
    Annotation, AnnotationEdit, AnnotationId, Birth, Change, Draft, Intention, Origin, Stamp, TagId, Target,
    Transaction, small_map,
};
use crate::text::{Span, is_seen};

/// Those of the spans on which no annotation with exactly this tag stands, and of which something
/// can be seen. It costs one look at what is annotated, not one for each span.
pub fn to_be_annotated(state: &EditorState, spans: &[Span], tag: &TagId) -> Vec<Span> {
    let Some((shown, hull)) = state.shown().zip(hull(spans)) else { return Vec::new() };
    let there = shown.annotations.overlapping(hull).into_iter().filter(|one| one.tag.value == *tag);
    let whole = |one: &Annotation| {
        let mut spans = one.target.value.spans();
        spans.next().filter(|_| spans.next().is_none())
    };
    let taken = small_map(there.filter_map(|one| Some((whole(one)?, ()))));
    let is_wanted =
        |span: &Span| !taken.contains_key(span) && shown.document.slice(*span).is_none_or(is_seen);
    spans.iter().copied().filter(is_wanted).collect()
}

fn hull(spans: &[Span]) -> Option<Span> {
    spans.iter().copied().reduce(Span::hull)
}

/// Makes an annotation with this tag of each span, but of those that have it already.
pub fn annotate_all(
    state: &EditorState,
    spans: &[Span],
    tag: &TagId,
    new_id: &mut dyn FnMut() -> AnnotationId,
    author: &Author,
) -> Result<Transaction, Refusal> {
    let document = state.shown().ok_or(Refusal::NoDocument)?.document.id();
    state.project.scheme.get(tag).ok_or(Refusal::NoTag)?;
    let mut changes = Vec::new();
    for span in to_be_annotated(state, spans, tag) {
        let birth =
            Birth { created: author.stamp.millis, creator: author.name.clone(), provenance: "".into() };
        let draft = Draft::new(Target::from(span), tag.clone(), birth);
        let edit = AnnotationEdit::Create(Box::new(draft));
        changes.push(Change::Annotation { document, id: new_id(), edit });
    }
    let intention = Intention::Tag { tag: tag.clone(), count: changes.len() as u32 };
    together(changes, intention, author.stamp)
}

/// Gives these annotations another tag; those that have it stay as they are.
pub fn retag_all(
    state: &EditorState,
    ids: &[AnnotationId],
    tag: &TagId,
    stamp: Stamp,
) -> Result<Transaction, Refusal> {
    state.project.scheme.get(tag).ok_or(Refusal::NoTag)?;
    let changes = edits(state, ids, |annotation| {
        (annotation.tag.value != *tag).then(|| AnnotationEdit::Tag(tag.clone()))
    })?;
    let intention = Intention::Retag { tag: tag.clone(), count: changes.len() as u32 };
    together(changes, intention, stamp)
}

/// Deletes these annotations.
pub fn delete_all(state: &EditorState, ids: &[AnnotationId], stamp: Stamp) -> Result<Transaction, Refusal> {
    let changes = edits(state, ids, |_| Some(AnnotationEdit::Delete))?;
    let intention = Intention::Delete { count: changes.len() as u32 };
    together(changes, intention, stamp)
}

/// The edit of each of these annotations that are there and have one.
fn edits(
    state: &EditorState,
    ids: &[AnnotationId],
    edit: impl Fn(&Annotation) -> Option<AnnotationEdit>,
) -> Result<Vec<Change>, Refusal> {
    let shown = state.shown().ok_or(Refusal::NoDocument)?;
    let document = shown.document.id();
    let there = ids.iter().filter_map(|id| shown.annotations.get(*id));
    let change = |one: &Annotation| edit(one).map(|edit| Change::Annotation { document, id: one.id, edit });
    Ok(there.filter_map(|one| change(one)).collect())
}

fn together(changes: Vec<Change>, intention: Intention, stamp: Stamp) -> Result<Transaction, Refusal> {
    if changes.is_empty() {
        return Err(Refusal::NothingToDo);
    }
    Ok(Transaction { changes, origin: Origin::Here, intention, stamp })
}
