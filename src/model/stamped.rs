//! The one merge rule, in its two halves: a field keeps its later value, and a deletion covers what it had seen.
//!
//! Both are joins of a semilattice (commutative, associative, idempotent), so replicas that have heard the same things
//! in any order hold the same.

use super::{SmallMap, Stamp};

/// A value and when it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamped<T> {
    pub value: T,
    pub stamp: Stamp,
}

impl<T> Stamped<T> {
    pub const fn new(value: T, stamp: Stamp) -> Self {
        Self { value, stamp }
    }
}

impl<T: Ord + Clone> Stamped<T> {
    /// The later of the two. Where two writers made the same stamp, the greater value, so that the order of
    /// joining never matters.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        let mine = (self.stamp, &self.value) >= (other.stamp, &other.value);
        if mine { self.clone() } else { other.clone() }
    }
}

/// What a deletion had seen of each field. A record is deleted while no field is later than that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen<F>(SmallMap<F, Stamp>);

impl<F: Ord + Clone> Seen<F> {
    /// No deletion yet.
    pub const fn nothing() -> Self {
        Self(SmallMap::new())
    }

    /// The record was never deleted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A deletion saw this field as it was written then.
    pub fn see(&mut self, field: F, stamp: Stamp) {
        self.0.entry(field).and_modify(|seen| *seen = stamp.max(*seen)).or_insert(stamp);
    }

    /// A deletion covers what was written to this field then.
    pub fn covers(&self, field: &F, stamp: Stamp) -> bool {
        self.0.get(field).is_some_and(|seen| *seen >= stamp)
    }

    /// What either had seen.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        let mut joined = self.clone();
        for (field, stamp) in other.0.iter() {
            joined.see(field.clone(), *stamp);
        }
        joined
    }

    pub fn iter(&self) -> impl Iterator<Item = (&F, Stamp)> {
        self.0.iter().map(|(field, stamp)| (field, *stamp))
    }
}

impl<F: Ord> FromIterator<(F, Stamp)> for Seen<F> {
    fn from_iter<I: IntoIterator<Item = (F, Stamp)>>(fields: I) -> Self {
        Self(fields.into_iter().collect())
    }
}
