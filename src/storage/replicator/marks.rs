//! What is remembered of a text beside its records: where it was left, what of it was last offered as a file, and which
//! one was shown last. No work of the reader's is lost with any of it, so nothing is said about how it is kept.

use std::sync::Arc;

use super::Replicator;
use crate::model::{Slug, Stamp, Stamped};
use crate::storage::{Failure, Key, Record, decode, encode_setting};
use crate::text::DocumentId;

/// What the name of such a setting begins with, after which stands the text's hash.
const PLACE: &str = "at-";
const OFFERED: &str = "out-";

/// The whole name of the setting that has the hash of the text that was shown last.
const SHOWN: &str = "shown";

/// As much of a hash as nobody has twice.
const HASH: usize = 32;

fn name(mark: &str, document: DocumentId) -> Option<Slug> {
    Slug::new(&[mark, document.to_string().get(..HASH)?].concat())
}

pub fn is_mark(key: &Key) -> bool {
    let is_ours = |name: &str| name.starts_with(PLACE) || name.starts_with(OFFERED) || name == SHOWN;
    matches!(key, Key::Setting(name) if is_ours(name.as_str()))
}

fn is_shown(key: &Key) -> bool {
    matches!(key, Key::Setting(name) if name.as_str() == SHOWN)
}

impl Replicator {
    /// Where a text was left.
    pub fn place(&self, document: DocumentId) -> Option<u32> {
        self.mark(name(PLACE, document))?.parse().ok()
    }

    /// Keeps where a text is left.
    pub fn leave_at(&self, document: DocumentId, place: u32, now: u64) {
        self.set_mark(name(PLACE, document), place.to_string(), now);
    }

    /// The last edit that was offered as a download, the origin where that was before any; and when it was offered, in
    /// milliseconds.
    pub fn offered(&self, document: DocumentId) -> Option<(Stamp, u64)> {
        let handed = self.submitted.borrow();
        let mark = handed.settings.get(&name(OFFERED, document)?)?;
        Some((Stamp::parse(&mark.value)?, mark.stamp.millis))
    }

    /// Keeps that all edits up to this were offered as a download. Whether anybody took it is not known.
    pub fn offer(&self, document: DocumentId, last: Stamp, now: u64) {
        self.write_mark(name(OFFERED, document), last.to_string(), now);
    }

    /// The text that was shown last.
    pub fn shown(&self) -> Option<DocumentId> {
        DocumentId::from_hex(&self.mark(Slug::new(SHOWN))?)
    }

    /// Keeps that a text is shown. Where nothing else ever was, the one that the program brings along needs no mark.
    pub fn show(&self, document: DocumentId, now: u64) {
        if self.shown().is_some() || !self.shipped.iter().any(|shipped| shipped.id() == document) {
            self.set_mark(Slug::new(SHOWN), document.to_string(), now);
        }
    }

    /// Another tab shows another text. This one goes on with its own, and knows that the mark is not its own any more.
    pub(super) fn hear_of_mark(&self, key: &Key, raw: &str) {
        if let (true, Ok(Record::Setting(name, value))) = (is_shown(key), decode(key, raw)) {
            self.clock.borrow_mut().observe(value.stamp);
            self.joins_setting(&name, &value);
        }
    }

    fn mark(&self, name: Option<Slug>) -> Option<Arc<str>> {
        let handed = self.submitted.borrow();
        handed.settings.get(&name?).map(|mark| mark.value.clone())
    }

    fn set_mark(&self, name: Option<Slug>, value: String, now: u64) {
        if self.mark(name.clone()).is_none_or(|known| *known != *value) {
            self.write_mark(name, value, now);
        }
    }

    /// Also where it says the same again, now.
    fn write_mark(&self, name: Option<Slug>, value: String, now: u64) {
        let is_closed = *self.closed.borrow() == Some(Failure::Newer);
        let Some(name) = name.filter(|_| !is_closed) else { return };
        let stamp = self.clock.borrow_mut().tick(now);
        let value = Stamped::new(Arc::from(value), stamp);
        self.submitted.borrow_mut().settings.insert(name.clone(), value.clone());
        let record = encode_setting(&name, &value);
        self.record.put(Key::Setting(name), record, stamp);
    }
}
