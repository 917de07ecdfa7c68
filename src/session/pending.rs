//! A file that was read and waits for the reader's word, with what was decided about it so far.

use std::rc::Rc;
use std::sync::Arc;

use crate::edit::commands::ImportTerms;
use crate::edit::{Decision, Group, Subject};
use crate::formats::Reading;
use crate::model::{Annotation, AnnotationId, SmallMap};

/// So many of a group stand in the preview at first, and so many more come each time they are asked for.
pub const TOGETHER: usize = 20;

/// A file that was read, with what was decided about it so far.
#[derive(Clone, Debug)]
pub struct Pending {
    /// As it is shown.
    pub name: String,
    pub reading: Rc<Reading>,
    pub terms: ImportTerms,
    /// How many of each group are shown, where it is not as many as at first.
    shown: SmallMap<Group, usize>,
}

/// What the reader decides in the preview.
#[derive(Clone, Debug)]
pub enum Deciding {
    One(Subject, Decision),
    All(Group, Decision),
    /// Shows more of a group.
    More(Group),
}

impl Pending {
    pub fn new(name: String, reading: Rc<Reading>) -> Self {
        Self { name, reading, terms: ImportTerms::default(), shown: SmallMap::new() }
    }

    /// The same file, with something decided.
    #[must_use]
    pub fn deciding(&self, what: Deciding) -> Self {
        let mut next = self.clone();
        let decisions = self.terms.decisions.clone();
        match what {
            Deciding::One(subject, decision) => next.terms.decisions = decisions.with(subject, decision),
            Deciding::All(group, decision) => {
                next.terms.decisions = decisions.with_all(group, Some(decision));
            }
            Deciding::More(group) => {
                next.shown.insert(group, self.shown(group) + TOGETHER);
            }
        }
        next
    }

    /// How many of a group are shown.
    pub fn shown(&self, group: Group) -> usize {
        self.shown.get(&group).copied().unwrap_or(TOGETHER)
    }

    /// The file's copy of an annotation.
    pub fn of_file(&self, id: AnnotationId) -> Option<&Arc<Annotation>> {
        self.reading.bundle.annotations.iter().find(|annotation| annotation.id == id)
    }
}
