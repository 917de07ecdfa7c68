//! What can be taken back and done again, one history for each document, holding one's own changes only.
//!
//! ```text
//!   done    [tag person] [note] [delete]      undo takes from the right end,
//!   undone  [retag]                           redo gives back; a new change empties it
//! ```

use std::sync::Arc;

use crate::model::{Intention, RecordKey, Stamp, Step, UndoEntry};

/// Edits of one note within this many milliseconds of each other are one step.
const PAUSE: u64 = 500;

impl UndoEntry {
    /// The note typed on is the one that was typed in just before.
    fn continues(&self, earlier: &Self) -> bool {
        let typing = self.intention == Intention::Note && earlier.intention == Intention::Note;
        typing
            && self.stamp.millis.saturating_sub(earlier.stamp.millis) < PAUSE
            && self.keys().eq(earlier.keys())
    }

    fn keys(&self) -> impl Iterator<Item = RecordKey> {
        self.steps.iter().map(Step::key)
    }

    /// Both as one: from what was before the earlier to what is after this.
    fn after(self, earlier: &Self) -> Self {
        let steps = earlier.steps.iter().zip(self.steps).map(|(first, last)| last.after(first));
        Self { steps: steps.collect(), ..self }
    }
}

type Stack = Option<Arc<Link>>;

#[derive(Debug)]
struct Link {
    moment: UndoEntry,
    below: Stack,
    /// How many there are, with this one.
    height: u64,
}

/// What another history has of the moment with this stamp: nothing any more, or this, and whether it was undone.
#[derive(Clone, Debug, PartialEq)]
pub struct UndoEntryChange {
    pub stamp: Stamp,
    pub now: Option<(UndoEntry, bool)>,
}

/// Unlimited: a moment keeps the records it touched, which it shares with the states before and after.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Stack,
    undone: Stack,
}

impl History {
    /// What undo would take back.
    pub fn last_done(&self) -> Option<&UndoEntry> {
        self.done.as_ref().map(|link| &link.moment)
    }

    /// What redo would do again.
    pub fn last_undone(&self) -> Option<&UndoEntry> {
        self.undone.as_ref().map(|link| &link.moment)
    }

    /// The history after something new was done.
    #[must_use]
    pub fn with(&self, moment: UndoEntry) -> Self {
        let done = match &self.done {
            Some(link) if moment.continues(&link.moment) && self.undone.is_none() => {
                push(&link.below, moment.after(&link.moment))
            }
            Some(_) | None => push(&self.done, moment),
        };
        Self { done: Some(done), undone: None }
    }

    /// The history after its last moment was undone.
    #[must_use]
    pub fn undone(&self) -> Self {
        self.done.as_ref().map_or_else(
            || self.clone(),
            |link| Self { done: link.below.clone(), undone: Some(push(&self.undone, link.moment.clone())) },
        )
    }

    /// The history after its last undone moment was done again.
    #[must_use]
    pub fn redone(&self) -> Self {
        self.undone.as_ref().map_or_else(
            || self.clone(),
            |link| Self { done: Some(push(&self.done, link.moment.clone())), undone: link.below.clone() },
        )
    }

    /// What an earlier session left, in the order of its stamps.
    pub fn of(done: Vec<UndoEntry>, undone: Vec<UndoEntry>) -> Self {
        Self { done: piled(None, done), undone: piled(None, undone.into_iter().rev()) }
    }

    /// With an earlier session's below it. Something new that was done since leaves nothing there to be done again.
    #[must_use]
    pub fn on(&self, past: &Self) -> Self {
        let is_new = self.done.is_some() || self.undone.is_some();
        let below = if is_new { None } else { past.undone.clone() };
        Self {
            done: piled(past.done.clone(), above(&self.done, &None).into_iter().rev()),
            undone: piled(below, above(&self.undone, &None).into_iter().rev()),
        }
    }

    /// How many edits lie between here and the one with this stamp, which may have been taken back since.
    pub fn distance(&self, from: Stamp) -> usize {
        if from == Stamp::ORIGIN {
            return self.done.as_ref().map_or(0, |link| link.height as usize);
        }
        if let Some(since) = moments(&self.done).position(|moment| moment.stamp == from) {
            return since;
        }
        if let Some(since) = moments(&self.undone).position(|moment| moment.stamp == from) {
            return since + 1;
        }
        // It was taken back, and something else was done.
        moments(&self.done).filter(|moment| moment.stamp > from).count().max(1)
    }

    /// All that was done to any record, also what was taken back.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        moments(&self.done).chain(moments(&self.undone)).flat_map(|moment| &moment.steps)
    }

    /// The last moment before the last so many edits: what was done by then is in a file, where they are in none.
    pub fn stamp_before(&self, edits: usize) -> Stamp {
        moments(&self.done).nth(edits).map_or(Stamp::ORIGIN, |moment| moment.stamp)
    }

    /// What differs from an earlier history. Costs by the number of changes.
    pub fn since(&self, earlier: &Self) -> Vec<UndoEntryChange> {
        let mut changes: Vec<UndoEntryChange> = Vec::new();
        for (now, before) in [(&self.done, &earlier.done), (&self.undone, &earlier.undone)] {
            let gone = above(before, now).into_iter();
            changes.extend(gone.map(|moment| UndoEntryChange { stamp: moment.stamp, now: None }));
        }
        for (now, before, is_undone) in
            [(&self.done, &earlier.done, false), (&self.undone, &earlier.undone, true)]
        {
            for moment in above(now, before) {
                changes.retain(|change| change.stamp != moment.stamp);
                changes.push(UndoEntryChange { stamp: moment.stamp, now: Some((moment, is_undone)) });
            }
        }
        changes
    }
}

