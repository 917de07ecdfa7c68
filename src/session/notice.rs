//! Something that is said once.

/// A sentence that is said once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub words: String,
    pub kind: NoticeKind,
    /// Tells two that say the same apart.
    pub number: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Can be seen to be done, so it is only read aloud.
    Spoken,
    /// Done; read aloud and shown for a while.
    Done,
    /// Not done, and why; stays until it is dismissed or something else is said.
    Problem,
}

impl Notice {
    /// Something to know, that passes.
    pub fn done(words: impl Into<String>) -> Self {
        Self { words: words.into(), kind: NoticeKind::Done, number: 0 }
    }

    /// Something that was not done.
    pub fn problem(words: impl Into<String>) -> Self {
        Self { words: words.into(), kind: NoticeKind::Problem, number: 0 }
    }
}
