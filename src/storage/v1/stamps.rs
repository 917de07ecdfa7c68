//! When fields were written. Mostly all of a record were written at once, so the fields of a stamp stand together:
//! `[[[1690000000000,0,2309737967],"target tag note"]]`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{ReplicaId, Stamp};

/// Milliseconds, counter, writer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Moment(u64, u32, u32);

impl From<Stamp> for Moment {
    fn from(stamp: Stamp) -> Self {
        Self(stamp.millis, stamp.counter, stamp.replica.0)
    }
}

impl From<Moment> for Stamp {
    fn from(Moment(millis, counter, replica): Moment) -> Self {
        Self { millis, counter, replica: ReplicaId(replica) }
    }
}

/// Names of fields, with spaces between, by when they were written.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Stamps(Vec<(Moment, String)>);

impl Stamps {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn fields(&self) -> impl Iterator<Item = (&str, Stamp)> {
        let groups = self.0.iter();
        groups.flat_map(|(moment, names)| names.split(' ').map(|name| (name, Stamp::from(*moment))))
    }

    /// When a field was written.
    pub fn of(&self, field: &str) -> Option<Stamp> {
        self.fields().find(|(name, _)| *name == field).map(|(_, stamp)| stamp)
    }
}

impl FromIterator<(String, Stamp)> for Stamps {
    fn from_iter<I: IntoIterator<Item = (String, Stamp)>>(fields: I) -> Self {
        let mut groups: BTreeMap<Moment, Vec<String>> = BTreeMap::new();
        for (name, stamp) in fields {
            groups.entry(stamp.into()).or_default().push(name);
        }
        Self(groups.into_iter().map(|(moment, names)| (moment, names.join(" "))).collect())
    }
}
