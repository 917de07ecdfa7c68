//! Lazily loaded modules.

/// A part of the program that is fetched when it is first used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Module {
    /// The menu, the tag scheme, the list of shortcuts and the other dialogs.
    Dialogs,
    /// The preview of an import.
    Files,
    /// The find bar, and what is done with many annotations at once.
    Finding,
}

impl Module {
    pub const ALL: [Self; 3] = [Self::Dialogs, Self::Files, Self::Finding];
}
