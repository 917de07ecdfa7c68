//! The way of a restore point to its stored text and back.

use super::restore_point::{Difference, RestorePoint};
use super::{Fault, envelope, upgrade, v1};
use crate::json::Fields;
use crate::text::DocumentId;

impl RestorePoint {
    /// The text that is stored for it, its difference's length apart.
    pub fn encode(&self, document: DocumentId) -> String {
        seal(&Self::key(document, self.at), &v1::write_point(self))
    }

    /// The point that stands under a key.
    pub fn decode(key: &str, raw: &str) -> Result<Self, Fault> {
        let at = key.rsplit(':').next().and_then(|at| at.parse().ok()).ok_or(Fault::Key)?;
        v1::read_point(at, Fields::of(open(key, raw)?)?)
    }
}

impl Difference {
    pub fn encode(&self, document: DocumentId, at: u64) -> String {
        seal(&RestorePoint::key(document, at), &v1::write_difference(self))
    }

    pub fn decode(key: &str, raw: &str) -> Result<Self, Fault> {
        v1::read_difference(Fields::of(open(key, raw)?)?)
    }
}

fn seal(key: &str, body: &str) -> String {
    envelope::seal(upgrade::NEWEST, key, body)
}

fn open<'a>(key: &str, raw: &'a str) -> Result<&'a str, Fault> {
    match envelope::version(raw) {
        Some(1) => envelope::open(1, key, raw),
        Some(_) | None => Err(upgrade::newer(raw).map_or(Fault::Version, Fault::Newer)),
    }
}
