//! A set while its records change, one or a hundred thousand of them: the records at once and in place, the index by
//! place at the end.

use std::sync::Arc;

use super::{AnnotationSet, entry};
use crate::model::{Annotation, AnnotationId, Entry};

/// Where more than one record in so many has another place, the whole index is made anew: measured with 100,000, that
/// costs less than to copy as many paths.
const FEW: usize = 12;

/// A set that is being changed. Nothing can be asked by place until it is [done](Self::done).
#[derive(Clone, Debug, Default)]
pub struct SetInWork {
    set: AnnotationSet,
    /// What leaves the index and what comes into it, in the order of the changes.
    moves: Vec<(Option<Entry>, Option<Entry>)>,
}

impl SetInWork {
    /// The annotation's record as it is by now, also where it was deleted.
    pub fn record(&self, id: AnnotationId) -> Option<&Arc<Annotation>> {
        self.set.record(id)
    }

    /// Puts a record in the place of the one with its id.
    pub fn put(&mut self, annotation: Arc<Annotation>) {
        let alive = |annotation: &Arc<Annotation>| annotation.is_alive().then(|| entry(annotation));
        let after = alive(&annotation);
        if after.is_some() {
            self.set.count_tag(&annotation.tag.value, 1);
        }
        let old = self.set.records.insert(annotation.id, annotation);
        let before = old.as_ref().and_then(alive);
        if let Some(old) = old.filter(|_| before.is_some()) {
            self.set.count_tag(&old.tag.value, -1);
        }
        if before != after {
            self.moves.push((before, after));
        }
    }

    /// The set with everything in its place.
    pub fn done(self) -> AnnotationSet {
        let Self { mut set, moves } = self;
        if moves.len() > set.records.len() / FEW {
            let alive = set.records.values().filter(|annotation| annotation.is_alive());
            set.index = alive.map(|annotation| entry(annotation)).collect();
            return set;
        }
        for (before, after) in moves {
            if let Some(before) = before {
                set.index = set.index.without(before);
            }
            if let Some(after) = after {
                set.index = set.index.with(after);
            }
        }
        set
    }
}

impl From<AnnotationSet> for SetInWork {
    fn from(set: AnnotationSet) -> Self {
        Self { set, moves: Vec::new() }
    }
}
