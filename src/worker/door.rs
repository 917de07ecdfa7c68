//! Where the worker's part of the program is divided from the rest, as the page's annexes are.

use std::future::Future;
use std::pin::Pin;

use wasm_split_helpers::SplitLoaderError;
#[cfg(divided)]
use wasm_split_helpers::wasm_split;
use web_sys::File;

use super::{gathering, reading};

/// Bytes that come later.
type Later = Pin<Box<dyn Future<Output = Vec<u8>>>>;

pub struct Table {
    pub read: fn(File) -> Later,
    pub gather: fn(Vec<u8>) -> Later,
}

static TABLE: Table =
    Table { read: |file| Box::pin(reading::read(file)), gather: |job| Box::pin(gathering::gather(job)) };

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
