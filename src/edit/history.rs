//! What can be taken back and done again, one history for each document, holding one's own changes only.
//!
//! ```text
//!   done    [tag person] [note] [delete]      undo takes from the right end,
//!   undone  [retag]                           redo gives back; a new change empties it
//! ```

use std::sync::Arc;

use super::Step;
use crate::model::{Intention, RecordKey, Stamp};

/// Edits of one note within this many milliseconds of each other are one step.
const PAUSE: u64 = 500;

/// What was done together and is undone together.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    pub intention: Intention,
    pub steps: Vec<Step>,
    /// When it was last added to.
    pub stamp: Stamp,
}

impl Moment {
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
    moment: Moment,
    below: Stack,
}

/// Unlimited: a moment keeps the records it touched, which it shares with the states before and after.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Stack,
    undone: Stack,
}

impl History {
    /// What undo would take back.
    pub fn last_done(&self) -> Option<&Moment> {
        self.done.as_ref().map(|link| &link.moment)
    }

    /// What redo would do again.
    pub fn last_undone(&self) -> Option<&Moment> {
        self.undone.as_ref().map(|link| &link.moment)
    }

    /// The history after something new was done.
    #[must_use]
    pub fn with(&self, moment: Moment) -> Self {
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
}

fn push(below: &Stack, moment: Moment) -> Arc<Link> {
    Arc::new(Link { moment, below: below.clone() })
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
