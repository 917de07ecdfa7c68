//! What the browser may refuse.

/// Why the browser did not do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrowserError {
    /// A file could not be read: moved, deleted, or not allowed.
    Unreadable,
    /// A file could not be written.
    Unwritable,
    /// A file is not UTF-8; the byte at which that shows.
    NotUtf8(u64),
    /// A download could not be started.
    NoDownload,
    /// The clipboard was refused, or is missing where the page was not loaded securely.
    NoClipboard,
}
