//! The annotations of one document: by id, and in the order of the text.

mod in_work;

use std::sync::Arc;

use imbl::OrdMap;
use imbl::ordmap::DiffItem;

pub use in_work::SetInWork;

use super::{Annotation, AnnotationId, Entry, SmallMap, SpanIndex, TagId, small_map};
use crate::text::{CharOffset, Span};

/// Annotations by id, deleted ones too. One kind of map for all that grows with them: each other would cost six
/// kilobytes of the program.
pub type Records = OrdMap<AnnotationId, Arc<Annotation>>;

/// Where one of two sets has so many times less than the other, each of its records is looked up there.
const FEW: usize = 8;

/// A persistent set: a copy costs nothing, a change O(log n).
#[derive(Clone, Debug, Default)]
pub struct AnnotationSet {
    records: Records,
    /// Those alive, each by the hull of its target.
    index: SpanIndex,
    /// How many of those alive have each tag.
    tally: Arc<SmallMap<TagId, usize>>,
}

impl AnnotationSet {
    /// How many are alive.
    pub fn count(&self) -> usize {
        self.index.count()
    }

    pub fn is_empty(&self) -> bool {
        self.index.count() == 0
    }

    /// The annotation, unless it was deleted or never was.
    pub fn get(&self, id: AnnotationId) -> Option<&Arc<Annotation>> {
        self.record(id).filter(|annotation| annotation.is_alive())
    }

    /// The annotation's record, also where it was deleted.
    pub fn record(&self, id: AnnotationId) -> Option<&Arc<Annotation>> {
        self.records.get(&id)
    }

    /// Every record, deleted ones too, by id.
    pub fn records(&self) -> impl Iterator<Item = &Arc<Annotation>> {
        self.records.values()
    }

    /// One is a copy of the other, and neither has changed since. What is not the same may still be equal. O(1).
    pub fn is_same(&self, other: &Self) -> bool {
        self.records.ptr_eq(&other.records)
    }

    /// The ids of the records that the other has and this has not, or has otherwise. What both share is not visited.
    pub fn differing(&self, other: &Self) -> Vec<AnnotationId> {
        let differences = self.records.diff(&other.records);
        differences
            .map(|difference| match difference {
                DiffItem::Add(id, _) | DiffItem::Remove(id, _) | DiffItem::Update { new: (id, _), .. } => *id,
            })
            .collect()
    }

    /// Puts a record in the place of the one with its id. O(log n).
    pub fn put(&mut self, annotation: Annotation) {
        let mut work = SetInWork::from(std::mem::take(self));
        work.put(Arc::new(annotation));
        *self = work.done();
    }

    /// Counts one more with a tag, or one less.
    fn count_tag(&mut self, tag: &TagId, change: isize) {
        let count = Arc::make_mut(&mut self.tally).entry(tag.clone()).or_default();
        *count = count.saturating_add_signed(change);
    }

    /// What two copies of the set make together: each record by its own rule. Costs by what the other has that this has
    /// not, or has otherwise; where one of both has little, by that.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        let (small, large) =
            if self.records.len() < other.records.len() { (self, other) } else { (other, self) };
        let mut joined = SetInWork::from(large.clone());
        let mut put = |one: &Arc<Annotation>| {
            let there = large.record(one.id);
            let both = there.map_or_else(|| one.clone(), |there| Arc::new(there.join(one)));
            if there.is_none_or(|there| *there != both) {
                joined.put(both);
            }
        };
        if small.records.len() * FEW < large.records.len() {
            small.records().for_each(put);
        } else {
            large.differing(small).into_iter().filter_map(|id| small.record(id)).for_each(&mut put);
        }
        joined.done()
    }

    /// Those alive in the order of the text: by start, longer first, then by id.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Annotation>> {
        self.index.iter().filter_map(|entry| self.records.get(&entry.id))
    }

    /// Those whose hull shares a character with the span, in the order of the text. O(log n + found).
    pub fn overlapping(&self, span: Span) -> Vec<&Arc<Annotation>> {
        self.index.overlapping(span).into_iter().filter_map(|entry| self.records.get(&entry.id)).collect()
    }

    /// Those that cover the character behind a gap, smallest first.
    pub fn at(&self, offset: CharOffset) -> Vec<&Arc<Annotation>> {
        let Some(character) = Span::new(offset, offset.plus(1)) else { return Vec::new() };
        let mut found = self.overlapping(character);
        found.retain(|annotation| annotation.target.value.covers(offset));
        let size = |annotation: &Annotation| {
            let hull = annotation.target.value.hull();
            (hull.count(), hull.start(), annotation.id)
        };
        let by_size = small_map(found.into_iter().map(|annotation| (size(annotation), annotation)));
        by_size.into_iter().map(|(_, annotation)| annotation).collect()
    }

    /// The one that lies over the others in a span: of those that share a character with it, the last in order.
    pub fn topmost(&self, span: Span) -> Option<&Arc<Annotation>> {
        self.records.get(&self.index.last_overlapping(span)?.id)
    }

    /// How many alive have a tag. O(1).
    pub fn count_with(&self, tag: &TagId) -> usize {
        self.tally.get(tag).copied().unwrap_or_default()
    }

    /// Those alive from a rank on, at most so many. O(log n + found).
    pub fn from_rank(&self, rank: usize, count: usize) -> impl Iterator<Item = &Arc<Annotation>> {
        self.index.from_rank(rank, count).into_iter().filter_map(|entry| self.records.get(&entry.id))
    }

    /// How many alive stand before this one in the order of the text; `None` for one that is not alive.
    pub fn rank(&self, id: AnnotationId) -> Option<usize> {
        Some(self.index.rank(entry(self.get(id)?)))
    }

    /// The one with so many alive before it. O(log n).
    pub fn nth(&self, rank: usize) -> Option<&Arc<Annotation>> {
        self.index.nth(rank).and_then(|entry| self.records.get(&entry.id))
    }

    /// How many alive start before a gap. O(log n).
    pub fn count_before(&self, offset: CharOffset) -> usize {
        self.index.count_before(offset)
    }
}

