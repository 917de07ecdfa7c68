//! How much an annotation stands out from the others.

use super::Decoration;
use crate::model::AnnotationId;

/// One annotation is painted in one way at a time, so no two paints of it mix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Emphasis {
    #[default]
    Plain,
    /// The pointer or the list points at it, or a jump has just arrived there.
    Lit,
    /// Commands apply to it.
    Current,
}

impl Emphasis {
    /// The strongest last; a stronger one lies above.
    pub const ALL: [Self; 3] = [Self::Plain, Self::Lit, Self::Current];

    /// What it adds to the name of a highlight.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Lit => "-lit",
            Self::Current => "-current",
        }
    }
}

/// Gives every stretch of an annotation an emphasis, in the place of what it had.
pub fn emphasise(decorations: &mut [Decoration], id: Option<AnnotationId>, emphasis: Emphasis) {
    for decoration in decorations.iter_mut().filter(|decoration| Some(decoration.id) == id) {
        decoration.emphasis = emphasis;
    }
}
