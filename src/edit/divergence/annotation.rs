//! Two copies of one annotation: in which fields they differ, who changed each, and the copy that is joined once that
//! is decided.
//!
//! A record of a file has dates: one for the whole, or one for each field where a program knew them. A person or a
//! script that corrects a file changes values and leaves the dates; another tool dates the whole record anew. So a date
//! that is the one here says that nobody changed the field here since, and a later one proves little.

use std::sync::Arc;

use super::{ChangedBy, Decision};
use crate::edit::History;
use crate::model::{Annotation, AnnotationId, AttributeValue, Field, ReplicaId, Stamp, Step};

/// What annotations said here before: how a value of a file is known to be an old one of ours.
pub struct Past {
    /// By id.
    records: Vec<Arc<Annotation>>,
    /// What was written here up to this stamp has been in a file.
    exported: Stamp,
}

impl Past {
    pub fn of(history: Option<&History>, exported: Stamp) -> Self {
        let steps = history.into_iter().flat_map(History::steps);
        let mut records: Vec<Arc<Annotation>> = steps
            .filter_map(|step| match step {
                Step::Annotation { before, .. } => before.clone(),
                Step::Tag { .. } => None,
            })
            .collect();
        records.sort_by_key(|record| record.id);
        Self { records, exported }
    }

    /// The annotation as it was here when it was last written at that moment, which its file still says.
    fn exported_as<'a>(&'a self, mine: &'a Annotation, whole: Stamp) -> Option<&'a Annotation> {
        let mut all = std::iter::once(mine).chain(self.of_annotation(mine.id).iter().map(AsRef::as_ref));
        all.find(|record| record.modified().millis == whole.millis)
    }

    fn of_annotation(&self, id: AnnotationId) -> &[Arc<Annotation>] {
        let from = self.records.partition_point(|record| record.id < id);
        let to = self.records.partition_point(|record| record.id <= id);
        self.records.get(from..to).unwrap_or_default()
    }
}

/// The fields in which two copies differ, and who changed each.
pub fn differing(
    mine: &Annotation,
    theirs: &Annotation,
    is_there: &dyn Fn(AnnotationId) -> bool,
    past: &Past,
) -> Vec<(Field, ChangedBy)> {
    let fields = mine.fields_with(theirs).into_iter();
    let differing = fields
        .filter(|field| !mine.agrees_on(field, theirs) && !leads_nowhere(mine, theirs, field, is_there));
    differing.map(|field| (field.clone(), changed_by(mine, theirs, &field, past))).collect()
}

/// A link to what is gone: no file has it, so that it is not there says nothing.
fn leads_nowhere(
    mine: &Annotation,
    theirs: &Annotation,
    field: &Field,
    is_there: &dyn Fn(AnnotationId) -> bool,
) -> bool {
    match field {
        Field::Attribute(name) => match mine.attribute(name) {
            Some(AttributeValue::Link(to)) => theirs.attribute(name).is_none() && !is_there(*to),
            Some(
                AttributeValue::Text(_)
                | AttributeValue::Number(_)
                | AttributeValue::Flag(_)
                | AttributeValue::Unnamed,
            )
            | None => false,
        },
        Field::Target | Field::Tag | Field::Note => false,
    }
}

/// The file's record has a date for each field.
fn is_dated_by_field(theirs: &Annotation) -> bool {
    let whole = theirs.modified();
    theirs.stamps().any(|(_, stamp)| stamp != whole)
}

fn changed_by(mine: &Annotation, theirs: &Annotation, field: &Field, past: &Past) -> ChangedBy {
    let Some(written) = mine.stamp_of(field) else { return ChangedBy::File };
    let whole = theirs.modified();
    let dated = theirs.stamp_of(field).unwrap_or(whole);
    if let Some(exported) = past.exported_as(mine, whole) {
        return since(exported, mine, theirs, field);
    }
    if dated.millis == written.millis {
        return ChangedBy::File;
    }
    let by_field = is_dated_by_field(theirs);
    let is_unseen = written.replica != ReplicaId::FILE && written > past.exported;
    // The date of a whole record says nothing of one field, so there the value alone has to tell, where it can be old.
    let may_be_old = |record: &Annotation| {
        let stamp = record.stamp_of(field).unwrap_or_default();
        if by_field { stamp.millis == dated.millis } else { dated <= written || is_unseen }
    };
    let mut records = past.of_annotation(mine.id).iter();
    if records.any(|record| record.agrees_on(field, theirs) && may_be_old(record)) {
        return ChangedBy::Here;
    }
    if theirs.stamp_of(field).is_none() {
        // An attribute that came here later than all the file says; or that its writer may never have seen.
        if written > whole {
            return ChangedBy::Here;
        }
        if by_field {
            return ChangedBy::Both;
        }
    }
    if dated > written && !is_unseen { ChangedBy::File } else { ChangedBy::Both }
}

/// Who changed a field since it was exported so.
fn since(exported: &Annotation, mine: &Annotation, theirs: &Annotation, field: &Field) -> ChangedBy {
    if exported.agrees_on(field, mine) {
        ChangedBy::File
    } else if exported.agrees_on(field, theirs) {
        ChangedBy::Here
    } else {
        ChangedBy::Both
    }
}

/// The copy to be joined to mine, so that of each field what was decided comes. A value that was chosen against a later
/// date is written anew at `stamp`: it was decided now.
pub fn joined_copy(
    mine: &Annotation,
    theirs: &Annotation,
    decided: &[(Field, Decision)],
    stamp: Stamp,
) -> Annotation {
    let mut copy = theirs.clone();
    for field in mine.fields_with(theirs) {
        let written = mine.stamp_of(&field);
        let dated = theirs.stamp_of(&field);
        match decided.iter().find(|(other, _)| *other == field).map(|(_, decision)| *decision) {
            Some(Decision::Theirs) if dated > written => {}
            Some(Decision::Theirs) => copy.write_as(&field, theirs, stamp),
            Some(Decision::Mine | Decision::Both) if dated > written => copy.write_as(&field, mine, stamp),
            Some(Decision::Mine | Decision::Both) => copy.write_as(&field, mine, written.unwrap_or(stamp)),
            // The same in both, or no value of a file's: it stays as it was written here.
            None => {
                if let Some(written) = written.filter(|_| !is_dated_by_field(theirs) || dated < written) {
                    copy.write_as(&field, mine, written);
                }
            }
        }
    }
    copy
}

/// What is kept beside mine: the file's values of the fields of which both are kept, written at `stamp` by a file, which
/// is how they are known. `None` where there are none.
pub fn conflict_copy(
    mine: &Annotation,
    theirs: &Annotation,
    decided: &[(Field, Decision)],
    stamp: Stamp,
) -> Option<Annotation> {
    let mut copy = mine.clone();
    let of_file = Stamp { replica: ReplicaId::FILE, ..stamp };
    let kept: Vec<_> = decided.iter().filter(|(_, decision)| *decision == Decision::Both).collect();
    for (field, _) in &kept {
        copy.write_as(field, theirs, of_file);
    }
    (!kept.is_empty()).then_some(copy)
}

/// A field of a copy that lost to what stands is in conflict: of a copy that an import kept only those that it kept, of
/// one that lost a race between windows all.
pub fn is_conflict(copy: &Annotation, field: &Field) -> bool {
    let last = copy.modified();
    last.replica != ReplicaId::FILE || copy.stamp_of(field) == Some(last)
}
