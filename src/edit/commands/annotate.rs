//! Tags the selected words.

use super::Author;
use crate::edit::{EditorState, Refusal};
use crate::model::{
    AnnotationEdit, AnnotationId, Birth, Change, Draft, Intention, Origin, TagId, Target, Transaction,
};

/// Makes an annotation with this tag of the selection. Others on the same words stay as they are.
pub fn annotate(
    state: &EditorState,
    tag: &TagId,
    id: AnnotationId,
    author: &Author,
) -> Result<Transaction, Refusal> {
    let document = state.shown().ok_or(Refusal::NoDocument)?.document.id();
    let span = state.selection.ok_or(Refusal::NoSelection)?;
    state.project.scheme.get(tag).ok_or(Refusal::NoTag)?;
    let birth = Birth { created: author.stamp.millis, creator: author.name.clone(), provenance: "".into() };
    let draft = Draft::new(Target::from(span), tag.clone(), birth);
    Ok(Transaction {
        changes: vec![Change::Annotation { document, id, edit: AnnotationEdit::Create(Box::new(draft)) }],
        origin: Origin::Here,
        intention: Intention::Tag { tag: tag.clone(), count: 1 },
        stamp: author.stamp,
    })
}
