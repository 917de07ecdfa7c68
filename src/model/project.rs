//! The single source of truth: the documents with their annotations, and the tag scheme. A value: a change makes
//! another one, which shares everything that did not change.

use std::sync::Arc;

use super::{AnnotationSet, SmallMap, Stamp, Stamped, TagScheme, first_scheme};
use crate::text::{Document, DocumentId};

/// A document and what was said about it.
#[derive(Clone, Debug)]
pub struct Annotated {
    pub document: Arc<Document>,
    pub annotations: AnnotationSet,
    /// Whether it stands in the library; a closed one keeps its record.
    pub open: Stamped<bool>,
}

/// Everything the user has made.
#[derive(Clone, Debug)]
pub struct Project {
    documents: Arc<SmallMap<DocumentId, Annotated>>,
    pub scheme: Arc<TagScheme>,
}

impl Project {
    /// No documents, and the scheme that a project starts with.
    pub fn new() -> Self {
        Self { documents: Arc::default(), scheme: Arc::new(first_scheme()) }
    }

    /// A document that is open.
    pub fn get(&self, id: DocumentId) -> Option<&Annotated> {
        self.record(id).filter(|annotated| annotated.open.value)
    }

    /// A document's record, also where it was closed.
    pub fn record(&self, id: DocumentId) -> Option<&Annotated> {
        self.documents.get(&id)
    }

    /// The open documents.
    pub fn documents(&self) -> impl Iterator<Item = &Annotated> {
        self.documents.values().filter(|annotated| annotated.open.value)
    }

    /// Every document's record, closed ones too, by id.
    pub fn records(&self) -> impl Iterator<Item = &Annotated> {
        self.documents.values()
    }

    /// The project with this document in it, open. What it already knows of the document stays.
    #[must_use]
    pub fn with_document(&self, document: Arc<Document>, stamp: Stamp) -> Self {
        let id = document.id();
        let entry = match self.record(id) {
            Some(known) => Annotated { open: Stamped::new(true, stamp), ..known.clone() },
            None => {
                Annotated { document, annotations: AnnotationSet::default(), open: Stamped::new(true, stamp) }
            }
        };
        self.with(entry)
    }

    /// The project with this in the place of what it had about a document.
    #[must_use]
    pub fn with(&self, annotated: Annotated) -> Self {
        let mut project = self.clone();
        Arc::make_mut(&mut project.documents).insert(annotated.document.id(), annotated);
        project
    }
}

impl Default for Project {
    fn default() -> Self {
        Self::new()
    }
}
