//! Records as they were told of, and projects as they come out of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{
    Annotated, Annotation, AnnotationEdit, AnnotationSet, Change, Project, Stamp, Stamped, TagEdit, TagId,
};
use crate::storage::{Key, Record};

/// Records joined as they were told of.
pub type Told = BTreeMap<Key, Record>;

pub fn tell(told: &mut Told, record: &Record) {
    let key = record.key();
    let joined = told.get(&key).map_or_else(|| record.clone(), |known| known.join(record));
    told.insert(key, joined);
}

/// Says where they begin to differ: whole projects are too long to read.
pub fn assert_same(one: &[String], other: &[String], what: &str) {
    let lines = |contents: &[String]| contents.join("\n").lines().map(String::from).collect::<Vec<_>>();
    let (one, other) = (lines(one), lines(other));
    if let Some(at) = (0..one.len().max(other.len())).find(|at| one.get(*at) != other.get(*at)) {
        let near = |lines: &[String]| {
            lines[at.saturating_sub(12).min(lines.len())..(at + 3).min(lines.len())].join("\n")
        };
        panic!("{what} are not equal:\n{}\n-- and --\n{}", near(&one), near(&other));
    }
}

/// What a reader does to an annotation.
pub fn edited(old: &Annotation, kind: u64, which: u64, stamp: Stamp) -> Annotation {
    let mut annotation = old.clone();
    match kind {
        5..=9 => {
            annotation.tag = Stamped::new(TagId::new(["person", "term"][which as usize % 2]).unwrap(), stamp);
        }
        10 | 11 => annotation.delete(),
        12 => annotation.revive(stamp),
        _ => annotation.note = Stamped::new("注".repeat(which as usize % 40).into(), stamp),
    }
    annotation
}

/// What the room `edit` does with a change that joins.
pub fn joined(project: &Project, change: Change) -> Project {
    match change {
        Change::Document { document, open } => match project.record(document.id()) {
            Some(known) => project.with(Annotated { open: known.open.join(&open), ..known.clone() }),
            None => project.with(Annotated { document, annotations: AnnotationSet::default(), open }),
        },
        Change::Annotation { document, edit: AnnotationEdit::Join(theirs), .. } => {
            let mut annotated = project.record(document).unwrap().clone();
            let mine = annotated.annotations.record(theirs.id);
            let joined = mine.map_or_else(|| (*theirs).clone(), |mine| mine.join(&theirs));
            annotated.annotations.put(joined);
            project.with(annotated)
        }
        Change::Tag { id, edit: TagEdit::Join(theirs) } => {
            let mut project = project.clone();
            let joined = project.scheme.record(&id).map_or((*theirs).clone(), |mine| mine.join(&theirs));
            Arc::make_mut(&mut project.scheme).put(joined);
            project
        }
        other @ (Change::Open(_) | Change::Close(_) | Change::Annotation { .. } | Change::Tag { .. }) => {
            panic!("{other:?} joins nothing")
        }
    }
}
