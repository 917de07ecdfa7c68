//! Takes a tag out of the scheme.

use super::edit_scheme;
use crate::edit::{EditorState, Refusal};
use crate::model::{Stamp, TagEdit, TagId, Transaction};

/// Annotations that have the tag keep it, and it is unknown from then on: [`annotations_with`](super::annotations_with)
/// says which.
pub fn delete_tag(state: &EditorState, id: &TagId, stamp: Stamp) -> Result<Transaction, Refusal> {
    state.project.scheme.get(id).ok_or(Refusal::NoTag)?;
    Ok(edit_scheme(vec![(id.clone(), TagEdit::Delete)], stamp))
}
