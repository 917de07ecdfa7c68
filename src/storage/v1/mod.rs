//! Version 1 of what stands in a record. It is written down in `tests/golden/storage-v1/` and never changes again:
//! Imports: `text`, `json`, `model`, the records of `storage`. A field more, or one less, is another version.
//! Never here: the envelope around a record, what the project makes of it.
//! Start reading at `annotation.rs`.

mod annotation;
mod attribute;
mod document;
mod extra;
mod moment;
mod point;
mod setting;
mod stamps;
mod tag;

use std::sync::Arc;

pub use point::{read_difference, read_point, write_difference, write_point};

use super::{Fault, Key, Record};
use crate::json::{Fields, Malformed};
use crate::model::{Stamp, Stamped};

/// A record's JSON text.
pub fn write(record: &Record) -> String {
    match record {
        Record::Header(_, header) => document::write_header(header),
        Record::Text(_, words) => document::write_text(words),
        Record::Annotation(_, quoted) | Record::Conflict(_, quoted) => annotation::write(quoted),
        Record::Tag(tag) => tag::write(tag),
        Record::Setting(_, value) => write_setting(value),
        Record::UndoEntry(document, moment, is_undone) => moment::write(*document, moment, *is_undone),
    }
}

/// The text of a setting alone: where nothing else is written, nothing else has to be there.
pub fn write_setting(value: &Stamped<Arc<str>>) -> String {
    setting::write(value)
}

/// The record that stands under a key.
pub fn read(key: &Key, body: &str) -> Result<Record, Fault> {
    let fields = Fields::of(body)?;
    Ok(match key {
        Key::Header(id) => Record::Header(*id, document::read_header(fields)?),
        Key::Text(id) => Record::Text(*id, document::read_text(*id, fields)?),
        Key::Annotation(document, id) => {
            Record::Annotation(*document, Box::new(annotation::read(*id, fields)?))
        }
        Key::Conflict(document, id, _) => {
            Record::Conflict(*document, Box::new(annotation::read(*id, fields)?))
        }
        Key::Tag(id) => Record::Tag(Box::new(tag::read(id.clone(), fields)?)),
        Key::UndoEntry(document, stamp) => moment::read(*document, *stamp, fields)?,
        Key::Setting(name) => Record::Setting(name.clone(), setting::read(fields)?),
        Key::Meta | Key::Batch(..) | Key::Quarantine(_) => return Err(Fault::Key),
    })
}

/// A text without which the record says nothing.
fn text(fields: &mut Fields, name: &str) -> Result<Arc<str>, Malformed> {
    fields.need::<String>(name).map(Into::into)
}

/// A text that is left out where it is empty.
fn shared(fields: &mut Fields, name: &str) -> Result<Arc<str>, Malformed> {
    fields.take::<String>(name).map(|words| words.unwrap_or_default().into())
}

fn stamp(fields: &mut Fields, name: &str) -> Result<Stamp, Malformed> {
    stamps::read_moment(fields.take_raw(name).unwrap_or_default())
}
