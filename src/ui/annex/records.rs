//! Reading what is stored. Where nothing is, as on a first visit, nobody needs it.

use std::sync::Arc;

use crate::storage::{Fault, Key, Loaded, Record, decode, load};
use crate::text::Document;
use crate::ui::autosave::Keeper;
use crate::ui::controls::Dispatch;

/// Keys and values as they are stored.
type Entries = Vec<(String, String)>;

pub struct Table {
    pub load: fn(Entries, &[Arc<Document>]) -> Loaded,
    /// Takes in what other tabs did.
    pub hear: fn(&Keeper, &Dispatch),
    pub decode: fn(&Key, &str) -> Result<Record, Fault>,
}

pub static TABLE: Table = Table { load, hear: Keeper::hear_waiting, decode };
