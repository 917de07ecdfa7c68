//! How much an annotation stands out from the others.

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
