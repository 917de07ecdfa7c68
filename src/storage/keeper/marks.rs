//! What is remembered of a text beside its records: where it was left, and what of it was last written to a file. No
//! work of the reader's is lost with either, so nothing is said about how they are kept.

use std::sync::Arc;

use super::Keeper;
use crate::model::{Slug, Stamp, Stamped};
use crate::storage::{Failure, Key, encode_setting};
use crate::text::DocumentId;

/// What the name of such a setting begins with, after which stands the text's hash.
const PLACE: &str = "at-";
const EXPORTED: &str = "out-";

/// As much of a hash as nobody has twice.
const HASH: usize = 32;

fn name(mark: &str, document: DocumentId) -> Option<Slug> {
    Slug::new(&[mark, document.to_string().get(..HASH)?].concat())
}

pub fn is_mark(key: &Key) -> bool {
    matches!(key, Key::Setting(name) if name.as_str().starts_with(PLACE) || name.as_str().starts_with(EXPORTED))
}

impl Keeper {
    /// Where a text was left.
    pub fn place(&self, document: DocumentId) -> Option<u32> {
        self.mark(PLACE, document)?.parse().ok()
    }

    /// Keeps where a text is left.
    pub fn leave_at(&self, document: DocumentId, place: u32, now: u64) {
        self.set_mark(PLACE, document, place.to_string(), now);
    }

    /// The last edit that is in a file; the origin where the file was written before any.
    pub fn exported(&self, document: DocumentId) -> Option<Stamp> {
        Stamp::parse(&self.mark(EXPORTED, document)?)
    }

    /// Keeps that all edits up to this are in a file.
    pub fn export_to(&self, document: DocumentId, last: Stamp, now: u64) {
        self.set_mark(EXPORTED, document, last.to_string(), now);
    }

    fn mark(&self, mark: &str, document: DocumentId) -> Option<Arc<str>> {
        let handed = self.handed.borrow();
        handed.settings.get(&name(mark, document)?).map(|mark| mark.value.clone())
    }

    fn set_mark(&self, mark: &str, document: DocumentId, value: String, now: u64) {
        let is_known = self.mark(mark, document).is_some_and(|known| *known == *value);
        let is_closed = *self.closed.borrow() == Some(Failure::Newer);
        let Some(name) = name(mark, document).filter(|_| !is_known && !is_closed) else { return };
        let stamp = self.clock.borrow_mut().tick(now);
        let value = Stamped::new(Arc::from(value), stamp);
        self.handed.borrow_mut().settings.insert(name.clone(), value.clone());
        let record = encode_setting(&name, &value);
        self.record.put(Key::Setting(name), record, stamp);
    }
}
