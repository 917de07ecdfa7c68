//! What is under way: a mode gives keys and clicks another meaning for a while. There is one at a time, so that entering
//! one leaves the other.

use crate::model::{AnnotationId, AttributeId};
use crate::text::CharOffset;

/// What is under way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Nothing but reading.
    #[default]
    Reading,
    /// The edges of the current annotation are moved; `core.preview` has them where they are just now.
    MovingEdges,
    /// Candidates for a link of the current annotation are offered.
    ChoosingLink(AnnotationId, AttributeId),
    /// The annotations that lie over each other at this character are offered; one of them is current.
    ChoosingOverlap(CharOffset),
}