impl FromIterator<Annotation> for AnnotationSet {
    fn from_iter<I: IntoIterator<Item = Annotation>>(annotations: I) -> Self {
        annotations.into_iter().map(Arc::new).collect()
    }
}

impl FromIterator<Arc<Annotation>> for AnnotationSet {
    /// All at once, in O(n log n) with small constants. Copies of one annotation are joined.
    fn from_iter<I: IntoIterator<Item = Arc<Annotation>>>(annotations: I) -> Self {
        let mut records = Records::new();
        for annotation in annotations {
            // Copies are rare: a look for one first would take as long as everything else.
            if let Some(known) = records.insert(annotation.id, annotation.clone()) {
                records.insert(annotation.id, Arc::new(known.join(&annotation)));
            }
        }
        let mut tally = SmallMap::new();
        let alive = records.values().filter(|annotation| annotation.is_alive());
        let index = alive
            .map(|annotation| {
                *tally.entry(annotation.tag.value.clone()).or_default() += 1;
                entry(annotation)
            })
            .collect();
        Self { records, index, tally: Arc::new(tally) }
    }
}

/// How it stands in the index.
fn entry(annotation: &Annotation) -> Entry {
    Entry { span: annotation.target.value.hull(), id: annotation.id }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Birth, Draft, Stamp, Target};
    use proptest::prelude::*;
    use uuid::Uuid;

    const TAGS: [&str; 3] = ["quote", "person", "term"];

    fn annotation(id: u128, start: u32, length: u32, tag: usize) -> Annotation {
        let span = Span::new(CharOffset::new(start), CharOffset::new(start + length)).unwrap();
        let draft = Draft::new(Target::from(span), TagId::new(TAGS[tag]).unwrap(), Birth::default());
        draft.stamped(AnnotationId::new(Uuid::from_u128(id)), Stamp::ORIGIN)
    }

    proptest! {
        #[test]
        fn sets_are_joined_record_by_record(
            ours in prop::collection::vec((0u128..40, 0u32..40, 0usize..3, any::<bool>()), 0..40),
            theirs in prop::collection::vec((0u128..40, 0u32..40, 0usize..3, any::<bool>()), 0..3),
        ) {
            let set = |drawn: Vec<(u128, u32, usize, bool)>, millis| -> AnnotationSet {
                let one = |(id, start, tag, is_deleted): (u128, u32, usize, bool)| {
                    let mut one = annotation(id, start, 3, tag);
                    one.note = crate::model::Stamped::new("a".into(), Stamp::of_file(millis));
                    if is_deleted {
                        one.delete();
                    }
                    one
                };
                drawn.into_iter().map(one).collect()
            };
            let (ours, theirs) = (set(ours, 5), set(theirs, 9));
            let all: Vec<Annotation> =
                ours.records().chain(theirs.records()).map(|one| (**one).clone()).collect();
            let wanted: AnnotationSet = all.into_iter().collect();
            for joined in [ours.join(&theirs), theirs.join(&ours)] {
                prop_assert!(joined.records().eq(wanted.records()));
                prop_assert!(joined.iter().eq(wanted.iter()), "and in their places");
            }
        }

        #[test]
        fn what_is_counted_and_on_top_is_what_a_walk_finds(
            put in prop::collection::vec((0u128..12, 0u32..40, 1u32..9, 0usize..3, any::<bool>()), 0..40),
        ) {
            let mut set = AnnotationSet::default();
            for (id, start, length, tag, deleted) in put {
                let mut annotation = annotation(id, start, length, tag);
                if deleted {
                    annotation.delete();
                }
                set.put(annotation);
            }
            let alive: Vec<_> = set.iter().collect();
            for tag in TAGS.map(|tag| TagId::new(tag).unwrap()) {
                let count = alive.iter().filter(|annotation| annotation.tag.value == tag).count();
                prop_assert_eq!(set.count_with(&tag), count);
                let built: AnnotationSet = set.records().map(|annotation| (**annotation).clone()).collect();
                prop_assert_eq!(built.count_with(&tag), count, "built at once");
            }
            for start in 0..48 {
                let span = Span::new(CharOffset::new(start), CharOffset::new(start + 2)).unwrap();
                prop_assert_eq!(set.topmost(span), set.overlapping(span).last().copied());
            }
            let run: Vec<_> = set.from_rank(2, 3).collect();
            prop_assert_eq!(run, alive.into_iter().skip(2).take(3).collect::<Vec<_>>());
        }
    }
}
