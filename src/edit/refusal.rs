//! Why a command does not apply now. The screen says it, and greys out what would be refused.

/// A reason, without words: the room `i18n` has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No text is open.
    NoDocument,
    /// No words are selected.
    NoSelection,
    /// No annotation is current, or the one that is meant is not there.
    NoAnnotation,
    /// The scheme has no such tag.
    NoTag,
    /// The words are blanks, or others of which nothing can be seen: nobody could find or choose the annotation.
    NothingSeen,
    /// The words lie outside the text.
    OutsideText,
    /// Everything is already as it would be.
    NothingToDo,
    NothingToUndo,
    NothingToRedo,
    /// Another tab, or a file, changed the same since; taking it back would take that back too.
    ChangedElsewhere,
    /// Another annotation's record, or another tag's, has this id.
    IdTaken,
    /// The annotation's tag does not define such an attribute, or not with such values, or no link.
    NoAttribute,
    /// A tag or an attribute must be called something.
    NoName,
    /// Another tag has this key.
    KeyTaken,
    /// More is written than would be read from a file again.
    TooLong,
}
