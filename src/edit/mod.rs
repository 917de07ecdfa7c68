//! Editing: the state of the editor as a value, how changes are applied and taken back, and what the user can mean.
//! Imports: `text`, `model`.
//! Never here: the clock, ids that are made up, JSON, the browser, sentences for people.
//! Start reading at `editor_state.rs`, then one file of `commands/`.

mod apply;
mod candidates;
pub mod commands;
mod divergence;
mod editor_state;
mod history;
mod refusal;
mod step;
#[cfg(test)]
mod stories;

pub use candidates::candidates;
pub use divergence::{ChangedBy, Decision, Decisions, Divergence, Group, Subject, is_conflict};
pub use editor_state::EditorState;
pub use history::{History, UndoEntryChange};
pub use refusal::Refusal;
