//! Deletes an annotation.

use super::{annotation, edit_one};
use crate::edit::{EditorState, Refusal};
use crate::model::{AnnotationEdit, AnnotationId, Intention, Stamp, Transaction};

/// Deletes one of the document that is shown. Its record stays, so that it can come back.
pub fn delete(state: &EditorState, id: AnnotationId, stamp: Stamp) -> Result<Transaction, Refusal> {
    annotation(state, id)?;
    edit_one(state, id, AnnotationEdit::Delete, Intention::Delete { count: 1 }, stamp)
}
