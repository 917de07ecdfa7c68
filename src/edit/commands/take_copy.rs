//! Makes an annotation say what a copy of it says, which lost a race.

use super::annotation;
use crate::edit::step::annotation_edits;
use crate::edit::{EditorState, Refusal, is_conflict};
use crate::model::{Annotation, Change, Intention, Origin, Stamp, Transaction};

/// Refused where it says that already.
pub fn take_copy(state: &EditorState, copy: &Annotation, stamp: Stamp) -> Result<Transaction, Refusal> {
    let document = state.active.ok_or(Refusal::NoDocument)?;
    let now = annotation(state, copy.id)?;
    let edits = annotation_edits(now, &said_by(copy, now)).into_iter();
    let changes: Vec<_> = edits.map(|edit| Change::Annotation { document, id: copy.id, edit }).collect();
    if changes.is_empty() {
        return Err(Refusal::NothingToDo);
    }
    Ok(Transaction { changes, origin: Origin::Here, intention: Intention::Restore, stamp })
}

/// What stands now, with what the copy says in the fields that are in conflict.
fn said_by(copy: &Annotation, now: &Annotation) -> Annotation {
    let mut said = copy.clone();
    for field in now.fields_with(copy).into_iter().filter(|field| !is_conflict(copy, field)) {
        said.write_as(&field, now, now.stamp_of(&field).unwrap_or_default());
    }
    said
}
