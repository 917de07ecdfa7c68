//! What a change did to one record: as it was, and as it became. From the two follow the way back, the way forth
//! again (both as edits that take a fresh stamp), and whether anybody else wrote the same since.

use crate::model::{Annotation, AnnotationEdit, Change, Project, RecordKey, Step, Tag, TagEdit};
use crate::text::DocumentId;

impl Step {
    /// The record that it is about.
    pub fn key(&self) -> RecordKey {
        match self {
            Self::Annotation { document, after, .. } => RecordKey::Annotation(*document, after.id),
            Self::Tag { after, .. } => RecordKey::Tag(after.id.clone()),
        }
    }

    /// Both as one, where an earlier one is about the same record.
    #[must_use]
    pub fn after(self, earlier: &Self) -> Self {
        match (earlier, self) {
            (Self::Annotation { before, .. }, Self::Annotation { document, after, .. }) => {
                Self::Annotation { document, before: before.clone(), after }
            }
            (Self::Tag { before, .. }, Self::Tag { after, .. }) => {
                Self::Tag { before: before.clone(), after }
            }
            (Self::Annotation { .. }, last @ Self::Tag { .. })
            | (Self::Tag { .. }, last @ Self::Annotation { .. }) => last,
        }
    }

    /// The changes that lead back.
    pub fn undo(&self) -> Vec<Change> {
        match self {
            Self::Annotation { document, before: Some(before), after } => {
                annotation_changes(*document, after, before)
            }
            Self::Annotation { document, before: None, after } => {
                vec![Change::Annotation { document: *document, id: after.id, edit: AnnotationEdit::Delete }]
            }
            Self::Tag { before: Some(before), after } => tag_changes(after, before),
            Self::Tag { before: None, after } => {
                vec![Change::Tag { id: after.id.clone(), edit: TagEdit::Delete }]
            }
        }
    }

    /// The changes that lead forth again.
    pub fn redo(&self) -> Vec<Change> {
        match self {
            Self::Annotation { document, before: Some(before), after } => {
                annotation_changes(*document, before, after)
            }
            Self::Annotation { document, before: None, after } => {
                vec![Change::Annotation { document: *document, id: after.id, edit: AnnotationEdit::Revive }]
            }
            Self::Tag { before: Some(before), after } => tag_changes(before, after),
            Self::Tag { before: None, after } => {
                vec![Change::Tag { id: after.id.clone(), edit: TagEdit::Revive }]
            }
        }
    }

    /// It changed nothing that anybody can see.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Annotation { before, after, .. } => {
                before.as_ref().is_some_and(|before| before.says_as(after))
            }
            Self::Tag { before, after } => {
                before.as_ref().is_some_and(|before| tag_edits(after, before).is_empty())
            }
        }
    }

    /// Nobody else wrote the same since it was done: what it wrote is what stands.
    pub fn is_done_in(&self, project: &Project) -> bool {
        match self {
            Self::Annotation { document, before, after } => {
                let now = annotation_in(project, *document, after);
                now.is_some_and(|now| stands(now, after, before.as_deref()))
            }
            Self::Tag { before, after } => {
                let now = project.scheme.record(&after.id);
                now.is_some_and(|now| tag_stands(now, after, before.as_deref()))
            }
        }
    }

    /// Nobody else wrote the same since it was undone: what was before is what stands.
    pub fn is_undone_in(&self, project: &Project) -> bool {
        match self {
            Self::Annotation { document, before, after } => annotation_in(project, *document, after)
                .is_some_and(|now| {
                    before.as_ref().map_or(!now.is_alive(), |before| stands(now, before, Some(after)))
                }),
            Self::Tag { before, after } => project.scheme.record(&after.id).is_some_and(|now| {
                before.as_ref().map_or(!now.is_alive(), |before| tag_stands(now, before, Some(after)))
            }),
        }
    }
}

fn annotation_in<'a>(
    project: &'a Project,
    document: DocumentId,
    like: &Annotation,
) -> Option<&'a Annotation> {
    project.record(document)?.annotations.record(like.id).map(|annotation| &**annotation)
}

/// What is now has the values of `wanted`: all of them where the whole annotation came or went, else those in which
/// that differs from `other`.
fn stands(now: &Annotation, wanted: &Annotation, other: Option<&Annotation>) -> bool {
    if std::ptr::eq(now, wanted) {
        return true;
    }
    let missing = annotation_edits(now, wanted);
    match other.filter(|other| other.is_alive() == wanted.is_alive()) {
        Some(other) => annotation_edits(other, wanted).iter().all(|edit| !missing.contains(edit)),
        None => missing.is_empty() || !now.is_alive() && !wanted.is_alive(),
    }
}

