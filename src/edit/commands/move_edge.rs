//! Moves one edge of an annotation. Its id, note, attributes and links stay.

use super::{annotation, edit_one};
use crate::edit::{EditorState, Refusal};
use crate::model::{AnnotationEdit, AnnotationId, Intention, Stamp, Target, Transaction};
use crate::text::{CharOffset, Document, Span, is_seen, on_clusters};

/// Which end of an annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    Start,
    End,
}

impl Edge {
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Start => Self::End,
            Self::End => Self::Start,
        }
    }

    /// The gap at which a span has this edge.
    pub fn of(self, span: Span) -> CharOffset {
        match self {
            Self::Start => span.start(),
            Self::End => span.end(),
        }
    }
}

/// Moves the edge to a gap, out to the border of the grapheme cluster it would split. It never passes the other
/// edge and never takes the last cluster, or all that can be seen: then, and where it stands there already, it is refused.
pub fn move_edge(
    state: &EditorState,
    id: AnnotationId,
    edge: Edge,
    to: CharOffset,
    stamp: Stamp,
) -> Result<Transaction, Refusal> {
    let before = &annotation(state, id)?.target.value;
    let document = &state.shown().ok_or(Refusal::NoDocument)?.document;
    let target = moved(document, before, edge, to).ok_or(Refusal::NothingToDo)?;
    if target == *before {
        return Err(Refusal::NothingToDo);
    }
    if target.spans().all(|span| document.slice(span).is_none_or(|words| !is_seen(words))) {
        return Err(Refusal::NothingSeen);
    }
    edit_one(state, id, AnnotationEdit::Target(target), Intention::Edge, stamp)
}

fn moved(document: &Document, target: &Target, edge: Edge, to: CharOffset) -> Option<Target> {
    let mut spans: Vec<Span> = target.spans().collect();
    let end = document.end().char;
    let piece = match edge {
        Edge::Start => spans.first_mut()?,
        Edge::End => spans.last_mut()?,
    };
    let wanted = match edge {
        Edge::Start => Span::new(to, piece.end())?,
        Edge::End => Span::new(piece.start(), to.min(end))?,
    };
    let whole = on_clusters(document, wanted);
    *piece = match edge {
        Edge::Start => Span::new(whole.start(), piece.end())?,
        Edge::End => Span::new(piece.start(), whole.end())?,
    };
    Target::new(&spans)
}
