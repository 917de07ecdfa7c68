//! Reading a file.

use crate::browser::{self, BrowserError, File};
use crate::formats::{self, ReadError, Reading, Source};
use crate::wire::to_bytes;

/// The outcome, as the page hears it.
pub async fn read(file: File) -> Vec<u8> {
    to_bytes(&outcome(file).await)
}

/// Looks at the beginning first, so that a file too large for its reader, or for none, is never read whole.
async fn outcome(file: File) -> Result<Reading, ReadError> {
    let file = browser::open_file(file).await.map_err(not_read)?;
    let format = formats::recognise(&file.head).ok_or(ReadError::Unknown)?;
    if file.size > format.limit {
        return Err(ReadError::TooLarge { size: file.size, limit: format.limit });
    }
    let text = file.text().await.map_err(not_read)?;
    formats::read(&Source { name: &file.name, text: &text })
}

fn not_read(error: BrowserError) -> ReadError {
    match error {
        BrowserError::NotUtf8(byte) => ReadError::NotUtf8 { byte },
        BrowserError::Unreadable
        | BrowserError::Unwritable
        | BrowserError::NoDownload
        | BrowserError::NoClipboard => ReadError::Unreadable,
    }
}
