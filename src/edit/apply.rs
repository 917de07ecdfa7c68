//! What each change does to a project.

use std::sync::Arc;

use super::Refusal;
use crate::model::{
    Annotated, Annotation, AnnotationEdit, AnnotationId, AnnotationSet, Change, Project, SetInWork, SmallMap,
    Stamp, Stamped, Step, Tag, TagEdit, TagId, Target,
};
use crate::text::{Document, DocumentId};

/// A project on which the changes of one transaction are made, one after the other and in place. What it was made of
/// stays as it was: of what both share, a copy is made at the first change of it.
#[derive(Debug)]
pub struct ProjectInWork {
    project: Project,
    /// The annotations of the documents in which any has changed.
    annotations: SmallMap<DocumentId, SetInWork>,
}

impl ProjectInWork {
    pub fn of(project: &Project) -> Self {
        Self { project: project.clone(), annotations: SmallMap::new() }
    }

    /// Makes a change. Gives the step back where there is one: opening and closing a text is no edit of it.
    pub fn apply(&mut self, change: Change, stamp: Stamp) -> Result<Option<Step>, Refusal> {
        let project = &mut self.project;
        match change {
            Change::Open(document) => {
                *project = project.with_document(document, stamp);
                Ok(None)
            }
            Change::Close(id) => {
                let open = Stamped::new(false, stamp);
                let annotated = Annotated { open, ..project.get(id).ok_or(Refusal::NoDocument)?.clone() };
                *project = project.with(annotated);
                Ok(None)
            }
            Change::Document { document, open } => {
                let annotated = match project.record(document.id()) {
                    Some(known) => Annotated { open: known.open.join(&open), ..known.clone() },
                    None => Annotated { document, annotations: AnnotationSet::default(), open },
                };
                *project = project.with(annotated);
                Ok(None)
            }
            Change::Annotation { document, id, edit } => {
                let annotated = project.record(document).ok_or(Refusal::NoDocument)?;
                if !self.annotations.contains_key(&document) {
                    self.annotations.insert(document, annotated.annotations.clone().into());
                }
                let annotations = self.annotations.entry(document).or_default();
                let before = annotations.record(id).cloned();
                let after = edited_annotation(&annotated.document, id, before.as_ref(), edit, stamp)?;
                annotations.put(after.clone());
                Ok(Some(Step::Annotation { document, before, after }))
            }
            Change::Tag { id, edit } => {
                let before = project.scheme.record(&id).cloned();
                let after = edited_tag(id, before.as_deref(), edit, stamp)?;
                let step = Step::Tag { before, after: Arc::new(after.clone()) };
                Arc::make_mut(&mut project.scheme).put(after);
                Ok(Some(step))
            }
        }
    }

    /// The project after all that was made.
    pub fn done(self) -> Project {
        let Self { mut project, annotations } = self;
        for (id, annotations) in annotations {
            if let Some(known) = project.record(id).cloned() {
                project = project.with(Annotated { annotations: annotations.done(), ..known });
            }
        }
        project
    }
}

fn edited_annotation(
    document: &Document,
    id: AnnotationId,
    before: Option<&Arc<Annotation>>,
    edit: AnnotationEdit,
    stamp: Stamp,
) -> Result<Arc<Annotation>, Refusal> {
    let known = || before.map(|known| (**known).clone()).ok_or(Refusal::NoAnnotation);
    let after = match edit {
        AnnotationEdit::Create(draft) => {
            if before.is_some() {
                return Err(Refusal::IdTaken);
            }
            check_target(document, &draft.target)?;
            draft.stamped(id, stamp)
        }
        AnnotationEdit::Join(theirs) => {
            check_target(document, &theirs.target.value)?;
            let Some(mine) = before else { return Ok(theirs) };
            mine.join(&theirs)
        }
        AnnotationEdit::Delete => {
            let mut annotation = known()?;
            annotation.delete();
            annotation
        }
        AnnotationEdit::Revive => {
            let mut annotation = known()?;
            annotation.revive(stamp);
            annotation
        }
        AnnotationEdit::Target(target) => {
            check_target(document, &target)?;
            Annotation { target: Stamped::new(target, stamp), ..known()? }
        }
        AnnotationEdit::Tag(tag) => Annotation { tag: Stamped::new(tag, stamp), ..known()? },
        AnnotationEdit::Note(note) => Annotation { note: Stamped::new(note, stamp), ..known()? },
        AnnotationEdit::Attribute(name, value) => {
            let mut annotation = known()?;
            annotation.attributes.insert(name, Stamped::new(value, stamp));
            annotation
        }
    };
    Ok(Arc::new(after))
}

