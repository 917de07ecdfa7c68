//! Reading what is stored. Where nothing is, as on a first visit, nobody needs it.

use std::sync::Arc;

use super::Fetched;
use crate::storage::{Fault, Key, Loaded, Record, decode, load};
use crate::text::Document;

pub struct Records {
    pub load: fn(Vec<(String, String)>, &[Arc<Document>]) -> Loaded,
    pub decode: fn(&Key, &str) -> Result<Record, Fault>,
}

static TABLE: Records = Records { load, decode };

#[cfg_attr(divided, wasm_split_helpers::wasm_split(records, fallible))]
pub fn table() -> Fetched<Records> {
    Ok(&TABLE)
}
