//! The way of a record to its stored text and back.

use std::sync::Arc;

use super::{Fault, Key, Record, envelope, upgrade, v1};
use crate::model::{Slug, Stamped};

/// What is to stand where `present` stands and `value` is put: both together, so that no copy that was not heard of is
/// written over.
pub fn merged(key: &Key, present: &str, value: &str) -> Result<String, Fault> {
    let present = decode(key, present)?;
    let Ok(mine) = decode(key, value) else { return Ok(value.to_owned()) };
    let joined = mine.join(&present);
    Ok(if joined == mine { value.to_owned() } else { encode(&joined) })
}

/// The text that is stored for a record, in the newest version.
pub fn encode(record: &Record) -> String {
    envelope::seal(upgrade::NEWEST, &record.key().to_string(), &v1::write(record))
}

/// The same for a setting.
pub fn encode_setting(name: &Slug, value: &Stamped<Arc<str>>) -> String {
    envelope::seal(upgrade::NEWEST, &Key::Setting(name.clone()).to_string(), &v1::write_setting(value))
}

/// The record that a stored text says, in whatever version it was written.
pub fn decode(key: &Key, raw: &str) -> Result<Record, Fault> {
    upgrade::read(key, &key.to_string(), raw)
}
