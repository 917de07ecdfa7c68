//! What tests build with, in the fewest words: a document, a stretch of it, an annotation.

use std::sync::Arc;

use uuid::Uuid;

use crate::model::{Annotated, Annotation, AnnotationId, Birth, Draft, Stamp, Stamped, TagId, Target};
use crate::text::{CharOffset, Document, DocumentInfo, Span, blocks_by_line};

/// A document without a title, whose lines are its paragraphs.
pub fn document(text: &str) -> Arc<Document> {
    Arc::new(Document::new(DocumentInfo::default(), text, blocks_by_line(text)).unwrap())
}

pub fn span(start: u32, end: u32) -> Span {
    Span::new(CharOffset::new(start), CharOffset::new(end)).unwrap()
}

pub fn tag(id: &str) -> TagId {
    TagId::new(id).unwrap()
}

/// The id of an annotation.
pub fn id(number: u128) -> AnnotationId {
    AnnotationId::new(Uuid::from_u128(number))
}

/// An annotation of one span that was made at this moment and never changed.
pub fn annotation(number: u128, span: Span, tag: &str, made: Stamp) -> Annotation {
    Draft::new(Target::from(span), self::tag(tag), Birth::default()).stamped(id(number), made)
}

/// A document with its annotations, which was opened at this moment.
pub fn annotated(
    document: &Arc<Document>,
    annotations: impl IntoIterator<Item = Annotation>,
    opened: Stamp,
) -> Annotated {
    let annotations = annotations.into_iter().collect();
    Annotated { document: document.clone(), annotations, open: Stamped::new(true, opened) }
}
