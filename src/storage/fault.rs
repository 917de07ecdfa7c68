//! Faults of stored values.

use crate::json::Malformed;

/// Why a stored value cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It stands under a key that says nothing to this program.
    Key,
    /// It names no version.
    Version,
    /// It is not the JSON that is around every record; the parser's words.
    Syntax(String),
    /// It is not as it was when it was written.
    Checksum,
    /// A field is missing, unknown or of another kind; the parser's words.
    Fields(String),
    /// The field with this name holds what it never can.
    Value(&'static str),
    /// The text is not the one that its key names.
    OtherText,
    /// Its spans reach behind the text or have other words than those kept.
    Unfit,
    /// Its document's text is not here.
    NoDocument,
    /// It was set aside before, when something else was written under its key.
    SetAside,
    /// A newer program wrote it, in this version.
    Newer(u32),
}

impl From<Malformed> for Fault {
    fn from(malformed: Malformed) -> Self {
        Self::Fields(malformed.0)
    }
}
