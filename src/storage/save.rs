//! From a project to the values that keep it.

use std::sync::Arc;

use super::{Header, Key, Quoted, Record, Settings, encode};
use crate::model::{Project, RecordKey};
use crate::text::Document;

/// What to put for the records that changed (`model::differences` names them), a document's text before its header
/// and both before its annotations. The text of a document that the program brings along is not stored.
pub fn save(project: &Project, records: &[RecordKey], shipped: &[Arc<Document>]) -> Vec<(Key, String)> {
    let none = Settings::new();
    let keys = keys_of(records, shipped).into_iter();
    keys.filter_map(|key| value(project, &none, &key).map(|value| (key, value))).collect()
}

/// The keys of what is to be put, in the order of [`save`].
pub fn keys_of(records: &[RecordKey], shipped: &[Arc<Document>]) -> Vec<Key> {
    records.iter().flat_map(|record| keys(record, shipped)).collect()
}

fn keys(record: &RecordKey, shipped: &[Arc<Document>]) -> Vec<Key> {
    match record {
        RecordKey::Document(id) if shipped.iter().any(|document| document.id() == *id) => {
            vec![Key::Header(*id)]
        }
        RecordKey::Document(id) => vec![Key::Text(*id), Key::Header(*id)],
        RecordKey::Annotation(document, id) => vec![Key::Annotation(*document, *id)],
        RecordKey::Tag(id) => vec![Key::Tag(id.clone())],
    }
}

/// What is to stand under a key now; `None` where the project has nothing to say about it.
pub fn value(project: &Project, settings: &Settings, key: &Key) -> Option<String> {
    let record = match key {
        Key::Header(id) => {
            let annotated = project.record(*id)?;
            Record::Header(*id, Header::of(&annotated.document, annotated.open.clone()))
        }
        Key::Text(id) => Record::Text(*id, project.record(*id)?.document.text().into()),
        Key::Annotation(document, id) => {
            let annotated = project.record(*document)?;
            let annotation = annotated.annotations.record(*id)?;
            Record::Annotation(*document, Box::new(Quoted::of(annotation, &annotated.document)))
        }
        Key::Tag(id) => Record::Tag(Box::new(project.scheme.record(id)?.as_ref().clone())),
        Key::Setting(name) => Record::Setting(name.clone(), settings.get(name)?.clone()),
        Key::Meta | Key::UndoEntry(..) | Key::Conflict(..) | Key::Batch(..) | Key::Quarantine(_) => {
            return None;
        }
    };
    Some(encode(&record))
}
