//! What a file brings or takes away: one document with its tags and annotations.

use std::sync::Arc;

use super::{Annotation, Tag};
use crate::text::Document;

/// One document and what was said about it, outside a project.
#[derive(Clone, Debug)]
pub struct Bundle {
    pub document: Arc<Document>,
    /// In the person's order.
    pub tags: Vec<Tag>,
    /// Deleted ones too, where the file has a history.
    pub annotations: Vec<Arc<Annotation>>,
}

impl Bundle {
    /// A text that nobody has annotated yet.
    pub const fn bare(document: Arc<Document>) -> Self {
        Self { document, tags: Vec::new(), annotations: Vec::new() }
    }
}
