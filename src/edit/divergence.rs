//! Where a file and what is here say different things: what it is about, who changed it, and what may come of it.
//!
//! Nothing here is done. An import proposes a decision for each [`Divergence`], the reader may take another, and what
//! the two copies then make together is `join`'s, as everywhere.

mod annotation;
mod tag;

use crate::model::{AnnotationId, Field, SmallMap, TagField, TagId};

pub use annotation::{Past, conflict_copy, differing, is_conflict, joined_copy};
#[cfg(test)]
pub use tag::undescribed_tag;
pub use tag::{tag_divergences, tag_edits};

/// What a file and the project have differently.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A field of an annotation that both have.
    Field(AnnotationId, Field),
    /// An annotation of the file that was deleted here.
    Deleted(AnnotationId),
    /// An annotation that is here and not in the file, which has others of those here.
    Absent(AnnotationId),
    /// A field of a tag that both have, or the key of a new tag that another tag has here.
    TagField(TagId, TagField),
    /// A tag of the file that was deleted here, and that no annotation of the file has.
    DeletedTag(TagId),
}

/// Subjects that are decided together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    Fields,
    Deleted,
    Absent,
    Tags,
}

impl Group {
    /// In the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Fields, Self::Deleted, Self::Absent, Self::Tags];

    /// What may be decided in it. Of an annotation that is there or not, and of a tag, no second value can be kept.
    pub const fn options(self) -> &'static [Decision] {
        match self {
            Self::Fields => &[Decision::Theirs, Decision::Mine, Decision::Both],
            Self::Deleted | Self::Absent | Self::Tags => &[Decision::Theirs, Decision::Mine],
        }
    }
}

impl Subject {
    pub const fn group(&self) -> Group {
        match self {
            Self::Field(..) => Group::Fields,
            Self::Deleted(_) => Group::Deleted,
            Self::Absent(_) => Group::Absent,
            Self::TagField(..) | Self::DeletedTag(_) => Group::Tags,
        }
    }
}

/// Who changed a value since both were the same, as far as the dates and the history tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangedBy {
    /// Nobody changed it here since the export.
    File,
    /// The file has what was here before.
    Here,
    /// Both, or it cannot be told.
    Both,
}

/// Which value comes of a divergence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The file's.
    Theirs,
    /// What is here.
    Mine,
    /// What is here stands, and the file's is kept beside it as a conflict, to take later.
    Both,
}

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Divergence {
    pub subject: Subject,
    pub changed_by: ChangedBy,
    /// What comes of it where the reader decides nothing.
    pub proposed: Decision,
}

/// What the reader has decided: for each one, and for all of a group.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    each: SmallMap<Subject, Decision>,
    all: SmallMap<Group, Decision>,
}

impl Decisions {
    /// What comes of a divergence.
    pub fn of(&self, divergence: &Divergence) -> Decision {
        let group = divergence.subject.group();
        let decided = self.each.get(&divergence.subject).or_else(|| self.all.get(&group)).copied();
        decided.filter(|decision| group.options().contains(decision)).unwrap_or(divergence.proposed)
    }

    /// One is decided.
    #[must_use]
    pub fn with(&self, subject: Subject, decision: Decision) -> Self {
        let mut decisions = self.clone();
        decisions.each.insert(subject, decision);
        decisions
    }

    /// All of a group are decided, whatever was decided for each before; `None` goes back to what is proposed.
    #[must_use]
    pub fn with_all(&self, group: Group, decision: Option<Decision>) -> Self {
        let mut decisions = self.clone();
        decisions.each.retain(|subject, _| subject.group() != group);
        match decision {
            Some(decision) => decisions.all.insert(group, decision),
            None => decisions.all.remove(&group),
        };
        decisions
    }

    /// What was decided for all of a group, if nothing else was for any of them.
    pub fn for_all(&self, group: Group) -> Option<Decision> {
        let is_mixed = self.each.keys().any(|subject| subject.group() == group);
        self.all.get(&group).copied().filter(|_| !is_mixed)
    }
}
