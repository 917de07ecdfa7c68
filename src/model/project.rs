//! The single source of truth: the documents with their annotations, and the tag scheme. A value: a change makes
//! another one, which shares everything that did not change.

use std::sync::Arc;

use super::{AnnotationSet, SmallMap, Stamp, Stamped, TagScheme, first_scheme};
use crate::text::{BlockKind, CharOffset, Document, DocumentId};

/// A document and what was said about it.
#[derive(Clone, Debug)]
pub struct Annotated {
    pub document: Arc<Document>,
    pub annotations: AnnotationSet,
    /// Whether it stands in the library; a closed one keeps its record.
    pub open: Stamped<bool>,
}

impl Annotated {
    /// Where the next paragraph begins on which no annotation stands: behind the one at a gap, and from the end of the
    /// text on from its beginning. What only leads into a text, as a heading does, is passed over.
    pub fn next_unmarked(&self, from: CharOffset) -> Option<CharOffset> {
        let blocks = self.document.blocks();
        let here = self.document.block_at(from);
        let (before, behind) = blocks.split_at((here + 1).min(blocks.len()));
        let unmarked = behind.iter().chain(before).find(|block| {
            let is_read = match block.kind {
                BlockKind::Paragraph | BlockKind::Item | BlockKind::Quotation | BlockKind::Caption => true,
                BlockKind::Title
                | BlockKind::Heading
                | BlockKind::Kicker
                | BlockKind::Byline
                | BlockKind::Attribution => false,
            };
            is_read && self.annotations.overlapping(block.span).is_empty()
        });
        unmarked.map(|block| block.span.start())
    }
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

    /// The project with this document in it, open. What it already knows of the document stays, and gets the fields
    /// that are new to it.
    #[must_use]
    pub fn with_document(&self, document: Arc<Document>, stamp: Stamp) -> Self {
        let id = document.id();
        let entry = match self.record(id) {
            Some(known) => Annotated {
                document: known
                    .document
                    .with_strangers_of(&document)
                    .map_or(known.document.clone(), Arc::new),
                open: Stamped::new(true, stamp),
                ..known.clone()
            },
            None => {
                Annotated { document, annotations: AnnotationSet::default(), open: Stamped::new(true, stamp) }
            }
        };
        self.with(entry)
    }

    /// What two copies of a project make together, record by record, by the one merge rule.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        let mut joined = self.clone();
        for theirs in other.records() {
            let both = match self.record(theirs.document.id()) {
                Some(ours) => Annotated {
                    document: ours.document.clone(),
                    annotations: ours.annotations.join(&theirs.annotations),
                    open: ours.open.join(&theirs.open),
                },
                None => theirs.clone(),
            };
            Arc::make_mut(&mut joined.documents).insert(theirs.document.id(), both);
        }
        for theirs in other.scheme.records() {
            let ours = self.scheme.record(&theirs.id);
            let both = ours.map_or_else(|| theirs.as_ref().clone(), |ours| ours.join(theirs));
            if ours.is_none_or(|ours| **ours != both) {
                Arc::make_mut(&mut joined.scheme).put(both);
            }
        }
        joined
    }

    /// It is this very state, in which nothing was changed since.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.documents, &other.documents) && Arc::ptr_eq(&self.scheme, &other.scheme)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Annotation, AnnotationId, Birth, Draft, TagId, Target};
    use crate::text::{Block, DocumentInfo, Span};
    use uuid::Uuid;

    /// A text of one character a paragraph: `#` a heading, `m` one that is marked, `.` one that is not.
    fn drawn(text: &str) -> Annotated {
        let gap = |at: usize| CharOffset::new(at as u32);
        let span = |at: usize| Span::new(gap(at), gap(at + 1)).unwrap();
        let kind = |c| if c == '#' { BlockKind::Heading } else { BlockKind::Paragraph };
        let blocks =
            text.chars().enumerate().map(|(at, c)| Block { span: span(at), kind: kind(c), level: 0 });
        let document = Document::new(DocumentInfo::default(), text, blocks.collect()).unwrap();
        let marked = |(at, _): (usize, &str)| -> Annotation {
            let draft = Draft::new(Target::from(span(at)), TagId::new("term").unwrap(), Birth::default());
            draft.stamped(AnnotationId::new(Uuid::from_u128(at as u128)), Stamp::ORIGIN)
        };
        let annotations = text.match_indices('m').map(marked).collect();
        Annotated { document: Arc::new(document), annotations, open: Stamped::new(true, Stamp::ORIGIN) }
    }

    #[test]
    fn a_text_that_comes_again_is_open_and_gets_what_is_new_around_it() {
        let known = Annotated { open: Stamped::new(false, Stamp::of_file(2)), ..drawn("m.m") };
        let id = known.document.id();
        let info = DocumentInfo { extra: vec![("mood".into(), "1".into())], ..DocumentInfo::default() };
        let (text, blocks) = (known.document.text(), known.document.blocks().to_vec());
        let again = Document::new(info, text, blocks).unwrap();
        let project = Project::new().with(known.clone());
        assert!(project.get(id).is_none());
        let project = project.with_document(Arc::new(again), Stamp::of_file(9));
        let now = project.get(id).unwrap();
        assert_eq!(now.open, Stamped::new(true, Stamp::of_file(9)));
        assert_eq!(now.document.info().extra.len(), 1);
        assert_eq!(now.annotations.count(), 2);
    }

    #[test]
    fn the_next_paragraph_without_a_mark() {
        let table = [
            ("..", 0, Some(1)),
            (".mm#m.", 0, Some(5)),
            (".mm#m.", 5, Some(0)),
            ("#m.m", 2, Some(2)),
            ("#.m", 2, Some(1)),
            ("#mm", 0, None),
            ("#", 0, None),
        ];
        for (text, from, expected) in table {
            let found = drawn(text).next_unmarked(CharOffset::new(from));
            assert_eq!(found, expected.map(CharOffset::new), "{text} from {from}");
        }
    }
}
