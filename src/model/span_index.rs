//! An index over spans: insert, remove, "what covers this", "what is the k-th" in O(log n) each, and persistent, so
//! that the state before a change stays whole.
//!
//! It is a treap (Seidel and Aragon, *Randomized Search Trees*, 1996): a search tree by [`Entry`], a heap by a number
//! mixed from the entry's id, which keeps it balanced without bookkeeping. Each node knows how many entries lie below
//! it and how far to the right they reach:
//!
//! ```text
//!               4..9  (5 entries, reach 12)
//!             /            \
//!   0..12 (2, reach 12)    7..8 (2, reach 9)
//!           \                    \
//!           2..3 (1, 3)          8..9 (1, 9)
//! ```

use std::sync::Arc;

use super::AnnotationId;
use crate::text::{CharOffset, Span};

/// A span and the annotation that it belongs to. In the order of the text: by start, longer first, then by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    pub span: Span,
    pub id: AnnotationId,
}

impl Entry {
    /// Start and end as one number, which is compared at once: most of a sort is comparing.
    fn key(self) -> (u64, AnnotationId) {
        (u64::from(self.span.start().get()) << 32 | u64::from(!self.span.end().get()), self.id)
    }

    /// Fibonacci hashing of the id (Knuth, *The Art of Computer Programming* 3, §6.4): ids may be made by anybody, so
    /// their own bits are not taken for random.
    fn priority(self) -> u64 {
        let (high, low) = self.id.uuid().as_u64_pair();
        let mixed = (high ^ low.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed ^ mixed >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9)
    }

    /// Stands above the other in the heap. Equal priorities are told apart by the key, so that the same entries make
    /// the same tree in whichever order they came.
    fn is_above(self, other: Self) -> bool {
        (self.priority(), self.key()) > (other.priority(), other.key())
    }
}

type Link = Option<Arc<Node>>;

#[derive(Debug)]
struct Node {
    entry: Entry,
    left: Link,
    right: Link,
    count: u32,
    reach: CharOffset,
}

fn count(link: &Link) -> usize {
    link.as_ref().map_or(0, |node| node.count as usize)
}

fn reach(link: &Link) -> CharOffset {
    link.as_ref().map_or(CharOffset::new(0), |node| node.reach)
}

fn node(entry: Entry, left: Link, right: Link) -> Arc<Node> {
    let below = count(&left) + count(&right);
    let reach = entry.span.end().max(reach(&left)).max(reach(&right));
    Arc::new(Node { entry, left, right, count: below as u32 + 1, reach })
}

/// The entries before `key`, and the others.
fn split(link: &Link, at: Entry) -> (Link, Link) {
    let Some(here) = link else { return (None, None) };
    if here.entry.key() < at.key() {
        let (middle, right) = split(&here.right, at);
        (Some(node(here.entry, here.left.clone(), middle)), right)
    } else {
        let (left, middle) = split(&here.left, at);
        (left, Some(node(here.entry, middle, here.right.clone())))
    }
}

/// All of both, where every entry of the left stands before every one of the right.
fn merge(left: &Link, right: &Link) -> Link {
    match (left, right) {
        (None, other) | (other, None) => other.clone(),
        (Some(l), Some(r)) if l.entry.is_above(r.entry) => {
            Some(node(l.entry, l.left.clone(), merge(&l.right, right)))
        }
        (Some(_), Some(r)) => Some(node(r.entry, merge(left, &r.left), r.right.clone())),
    }
}

fn insert(link: &Link, entry: Entry) -> Arc<Node> {
    match link {
        Some(here) if here.entry == entry => here.clone(),
        Some(here) if here.entry.is_above(entry) => {
            if entry.key() < here.entry.key() {
                node(here.entry, Some(insert(&here.left, entry)), here.right.clone())
            } else {
                node(here.entry, here.left.clone(), Some(insert(&here.right, entry)))
            }
        }
        _ => {
            let (left, right) = split(link, entry);
            node(entry, left, right)
        }
    }
}

fn remove(link: &Link, entry: Entry) -> Link {
    let here = link.as_ref()?;
    if here.entry == entry {
        merge(&here.left, &here.right)
    } else if entry.key() < here.entry.key() {
        Some(node(here.entry, remove(&here.left, entry), here.right.clone()))
    } else {
        Some(node(here.entry, here.left.clone(), remove(&here.right, entry)))
    }
}

