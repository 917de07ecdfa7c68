//! Puts a text into the library.

use std::sync::Arc;

use crate::model::{Change, Intention, Origin, Stamp, Transaction};
use crate::text::Document;

/// Opening a text is no edit, so it is not in the history: closing it again keeps everything.
pub fn open(document: Arc<Document>, stamp: Stamp) -> Transaction {
    Transaction {
        changes: vec![Change::Open(document)],
        origin: Origin::Elsewhere,
        intention: Intention::Import { count: 0 },
        stamp,
    }
}
