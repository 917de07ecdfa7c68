//! Takes a text out of the library.

use crate::edit::{EditorState, Refusal};
use crate::model::{Change, Intention, Origin, Stamp, Transaction};
use crate::text::DocumentId;

/// What was said about the text stays with its record, and is there when it is opened again.
pub fn close(state: &EditorState, id: DocumentId, stamp: Stamp) -> Result<Transaction, Refusal> {
    state.project.get(id).ok_or(Refusal::NoDocument)?;
    Ok(Transaction {
        changes: vec![Change::Close(id)],
        origin: Origin::Elsewhere,
        intention: Intention::Restore,
        stamp,
    })
}
