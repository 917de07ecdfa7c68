//! Where the program is divided: what only a door leads to lies in the file of its module. Calling a door fetches that
//! file in a divided build, and is a plain call else.

#![expect(clippy::unnecessary_wraps, reason = "what is fetched may not come")]

use wasm_split_helpers::SplitLoaderError;
#[cfg(divided)]
use wasm_split_helpers::wasm_split;

use super::{dialogs, files, finding};

/// What fetching a table comes to.
type Fetched<T> = Result<&'static T, SplitLoaderError>;

#[cfg_attr(divided, wasm_split(dialogs, fallible))]
pub fn to_dialogs() -> Fetched<dialogs::Views> {
    Ok(&dialogs::VIEWS)
}

#[cfg_attr(divided, wasm_split(files, fallible))]
pub fn to_files() -> Fetched<files::Views> {
    Ok(&files::VIEWS)
}

#[cfg_attr(divided, wasm_split(finding, fallible))]
pub fn to_finding() -> Fetched<finding::Views> {
    Ok(&finding::VIEWS)
}
