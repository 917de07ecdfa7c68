//! Goes back to what stood in the document at a restore point.

use crate::edit::step::annotation_edits;
use crate::edit::{EditorState, Refusal};
use crate::model::{
    Annotated, Annotation, AnnotationEdit, Change, Draft, Intention, Origin, Records, SmallMap, Stamp,
    TagEdit, TagId, Transaction, small_map,
};
use crate::text::DocumentId;

/// A new edit, which undo takes back and other tabs join as any other: each field that says something else is written
/// again, what was deleted since comes back, what came since is deleted. The tags stay as they are now; one that is
/// needed again and was deleted comes back.
pub fn restore(
    state: &EditorState,
    document: DocumentId,
    then: &Records,
    stamp: Stamp,
) -> Result<Transaction, Refusal> {
    let now = state.project.record(document).ok_or(Refusal::NoDocument)?;
    let scheme = &state.project.scheme;
    let mut needed: SmallMap<&TagId, ()> = SmallMap::new();
    for annotation in then.values() {
        let tag = &annotation.tag.value;
        if !needed.contains_key(&tag) && scheme.record(tag).is_some_and(|tag| !tag.is_alive()) {
            needed.insert(tag, ());
        }
    }
    let revived = needed.into_iter().map(|(tag, ())| Change::Tag { id: tag.clone(), edit: TagEdit::Revive });
    let came_since = now.annotations.iter().filter(|annotation| !then.contains_key(&annotation.id));
    let deleted = came_since.map(|annotation| (annotation.id, AnnotationEdit::Delete));
    let written = then.values().flat_map(|then| edits(now, then).into_iter().map(|edit| (then.id, edit)));
    let edits = deleted.chain(written).map(|(id, edit)| Change::Annotation { document, id, edit });
    let changes: Vec<Change> = revived.chain(edits).collect();
    if changes.is_empty() {
        return Err(Refusal::NothingToDo);
    }
    Ok(Transaction { changes, origin: Origin::Here, intention: Intention::Restore, stamp })
}

/// What makes an annotation say what it said then.
fn edits(now: &Annotated, then: &Annotation) -> Vec<AnnotationEdit> {
    match now.annotations.record(then.id) {
        Some(now) => annotation_edits(now, then),
        None => vec![AnnotationEdit::Create(Box::new(draft_of(then)))],
    }
}

/// Its record is gone altogether, so it is made again as it was.
fn draft_of(then: &Annotation) -> Draft {
    let attributes = then.attributes.iter();
    let attributes = attributes.filter_map(|(name, value)| Some((name.clone(), value.value.clone()?)));
    Draft {
        birth: (*then.birth).clone(),
        target: then.target.value.clone(),
        tag: then.tag.value.clone(),
        note: then.note.value.clone(),
        attributes: small_map(attributes),
        extra: then.extra.clone(),
    }
}
