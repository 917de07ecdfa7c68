//! Where the program is divided: what only a door leads to lies in the file of its annex. Calling a door fetches that
//! file in a divided build, and is a plain call else.

#![expect(clippy::unnecessary_wraps, reason = "what is fetched may not come")]

use wasm_split_helpers::SplitLoaderError;
#[cfg(divided)]
use wasm_split_helpers::wasm_split;

use super::{dialogs, files, finding, marking, records};

/// What fetching a table comes to.
type Fetched<T> = Result<&'static T, SplitLoaderError>;

#[cfg_attr(divided, wasm_split(marking, fallible))]
pub fn to_marking() -> Fetched<marking::Table> {
    Ok(&marking::TABLE)
}

#[cfg_attr(divided, wasm_split(dialogs, fallible))]
pub fn to_dialogs() -> Fetched<dialogs::Table> {
    Ok(&dialogs::TABLE)
}

#[cfg_attr(divided, wasm_split(files, fallible))]
pub fn to_files() -> Fetched<files::Table> {
    Ok(&files::TABLE)
}

#[cfg_attr(divided, wasm_split(finding, fallible))]
pub fn to_finding() -> Fetched<finding::Table> {
    Ok(&finding::TABLE)
}

#[cfg_attr(divided, wasm_split(records, fallible))]
pub fn to_records() -> Fetched<records::Table> {
    Ok(&records::TABLE)
}