fn collect_overlapping(link: &Link, span: Span, found: &mut Vec<Entry>) {
    let Some(here) = link.as_ref().filter(|here| here.reach > span.start()) else { return };
    collect_overlapping(&here.left, span, found);
    if here.entry.span.start() < span.end() {
        if here.entry.span.end() > span.start() {
            found.push(here.entry);
        }
        collect_overlapping(&here.right, span, found);
    }
}

/// The last entry that shares a character with the span. Of what lies left of it nothing is visited.
fn last_overlapping(link: &Link, span: Span) -> Option<Entry> {
    let here = link.as_ref().filter(|here| here.reach > span.start())?;
    if here.entry.span.start() >= span.end() {
        return last_overlapping(&here.left, span);
    }
    let itself = || Some(here.entry).filter(|entry| entry.span.end() > span.start());
    last_overlapping(&here.right, span).or_else(itself).or_else(|| last_overlapping(&here.left, span))
}

/// Passes over the first `skip` entries and collects those after them, until there are `count`.
fn collect_from(link: &Link, skip: usize, count: usize, found: &mut Vec<Entry>) {
    let Some(here) = link.as_ref().filter(|_| found.len() < count) else { return };
    let left = self::count(&here.left);
    if skip < left {
        collect_from(&here.left, skip, count, found);
    }
    if skip <= left && found.len() < count {
        found.push(here.entry);
    }
    collect_from(&here.right, skip.saturating_sub(left + 1), count, found);
}

/// The index. Copies share their nodes.
#[derive(Clone, Debug, Default)]
pub struct SpanIndex {
    root: Link,
}

impl SpanIndex {
    pub fn count(&self) -> usize {
        count(&self.root)
    }

    /// The index with this entry. O(log n).
    #[must_use]
    pub fn with(&self, entry: Entry) -> Self {
        Self { root: Some(insert(&self.root, entry)) }
    }

    /// The index without this entry. O(log n).
    #[must_use]
    pub fn without(&self, entry: Entry) -> Self {
        Self { root: remove(&self.root, entry) }
    }

    /// The entries that share a character with the span, in order. O(log n + found).
    pub fn overlapping(&self, span: Span) -> Vec<Entry> {
        let mut found = Vec::new();
        collect_overlapping(&self.root, span, &mut found);
        found
    }

    /// The last entry in order that shares a character with the span. O(log n) where few reach over many others.
    pub fn last_overlapping(&self, span: Span) -> Option<Entry> {
        last_overlapping(&self.root, span)
    }

    /// The entries from a rank on, at most so many. O(log n + found).
    pub fn from_rank(&self, rank: usize, count: usize) -> Vec<Entry> {
        let mut found = Vec::new();
        collect_from(&self.root, rank, count, &mut found);
        found
    }

    /// How many entries stand before this one. O(log n).
    pub fn rank(&self, entry: Entry) -> usize {
        self.count_while(|other| other.key() < entry.key())
    }

    /// How many entries start before a gap. O(log n).
    pub fn count_before(&self, offset: CharOffset) -> usize {
        self.count_while(|entry| entry.span.start() < offset)
    }

    /// How many entries stand at the front that satisfy a condition no later one satisfies.
    fn count_while(&self, before: impl Fn(Entry) -> bool) -> usize {
        let (mut link, mut rank) = (&self.root, 0);
        while let Some(here) = link {
            if before(here.entry) {
                rank += count(&here.left) + 1;
                link = &here.right;
            } else {
                link = &here.left;
            }
        }
        rank
    }

    /// The entry with so many before it. O(log n).
    pub fn nth(&self, mut rank: usize) -> Option<Entry> {
        let mut link = &self.root;
        while let Some(here) = link {
            let left = count(&here.left);
            if rank == left {
                return Some(here.entry);
            }
            link = if rank < left {
                &here.left
            } else {
                rank -= left + 1;
                &here.right
            };
        }
        None
    }

    /// All entries in order.
    pub fn iter(&self) -> impl Iterator<Item = Entry> {
        let mut path = Vec::new();
        let mut link = &self.root;
        while let Some(here) = link {
            path.push(&**here);
            link = &here.left;
        }
        std::iter::from_fn(move || {
            let here: &Node = path.pop()?;
            let mut link = &here.right;
            while let Some(below) = link {
                path.push(&**below);
                link = &below.left;
            }
            Some(here.entry)
        })
    }
}

