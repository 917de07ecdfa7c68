//! Writes the note of an annotation.

use super::{annotation, edit_one};
use crate::edit::{EditorState, Refusal};
use crate::model::{AnnotationEdit, AnnotationId, Intention, Stamp, Transaction};

/// An empty note takes it away. Refused where the note says that already.
pub fn note(
    state: &EditorState,
    id: AnnotationId,
    words: &str,
    stamp: Stamp,
) -> Result<Transaction, Refusal> {
    if &*annotation(state, id)?.note.value == words {
        return Err(Refusal::NothingToDo);
    }
    edit_one(state, id, AnnotationEdit::Note(words.into()), Intention::Note, stamp)
}
