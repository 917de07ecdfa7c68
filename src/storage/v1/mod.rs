//! Version 1 of what stands in a record. It is written down in `tests/golden/storage-v1/` and never changes again:
//! Imports: `text`, `model`, the records of `storage`. A field more, or one less, is another version.
//! Never here: the envelope around a record, what the project makes of it.
//! Start reading at `annotation.rs`.

mod annotation;
mod attribute;
mod document;
mod setting;
mod stamps;
mod tag;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};

use super::{Fault, Key, Record};
use crate::model::Extra;

/// A record's JSON text.
pub fn write(record: &Record) -> Box<RawValue> {
    let written = match record {
        Record::Header(_, header) => to_raw_value(&document::Header::from(header)),
        Record::Text(_, words) => to_raw_value(&document::Text { text: words.clone() }),
        Record::Annotation(_, quoted) => to_raw_value(&annotation::Annotation::from(&**quoted)),
        Record::Tag(tag) => to_raw_value(&tag::Tag::from(&**tag)),
        Record::Setting(_, value) => to_raw_value(&setting::Setting::from(value)),
    };
    // Never taken: the wire types hold nothing that JSON cannot say, as a map with other keys than text.
    written.unwrap_or_else(|_| RawValue::NULL.to_owned())
}

/// The record that stands under a key.
pub fn read(key: &Key, body: &str) -> Result<Record, Fault> {
    Ok(match key {
        Key::Header(id) => Record::Header(*id, parse::<document::Header>(body)?.read()?),
        Key::Text(id) => Record::Text(*id, parse::<document::Text>(body)?.read(*id)?),
        Key::Annotation(document, id) => {
            Record::Annotation(*document, Box::new(parse::<annotation::Annotation>(body)?.read(*id)?))
        }
        Key::Tag(id) => Record::Tag(Box::new(parse::<tag::Tag>(body)?.read(id.clone())?)),
        Key::Setting(name) => Record::Setting(name.clone(), parse::<setting::Setting>(body)?.read()),
        Key::Meta | Key::Quarantine(_) => return Err(Fault::Key),
    })
}

fn parse<T: DeserializeOwned>(body: &str) -> Result<T, Fault> {
    serde_json::from_str(body).map_err(|error| Fault::Fields(error.to_string()))
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Fields that came with a file of a newer program, each as it was written there.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
struct Unknown(BTreeMap<Arc<str>, Box<RawValue>>);

impl Unknown {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn read(self) -> Extra {
        self.0.into_iter().map(|(name, raw)| (name, raw.get().into())).collect()
    }
}

impl From<&Extra> for Unknown {
    /// What is no JSON is written as text, so that it is not lost either.
    fn from(extra: &Extra) -> Self {
        let raw =
            |json: &Arc<str>| RawValue::from_string(json.to_string()).or_else(|_| to_raw_value(json)).ok();
        Self(extra.iter().filter_map(|(name, json)| Some((name.clone(), raw(json)?))).collect())
    }
}