fn check_target(document: &Document, target: &Target) -> Result<(), Refusal> {
    if target.hull().end() <= document.end().char { Ok(()) } else { Err(Refusal::OutsideText) }
}

fn edited_tag(id: TagId, before: Option<&Tag>, edit: TagEdit, stamp: Stamp) -> Result<Tag, Refusal> {
    let mut tag = match (edit, before) {
        (TagEdit::Create(draft), None) => return Ok(Tag::new(id, *draft, stamp)),
        (TagEdit::Create(_), Some(_)) => return Err(Refusal::IdTaken),
        (TagEdit::Join(theirs), None) => return Ok(*theirs),
        (TagEdit::Join(theirs), Some(mine)) => return Ok(mine.join(&theirs)),
        (edit, Some(known)) => {
            let mut tag = known.clone();
            write_tag(&mut tag, edit, stamp);
            tag
        }
        (_, None) => return Err(Refusal::NoTag),
    };
    tag.id = id;
    Ok(tag)
}

fn write_tag(tag: &mut Tag, edit: TagEdit, stamp: Stamp) {
    match edit {
        TagEdit::Create(_) | TagEdit::Join(_) => {}
        TagEdit::Delete => tag.delete(),
        TagEdit::Revive => tag.revive(stamp),
        TagEdit::Label(label) => tag.label = Stamped::new(label, stamp),
        TagEdit::Color(color) => tag.color = Stamped::new(color, stamp),
        TagEdit::Guideline(guideline) => tag.guideline = Stamped::new(guideline, stamp),
        TagEdit::Key(key) => tag.key = Stamped::new(key, stamp),
        TagEdit::Attributes(attributes) => tag.attributes = Stamped::new(attributes, stamp),
        TagEdit::Rank(rank) => tag.rank = Stamped::new(rank, stamp),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builders::document;

    fn at(millis: u64) -> Stamp {
        Stamp::of_file(millis)
    }

    #[test]
    fn a_text_is_open_or_closed_as_was_said_last() {
        let text = "一二三";
        let document = document(text);
        let id = document.id();
        let after = |project: &Project, change, stamp| {
            let mut work = ProjectInWork::of(project);
            work.apply(change, stamp).map(|_| work.done())
        };
        let told =
            |open, stamp| Change::Document { document: document.clone(), open: Stamped::new(open, stamp) };

        let opened = after(&Project::new(), Change::Open(document.clone()), at(1)).unwrap();
        assert!(opened.get(id).is_some());
        let closed = after(&opened, Change::Close(id), at(2)).unwrap();
        assert!(closed.get(id).is_none() && closed.record(id).is_some(), "its record stays");
        assert_eq!(after(&closed, Change::Close(id), at(3)).err(), Some(Refusal::NoDocument));
        assert_eq!(after(&Project::new(), Change::Close(id), at(3)).err(), Some(Refusal::NoDocument));

        // what another tab says of it, by its own time
        let table = [(true, 1, false), (true, 3, true), (false, 3, false)];
        for (open, time, is_open) in table {
            let told = after(&closed, told(open, at(time)), at(9)).unwrap();
            assert_eq!(told.get(id).is_some(), is_open, "{open} at {time}");
        }
        let heard = after(&Project::new(), told(true, at(1)), at(9)).unwrap();
        assert_eq!(heard.get(id).map(|annotated| annotated.open.stamp), Some(at(1)));
    }
}
