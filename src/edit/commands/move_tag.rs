//! Moves a tag among the others.

use super::edit_scheme;
use crate::edit::{EditorState, Refusal};
use crate::model::{Stamp, TagEdit, TagId, Transaction};

/// Changes places with the tag before, or behind. All are numbered anew, as two of them may have the same rank.
pub fn move_tag(
    state: &EditorState,
    id: &TagId,
    forward: bool,
    stamp: Stamp,
) -> Result<Transaction, Refusal> {
    let mut tags = state.project.scheme.tags();
    let here = tags.iter().position(|tag| tag.id == *id).ok_or(Refusal::NoTag)?;
    let other = if forward { here + 1 } else { here.wrapping_sub(1) };
    if other >= tags.len() {
        return Err(Refusal::NothingToDo);
    }
    tags.swap(here, other);
    let ranked = (1..).zip(tags).filter(|(rank, tag)| tag.rank.value != *rank);
    Ok(edit_scheme(ranked.map(|(rank, tag)| (tag.id.clone(), TagEdit::Rank(rank))).collect(), stamp))
}
