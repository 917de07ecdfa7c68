//! Gives an annotation another tag.

use super::{annotation, edit_one};
use crate::edit::{EditorState, Refusal};
use crate::model::{AnnotationEdit, AnnotationId, Intention, Stamp, TagId, Transaction};

/// Refused where it has that tag already.
pub fn retag(
    state: &EditorState,
    id: AnnotationId,
    tag: &TagId,
    stamp: Stamp,
) -> Result<Transaction, Refusal> {
    let before = annotation(state, id)?;
    state.project.scheme.get(tag).ok_or(Refusal::NoTag)?;
    if before.tag.value == *tag {
        return Err(Refusal::NothingToDo);
    }
    let intention = Intention::Retag { tag: tag.clone(), count: 1 };
    edit_one(state, id, AnnotationEdit::Tag(tag.clone()), intention, stamp)
}
