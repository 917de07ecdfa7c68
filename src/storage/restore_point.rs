//! Restore points: what stood in a document at some moments, to look at and to go back to. The mirror keeps them beside
//! the records, in two places, so that the list of them can be shown without reading what they hold.
//!
//! ```text
//!   an:p:<sha256>:<when>   {"because":"opened","name":"…","count":34}   and how long its difference is
//!   an:p:<sha256>:<when>   {"put":[…],"gone":[…]}                       what differs from the point before
//! ```
//!
//! A point holds what changed since the one before, so that 100,000 annotations are not stored again for ten that
//! changed. The first of a document differs from nothing at all. One that goes is added to the one behind it.

mod asked;
mod chain;
mod retention;

use std::sync::Arc;

pub use asked::{Answer, Ask, Asked};
pub use chain::{Contrast, Difference, contrasts, states};
pub use retention::expired;

use super::PREFIX;
use crate::text::DocumentId;

/// A point, without what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestorePoint {
    /// Milliseconds since 1970-01-01 UTC; no two of a document have the same.
    pub at: u64,
    pub because: Trigger,
    /// By whoever set it; such a one stays until it is deleted. Empty for none.
    pub name: Arc<str>,
    /// The annotations that stood there.
    pub count: u32,
    /// How long its difference is as it is stored, in bytes.
    pub size: u32,
}

/// Why a point was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// The document was opened, and had changed since the last.
    Opened,
    /// There was a while of work.
    Worked,
    /// Much was about to change at once: a file came in, many were deleted or retagged, another point was restored.
    Before,
    /// Somebody wanted it.
    Wanted,
}

impl Trigger {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Opened, "opened"),
        (Self::Worked, "worked"),
        (Self::Before, "before"),
        (Self::Wanted, "wanted"),
    ];

    pub(super) fn word(self) -> &'static str {
        Self::ALL.into_iter().find(|(one, _)| *one == self).map_or("", |(_, word)| word)
    }

    pub(super) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, name)| *name == word).map(|(one, _)| one)
    }
}

/// So many edits are worth a point.
const EDITS: usize = 50;

/// So long ago the first edit since the last point may be, in milliseconds.
const WHILE: u64 = 10 * 60 * 1_000;

/// After so many edits, the first of them so long ago, it is time for a point.
pub fn is_due(edits: usize, since: u64) -> bool {
    edits >= EDITS || edits > 0 && since >= WHILE
}

impl RestorePoint {
    /// What the keys of all points of a document begin with.
    pub fn prefix(document: DocumentId) -> String {
        format!("{PREFIX}p:{document}:")
    }

    /// The key of the point of that time. By their keys points are in the order of time.
    pub fn key(document: DocumentId, at: u64) -> String {
        format!("{}{at:016}", Self::prefix(document))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Fault, arbitrary};
    use super::*;
    use crate::model::AnnotationId;
    use proptest::prelude::*;
    use uuid::Uuid;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn points_there_and_back(
            at in 0u64..10_000_000_000_000_000,
            because in 0usize..4,
            name in arbitrary::nasty(0..9),
            numbers in any::<(u32, u32)>(),
            put in prop::collection::vec(arbitrary::annotation(9).prop_map(Arc::new), 0..4),
            gone in prop::collection::vec(any::<u128>(), 0..4),
        ) {
            let document = DocumentId::of("党旗");
            let key = RestorePoint::key(document, at);
            let because = Trigger::ALL[because].0;
            let point = RestorePoint { at, because, name: name.into(), count: numbers.0, size: numbers.1 };
            let raw = point.encode(document);
            prop_assert_eq!(RestorePoint::decode(&key, &raw), Ok(point), "{}", raw);

            let gone = gone.into_iter().map(|id| AnnotationId::new(Uuid::from_u128(id))).collect();
            let difference = Difference { put, gone };
            let raw = difference.encode(document, at);
            prop_assert_eq!(Difference::decode(&key, &raw), Ok(difference), "{}", raw);
        }
    }

    #[test]
    fn what_is_stored_reads_as_it_was_first_written() {
        let document = DocumentId::of("abc");
        let point = RestorePoint {
            at: 1_690_000_000_000,
            because: Trigger::Wanted,
            name: "初稿".into(),
            count: 34,
            size: 9,
        };
        let raw = point.encode(document);
        let body = r#""r":{"because":"wanted","name":"初稿","count":34,"size":9}}"#;
        assert!(raw.ends_with(body), "{raw}");
        let key = RestorePoint::key(document, point.at);
        assert!(key.ends_with(":0001690000000000"), "{key}");
        assert_eq!(RestorePoint::decode(&key, &raw.replace("34", "35")), Err(Fault::Checksum));
        assert_eq!(RestorePoint::decode(&key, &raw.replace("{\"v\":1", "{\"v\":9")), Err(Fault::Newer(9)));
    }

    #[test]
    fn when_a_point_is_due() {
        let table =
            [(0, u64::MAX, false), (1, 0, false), (49, 599_999, false), (1, 600_000, true), (50, 0, true)];
        for (edits, since, due) in table {
            assert_eq!(is_due(edits, since), due, "{edits} edits, {since} ms");
        }
    }
}
