//! Makes an annotation say what a copy of it says, which lost a race.

use super::annotation;
use crate::edit::step::annotation_edits;
use crate::edit::{EditorState, Refusal};
use crate::model::{Annotation, Change, Intention, Origin, Stamp, Transaction};

/// Refused where it says that already.
pub fn take_copy(state: &EditorState, copy: &Annotation, stamp: Stamp) -> Result<Transaction, Refusal> {
    let document = state.active.ok_or(Refusal::NoDocument)?;
    let edits = annotation_edits(annotation(state, copy.id)?, copy).into_iter();
    let changes: Vec<_> = edits.map(|edit| Change::Annotation { document, id: copy.id, edit }).collect();
    if changes.is_empty() {
        return Err(Refusal::NothingToDo);
    }
    Ok(Transaction { changes, origin: Origin::Here, intention: Intention::Restore, stamp })
}
