//! What may happen to a project, as plain data. How it happens is the room `edit`'s.

use std::sync::Arc;

use super::{
    Annotation, AnnotationId, AttributeDefinition, AttributeId, AttributeValue, Color, Draft, Stamp, Stamped,
    Tag, TagDraft, TagId, Target,
};
use crate::text::{Document, DocumentId};

/// The smallest step. Each has an inverse.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Puts a document into the library.
    Open(Arc<Document>),
    /// Takes one out; its annotations stay with its record.
    Close(DocumentId),
    /// Joins what is known of a document elsewhere: that there is one, and whether it is open.
    Document {
        document: Arc<Document>,
        open: Stamped<bool>,
    },
    Annotation {
        document: DocumentId,
        id: AnnotationId,
        edit: AnnotationEdit,
    },
    Tag {
        id: TagId,
        edit: TagEdit,
    },
}

/// What may happen to an annotation.
#[derive(Clone, Debug, PartialEq)]
pub enum AnnotationEdit {
    Create(Box<Draft>),
    /// Joins a copy from elsewhere, with the stamps it brings.
    Join(Arc<Annotation>),
    Delete,
    Revive,
    Target(Target),
    Tag(TagId),
    Note(Arc<str>),
    /// `None` takes it away.
    Attribute(AttributeId, Option<AttributeValue>),
}

/// What may happen to a tag of the scheme.
#[derive(Clone, Debug, PartialEq)]
pub enum TagEdit {
    Create(Box<TagDraft>),
    /// Joins a copy from elsewhere, with the stamps it brings.
    Join(Box<Tag>),
    Delete,
    Revive,
    Label(Arc<str>),
    Color(Color),
    Guideline(Arc<str>),
    Key(Arc<str>),
    Attributes(Vec<AttributeDefinition>),
    Rank(i64),
}

/// Where a transaction comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The user, here: it goes into the history.
    Here,
    /// Another tab, the storage, a server: it does not.
    Elsewhere,
    /// An undo or a redo: the history already holds it.
    History,
}

/// What the user meant, for the name of an undo step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intention {
    Tag { tag: TagId, count: u32 },
    Retag { tag: TagId, count: u32 },
    Delete { count: u32 },
    Note,
    Edge,
    Attribute,
    Link,
    Import { count: u32 },
    Scheme,
    Restore,
}

/// Changes made together: all of them happen or none.
#[derive(Clone, Debug, PartialEq)]
pub struct Transaction {
    pub changes: Vec<Change>,
    pub origin: Origin,
    pub intention: Intention,
    /// When every field that it writes is written.
    pub stamp: Stamp,
}
