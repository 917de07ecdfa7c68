//! A quote found again in another edition of its text, or honestly not.
//!
//! An annotation keeps its words, what stood around them and where they stood. Short sequences that the quote and the
//! text share say where to look (`seeds.rs`); there, and nowhere else, the quote is laid along the text (`align.rs`);
//! how well it fits, and whether another place fits as well, decides what may be said (`verdict.rs`). A look-up costs by
//! the quote and not by the text. Where the old text is there too, `revision.rs` knows more.

mod align;
#[cfg(test)]
mod edition;
mod index;
mod order;
mod revision;
mod seeds;
mod verdict;

pub use index::Index;
pub use revision::Revision;

use super::{CharOffset, Document, Span};

/// Words, what stands around them, and where they stood: a Text Quote Selector with a Text Position Selector's start
/// (Web Annotation Data Model, §4.2.3 and §4.2.4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    pub exact: String,
    pub prefix: String,
    pub suffix: String,
    pub hint: Option<CharOffset>,
}

impl Quote {
    /// What is kept of a span, with so many characters around it; `None` where it reaches behind the text.
    pub fn of(document: &Document, span: Span, context: u32) -> Option<Self> {
        Some(Self {
            exact: document.slice(span)?.to_owned(),
            prefix: document.before(span.start(), context).to_owned(),
            suffix: document.behind(span.end(), context).to_owned(),
            hint: Some(span.start()),
        })
    }
}

/// What is known of a quote's place in a text. Only the first may be taken without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchoring {
    /// It stands here without doubt, amid what stood around it. Its words may have been mended; the span has them as
    /// they are now.
    Exact(Span),
    /// Its words stand here, but not amid what stood around them, or far from where they were.
    Moved(Span),
    /// Perhaps here: the words are others, or they stand in several places.
    Uncertain(Span),
    /// No place is left for it.
    Orphan,
}

impl Anchoring {
    /// Where it is, or may be.
    pub const fn span(self) -> Option<Span> {
        match self {
            Self::Exact(span) | Self::Moved(span) | Self::Uncertain(span) => Some(span),
            Self::Orphan => None,
        }
    }

    /// The same place, with a mark that it is another one than it was.
    const fn displaced(self) -> Self {
        match self {
            Self::Exact(span) => Self::Moved(span),
            Self::Moved(_) | Self::Uncertain(_) | Self::Orphan => self,
        }
    }
}