/// From the top of a stack.
fn moments(stack: &Stack) -> impl Iterator<Item = &UndoEntry> {
    std::iter::successors(stack.as_deref(), |link| link.below.as_deref()).map(|link| &link.moment)
}

/// The moments of a stack, from its top, that do not lie in the other one too.
fn above(stack: &Stack, other: &Stack) -> Vec<UndoEntry> {
    let height = |stack: &Stack| stack.as_ref().map_or(0, |link| link.height);
    let (mut here, mut there) = (stack, other);
    let mut moments = Vec::new();
    while let Some(link) = here {
        while height(there) > link.height {
            there = there.as_ref().map_or(&None, |link| &link.below);
        }
        if there.as_ref().is_some_and(|there| Arc::ptr_eq(there, link)) {
            break;
        }
        moments.push(link.moment.clone());
        here = &link.below;
    }
    moments
}

/// A stack with moments on top of it, the last one highest.
fn piled(below: Stack, moments: impl IntoIterator<Item = UndoEntry>) -> Stack {
    moments.into_iter().fold(below, |stack, moment| Some(push(&stack, moment)))
}

fn push(below: &Stack, moment: UndoEntry) -> Arc<Link> {
    let height = 1 + below.as_ref().map_or(0, |link| link.height);
    Arc::new(Link { moment, below: below.clone(), height })
}

/// A long history is taken apart link by link: the drop that comes by itself would go as deep as the list is long.
impl Drop for Link {
    fn drop(&mut self) {
        let mut below = self.below.take();
        while let Some(mut link) = below.and_then(Arc::into_inner) {
            below = link.below.take();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn moment(millis: u64) -> UndoEntry {
        UndoEntry { intention: Intention::Edge, steps: Vec::new(), stamp: Stamp::of_file(millis) }
    }

    /// `d` does something new, `u` undoes, `r` does again.
    fn told(history: &History, story: &str, first: u64) -> History {
        story.chars().zip(first..).fold(history.clone(), |history, (step, millis)| match step {
            'd' => history.with(moment(millis)),
            'u' => history.undone(),
            _ => history.redone(),
        })
    }

    fn stamps(stack: &Stack) -> Vec<u64> {
        above(stack, &None).into_iter().rev().map(|moment| moment.stamp.millis).collect()
    }

    proptest! {
        #[test]
        fn what_was_kept_of_a_history_makes_it_again(before in "[dur]{0,12}", after in "[dur]{0,12}") {
            let mut kept: BTreeMap<Stamp, (UndoEntry, bool)> = BTreeMap::new();
            let mut keep = |changes: Vec<UndoEntryChange>| {
                for change in changes {
                    match change.now {
                        Some(now) => kept.insert(change.stamp, now),
                        None => kept.remove(&change.stamp),
                    };
                }
            };
            let first = told(&History::default(), &before, 1);
            keep(first.since(&History::default()));
            let last = told(&first, &after, 100);
            keep(last.since(&first));
            let of = |undone: bool| -> Vec<UndoEntry> {
                kept.values().filter(|(_, is)| *is == undone).map(|(moment, _)| moment.clone()).collect()
            };
            let again = History::of(of(false), of(true));
            prop_assert_eq!(stamps(&again.done), stamps(&last.done));
            prop_assert_eq!(stamps(&again.undone), stamps(&last.undone));
        }
    }

    #[test]
    fn so_many_edits_lie_between() {
        let table = [
            ("", 0, 0),
            ("dd", 0, 2),
            ("dd", 2, 0),
            ("ddd", 1, 2),
            ("ddu", 2, 1),
            ("dduu", 2, 2),
            ("dduu", 1, 1),
            ("ddud", 2, 1),
            ("ddudd", 2, 2),
            ("dduudd", 1, 2),
            ("du", 0, 0),
            ("ddur", 2, 0),
        ];
        for (story, from, edits) in table {
            let history = told(&History::default(), story, 1);
            assert_eq!(history.distance(Stamp::of_file(from)), edits, "{story} from {from}");
        }
    }

    #[test]
    fn what_was_done_before_the_past_was_read_lies_on_top_of_it() {
        let past = History::of(vec![moment(1), moment(2)], vec![moment(3)]);
        let table =
            [("d", vec![1, 2, 50], vec![], 2), ("du", vec![1, 2], vec![50], 2), ("", vec![1, 2], vec![3], 0)];
        for (story, done, undone, changes) in table {
            let resumed = told(&History::default(), story, 50).on(&past);
            assert_eq!((stamps(&resumed.done), stamps(&resumed.undone)), (done, undone), "{story}");
            assert_eq!(resumed.since(&past).len(), changes, "{story}");
        }
    }
}
