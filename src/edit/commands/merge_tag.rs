//! Makes two tags one.

use super::edit_scheme;
use crate::edit::{EditorState, Refusal};
use crate::model::{
    AnnotationEdit, AnnotationId, Change, Intention, Project, Stamp, TagEdit, TagId, Transaction,
};
use crate::text::DocumentId;

/// Every annotation of one tag gets the other, in all texts, and the one is deleted: one step to undo. What their
/// attributes say stays, though the other tag may not define them.
pub fn merge_tag(
    state: &EditorState,
    from: &TagId,
    into: &TagId,
    stamp: Stamp,
) -> Result<Transaction, Refusal> {
    let scheme = &state.project.scheme;
    scheme.get(from).and(scheme.get(into)).ok_or(Refusal::NoTag)?;
    if from == into {
        return Err(Refusal::NothingToDo);
    }
    let mut transaction = edit_scheme(vec![(from.clone(), TagEdit::Delete)], stamp);
    let affected = annotations_with(&state.project, from);
    if !affected.is_empty() {
        transaction.intention = Intention::Retag { tag: into.clone(), count: affected.len() as u32 };
    }
    let retagged = affected.into_iter().map(|(document, id)| {
        let edit = AnnotationEdit::Tag(into.clone());
        Change::Annotation { document, id, edit }
    });
    transaction.changes.extend(retagged);
    Ok(transaction)
}

/// The annotations that have a tag, in all texts, the closed ones too.
pub fn annotations_with(project: &Project, tag: &TagId) -> Vec<(DocumentId, AnnotationId)> {
    let mut found = Vec::new();
    for annotated in project.records() {
        let tagged = annotated.annotations.iter().filter(|annotation| annotation.tag.value == *tag);
        found.extend(tagged.map(|annotation| (annotated.document.id(), annotation.id)));
    }
    found
}
