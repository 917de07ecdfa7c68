//! What was done together, as plain data: the history holds it, and the storage keeps it. What follows from it is the
//! room `edit`'s.

use std::sync::Arc;

use super::{Annotation, Intention, Stamp, Tag};
use crate::text::DocumentId;

/// What was done together and is undone together.
#[derive(Clone, Debug, PartialEq)]
pub struct UndoEntry {
    pub intention: Intention,
    pub steps: Vec<Step>,
    /// When it was last added to.
    pub stamp: Stamp,
}

/// One record before and after. One that was not there counts as deleted: creating is undone by deleting, and redone
/// by reviving.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    Annotation { document: DocumentId, before: Option<Arc<Annotation>>, after: Arc<Annotation> },
    Tag { before: Option<Arc<Tag>>, after: Arc<Tag> },
}
