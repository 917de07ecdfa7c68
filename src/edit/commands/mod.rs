//! What the user can mean, one intention a file. Each looks at the state and gives a [`Transaction`](crate::model::Transaction),
//! or the reason why it does not apply; nothing has happened until the state applies it.
//! Imports: `text`, `model`, `edit`.
//! Never here: keys, buttons, the browser.
//! Start reading at `annotate.rs`.

mod annotate;
mod annotate_all;
mod close;
mod create_tag;
mod delete;
mod delete_tag;
mod edit_tag;
mod fit;
mod import;
mod merge_tag;
mod move_edge;
mod move_tag;
mod note;
mod open;
mod restore;
mod retag;
mod set_attribute;
mod take_copy;

pub use annotate::annotate;
pub use annotate_all::{annotate_all, delete_all, retag_all, to_be_annotated};
pub use close::close;
pub use create_tag::{create_tag, slug, tag_id};
pub use delete::delete;
pub use delete_tag::delete_tag;
pub use edit_tag::edit_tag;
pub use import::{ImportPlan, ImportTerms, import, import_on};
pub use merge_tag::{annotations_with, merge_tag};
pub use move_edge::{Edge, move_edge};
pub use move_tag::move_tag;
pub use note::note;
pub use open::open;
pub use restore::restore;
pub use retag::retag;
pub use set_attribute::set_attribute;
pub use take_copy::take_copy;

use super::{EditorState, Refusal};
use crate::model::{
    Annotation, AnnotationEdit, AnnotationId, Change, Intention, Origin, Stamp, TagEdit, TagId, Transaction,
};

/// Who does it, and when.
#[derive(Clone, Debug)]
pub struct Author {
    /// The reader's own name; empty where none was given.
    pub name: std::sync::Arc<str>,
    /// A fresh one for each command.
    pub stamp: Stamp,
}

/// One edit of one annotation of the document that is shown.
fn edit_one(
    state: &EditorState,
    id: AnnotationId,
    edit: AnnotationEdit,
    intention: Intention,
    stamp: Stamp,
) -> Result<Transaction, Refusal> {
    fit::annotation_fits(&edit)?;
    let document = state.active.ok_or(Refusal::NoDocument)?;
    let changes = vec![Change::Annotation { document, id, edit }];
    Ok(Transaction { changes, origin: Origin::Here, intention, stamp })
}

/// An annotation of the document that is shown.
fn annotation(state: &EditorState, id: AnnotationId) -> Result<&Annotation, Refusal> {
    let shown = state.shown().ok_or(Refusal::NoDocument)?;
    shown.annotations.get(id).map(|annotation| &**annotation).ok_or(Refusal::NoAnnotation)
}

/// Edits of the tag scheme, made together.
fn edit_scheme(edits: Vec<(TagId, TagEdit)>, stamp: Stamp) -> Transaction {
    let changes = edits.into_iter().map(|(id, edit)| Change::Tag { id, edit }).collect();
    Transaction { changes, origin: Origin::Here, intention: Intention::Scheme, stamp }
}
