//! Where what finds words is divided from the rest. The page and its worker both fetch it from here: what two modules reach
//! by themselves lies in the file that every module takes along, and the tables of letters are large.

use wasm_split_helpers::SplitLoaderError;
#[cfg(divided)]
use wasm_split_helpers::wasm_split;

use crate::text::{FINDER, Finder};

#[cfg_attr(divided, wasm_split(finder, fallible))]
#[expect(clippy::unnecessary_wraps, reason = "what is fetched may not come")]
fn to_finder() -> Result<&'static Finder, SplitLoaderError> {
    Ok(&FINDER)
}

#[cfg(divided)]
pub async fn open_finder() -> Option<&'static Finder> {
    to_finder().await.ok()
}

#[cfg(not(divided))]
pub async fn open_finder() -> Option<&'static Finder> {
    std::future::ready(to_finder()).await.ok()
}