fn tag_stands(now: &Tag, wanted: &Tag, other: Option<&Tag>) -> bool {
    let missing = tag_edits(now, wanted);
    match other.filter(|other| other.is_alive() == wanted.is_alive()) {
        Some(other) => tag_edits(other, wanted).iter().all(|edit| !missing.contains(edit)),
        None => missing.is_empty() || !now.is_alive() && !wanted.is_alive(),
    }
}

fn annotation_changes(document: DocumentId, from: &Annotation, to: &Annotation) -> Vec<Change> {
    let edits = annotation_edits(from, to).into_iter();
    edits.map(|edit| Change::Annotation { document, id: to.id, edit }).collect()
}

fn tag_changes(from: &Tag, to: &Tag) -> Vec<Change> {
    let edits = tag_edits(from, to).into_iter();
    edits.map(|edit| Change::Tag { id: to.id.clone(), edit }).collect()
}

/// The edits that make one say what the other says.
pub fn annotation_edits(from: &Annotation, to: &Annotation) -> Vec<AnnotationEdit> {
    let mut edits = Vec::new();
    if to.is_alive() && !from.is_alive() {
        edits.push(AnnotationEdit::Revive);
    }
    if from.target.value != to.target.value {
        edits.push(AnnotationEdit::Target(to.target.value.clone()));
    }
    if from.tag.value != to.tag.value {
        edits.push(AnnotationEdit::Tag(to.tag.value.clone()));
    }
    if from.note.value != to.note.value {
        edits.push(AnnotationEdit::Note(to.note.value.clone()));
    }
    let only_before = from.attributes.keys().filter(|name| !to.attributes.contains_key(*name));
    for name in to.attributes.keys().chain(only_before) {
        if from.attribute(name) != to.attribute(name) {
            edits.push(AnnotationEdit::Attribute(name.clone(), to.attribute(name).cloned()));
        }
    }
    if from.is_alive() && !to.is_alive() {
        edits.push(AnnotationEdit::Delete);
    }
    edits
}

fn tag_edits(from: &Tag, to: &Tag) -> Vec<TagEdit> {
    let mut edits = Vec::new();
    if to.is_alive() && !from.is_alive() {
        edits.push(TagEdit::Revive);
    }
    if from.label.value != to.label.value {
        edits.push(TagEdit::Label(to.label.value.clone()));
    }
    if from.color.value != to.color.value {
        edits.push(TagEdit::Color(to.color.value));
    }
    if from.guideline.value != to.guideline.value {
        edits.push(TagEdit::Guideline(to.guideline.value.clone()));
    }
    if from.key.value != to.key.value {
        edits.push(TagEdit::Key(to.key.value.clone()));
    }
    if from.attributes.value != to.attributes.value {
        edits.push(TagEdit::Attributes(to.attributes.value.clone()));
    }
    if from.rank.value != to.rank.value {
        edits.push(TagEdit::Rank(to.rank.value));
    }
    if from.is_alive() && !to.is_alive() {
        edits.push(TagEdit::Delete);
    }
    edits
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::builders::{annotation, document, span};
    use crate::model::{Annotated, Stamp, Stamped, TagId};

    #[test]
    fn what_was_made_is_taken_back_only_as_it_was_made() {
        let text = "一二三四";
        let document = document(text);
        let made = annotation(1, span(0, 1), "quote", Stamp::of_file(5));
        let (mut gone, mut noted) = (made.clone(), made.clone());
        gone.delete();
        noted.note = Stamped::new("注".into(), Stamp::of_file(9));
        let step = Step::Annotation { document: document.id(), before: None, after: Arc::new(made.clone()) };
        for (now, done, undone) in [(made, true, false), (gone, false, true), (noted, false, false)] {
            let annotations = [now].into_iter().collect();
            let open = Stamped::new(true, Stamp::of_file(1));
            let project = Project::new().with(Annotated { document: document.clone(), annotations, open });
            assert_eq!((step.is_done_in(&project), step.is_undone_in(&project)), (done, undone));
        }
        assert!(!step.is_done_in(&Project::new()), "its text is not here");
    }

    #[test]
    fn so_is_a_tag() {
        let project = Project::new();
        let made = project.scheme.get(&TagId::new("quote").unwrap()).unwrap().clone();
        let (mut gone, mut named) = (made.as_ref().clone(), made.as_ref().clone());
        gone.delete();
        named.label = Stamped::new("名".into(), Stamp::of_file(9));
        let step = Step::Tag { before: None, after: made.clone() };
        let table = [(made.as_ref().clone(), true, false), (gone, false, true), (named, false, false)];
        for (now, done, undone) in table {
            let mut project = project.clone();
            Arc::make_mut(&mut project.scheme).put(now);
            assert_eq!((step.is_done_in(&project), step.is_undone_in(&project)), (done, undone));
        }
    }
}
