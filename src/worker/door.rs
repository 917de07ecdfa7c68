//! Where the worker's part of the program is divided from the rest, as the page's lazily loaded modules are.

use wasm_split_helpers::SplitLoaderError;
#[cfg(divided)]
use wasm_split_helpers::wasm_split;

use crate::browser;

pub struct Table {
    pub serve: fn(),
}

static TABLE: Table = Table { serve: || browser::serve(super::work) };

#[cfg_attr(divided, wasm_split(worker, fallible))]
#[expect(clippy::unnecessary_wraps, reason = "what is fetched may not come")]
fn to_worker() -> Result<&'static Table, SplitLoaderError> {
    Ok(&TABLE)
}

#[cfg(divided)]
pub async fn open() -> Option<&'static Table> {
    to_worker().await.ok()
}

#[cfg(not(divided))]
pub async fn open() -> Option<&'static Table> {
    std::future::ready(to_worker()).await.ok()
}
