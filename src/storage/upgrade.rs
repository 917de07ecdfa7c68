//! From the version in which a record was written to what the program works with.
//!
//! To change a schema: the new wire types in `vN/`, one arm here that reads the older version into today's record, one
//! set of golden files, one decision record. Records are upgraded one by one, each when it is next written.

use super::{Fault, Key, Record, envelope, v1};

/// The version that is written.
pub const NEWEST: u32 = 1;

/// Reads a stored value of any version up to ours.
pub fn read(key: &Key, name: &str, raw: &str) -> Result<Record, Fault> {
    match envelope::version(raw) {
        Some(1) => v1::read(key, envelope::open(1, name, raw)?),
        Some(_) | None => Err(newer(raw).map_or(Fault::Version, Fault::Newer)),
    }
}

/// The version of what a newer program wrote. It must stay as it is.
pub fn newer(raw: &str) -> Option<u32> {
    envelope::version(raw).filter(|version| *version > NEWEST)
}