impl FromIterator<Entry> for SpanIndex {
    /// All at once: sorts, then builds the treap along its right spine in O(n).
    fn from_iter<I: IntoIterator<Item = Entry>>(entries: I) -> Self {
        let mut entries: Vec<Entry> = entries.into_iter().collect();
        entries.sort_unstable_by_key(|entry| entry.key());
        entries.dedup();
        // Each on the spine with what lies left of it; what comes next hangs on the right of the last.
        let mut spine: Vec<(Entry, Link)> = Vec::new();
        for entry in entries {
            let mut left = None;
            while let Some((last, below)) = spine.pop_if(|(last, _)| entry.is_above(*last)) {
                left = Some(node(last, below, left));
            }
            spine.push((entry, left));
        }
        let root = spine.into_iter().rfold(None, |right, (entry, left)| Some(node(entry, left, right)));
        Self { root }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn entry(start: u32, len: u32, id: u128) -> Entry {
        let span = Span::new(CharOffset::new(start), CharOffset::new(start + len)).unwrap();
        Entry { span, id: AnnotationId::new(Uuid::from_u128(id)) }
    }

    fn entries() -> impl Strategy<Value = Vec<Entry>> {
        prop::collection::vec((0u32..60, 1u32..20, 0u128..1000).prop_map(|(s, l, id)| entry(s, l, id)), 0..80)
    }

    fn in_order(mut entries: Vec<Entry>) -> Vec<Entry> {
        entries.sort_by_key(|entry| entry.key());
        entries.dedup();
        entries
    }

    fn depth(link: &Link) -> usize {
        link.as_ref().map_or(0, |node| 1 + depth(&node.left).max(depth(&node.right)))
    }

    proptest! {
        #[test]
        fn it_holds_what_a_sorted_list_holds(put in entries(), taken in entries()) {
            let index = put.iter().fold(SpanIndex::default(), |index, entry| index.with(*entry));
            let before = index.clone();
            let all = in_order(put.clone());
            prop_assert_eq!(index.iter().collect::<Vec<_>>(), all.clone());
            let built: SpanIndex = put.iter().copied().collect();
            prop_assert_eq!(built.iter().collect::<Vec<_>>(), all.clone());
            prop_assert_eq!(depth(&built.root), depth(&index.root), "the same tree whichever way it was made");

            let gone: Vec<Entry> = taken.into_iter().chain(put.iter().copied().step_by(3)).collect();
            let index = gone.iter().fold(index, |index, entry| index.without(*entry));
            let rest: Vec<Entry> = all.iter().copied().filter(|entry| !gone.contains(entry)).collect();
            prop_assert_eq!(index.iter().collect::<Vec<_>>(), rest.clone());
            prop_assert_eq!(before.count(), all.len(), "the index before is whole");

            for (rank, entry) in rest.iter().enumerate() {
                prop_assert_eq!(index.nth(rank), Some(*entry));
                prop_assert_eq!(index.rank(*entry), rank);
                let run: Vec<Entry> = rest.iter().skip(rank).take(5).copied().collect();
                prop_assert_eq!(index.from_rank(rank, 5), run);
            }
            prop_assert_eq!(index.nth(rest.len()), None);
            for at in 0..80 {
                let span = entry(at, 3, 0).span;
                let expected: Vec<Entry> = rest.iter().copied().filter(|entry| entry.span.overlaps(span)).collect();
                prop_assert_eq!(index.last_overlapping(span), expected.last().copied());
                prop_assert_eq!(index.overlapping(span), expected);
                let before = rest.iter().filter(|entry| entry.span.start().get() < at).count();
                prop_assert_eq!(index.count_before(CharOffset::new(at)), before);
            }
        }
    }

    #[test]
    fn it_stays_shallow_whatever_the_ids() {
        for spread in [1, 1 << 64, 0x1_0000_0001] {
            let index: SpanIndex = (0..10_000u32).map(|n| entry(n, 2, u128::from(n) * spread)).collect();
            assert!(depth(&index.root) < 60, "{} deep for ids {spread} apart", depth(&index.root));
        }
    }
}
