//! What each change does to a project.

use std::sync::Arc;

use super::Refusal;
use crate::model::{
    Annotated, Annotation, AnnotationEdit, AnnotationId, AnnotationSet, Change, Project, Stamp, Stamped,
    Step, Tag, TagEdit, TagId, Target,
};
use crate::text::Document;

/// The project after a change, and the step back where there is one: opening and closing a text is no edit of it.
pub fn apply(project: &Project, change: Change, stamp: Stamp) -> Result<(Project, Option<Step>), Refusal> {
    match change {
        Change::Open(document) => Ok((project.with_document(document, stamp), None)),
        Change::Close(id) => {
            let open = Stamped::new(false, stamp);
            let annotated = Annotated { open, ..project.get(id).ok_or(Refusal::NoDocument)?.clone() };
            Ok((project.with(annotated), None))
        }
        Change::Document { document, open } => {
            let annotated = match project.record(document.id()) {
                Some(known) => Annotated { open: known.open.join(&open), ..known.clone() },
                None => Annotated { document, annotations: AnnotationSet::default(), open },
            };
            Ok((project.with(annotated), None))
        }
        Change::Annotation { document, id, edit } => {
            let mut annotated = project.record(document).ok_or(Refusal::NoDocument)?.clone();
            let before = annotated.annotations.record(id).cloned();
            let after = edited_annotation(&annotated.document, id, before.as_deref(), edit, stamp)?;
            let step = Step::Annotation { document, before, after: Arc::new(after.clone()) };
            annotated.annotations.put(after);
            Ok((project.with(annotated), Some(step)))
        }
        Change::Tag { id, edit } => {
            let mut scheme = project.scheme.clone();
            let before = scheme.record(&id).cloned();
            let after = edited_tag(id, before.as_deref(), edit, stamp)?;
            let step = Step::Tag { before, after: Arc::new(after.clone()) };
            Arc::make_mut(&mut scheme).put(after);
            let mut project = project.clone();
            project.scheme = scheme;
            Ok((project, Some(step)))
        }
    }
}

fn edited_annotation(
    document: &Document,
    id: AnnotationId,
    before: Option<&Annotation>,
    edit: AnnotationEdit,
    stamp: Stamp,
) -> Result<Annotation, Refusal> {
    let known = || before.cloned().ok_or(Refusal::NoAnnotation);
    match edit {
        AnnotationEdit::Create(draft) => {
            if before.is_some() {
                return Err(Refusal::IdTaken);
            }
            check_target(document, &draft.target)?;
            Ok(draft.stamped(id, stamp))
        }
        AnnotationEdit::Join(theirs) => {
            check_target(document, &theirs.target.value)?;
            Ok(before.map_or_else(|| (*theirs).clone(), |mine| mine.join(&theirs)))
        }
        AnnotationEdit::Delete => known().map(|mut annotation| {
            annotation.delete();
            annotation
        }),
        AnnotationEdit::Revive => known().map(|mut annotation| {
            annotation.revive(stamp);
            annotation
        }),
        AnnotationEdit::Target(target) => {
            check_target(document, &target)?;
            Ok(Annotation { target: Stamped::new(target, stamp), ..known()? })
        }
        AnnotationEdit::Tag(tag) => Ok(Annotation { tag: Stamped::new(tag, stamp), ..known()? }),
        AnnotationEdit::Note(note) => Ok(Annotation { note: Stamped::new(note, stamp), ..known()? }),
        AnnotationEdit::Attribute(name, value) => known().map(|mut annotation| {
            annotation.attributes.insert(name, Stamped::new(value, stamp));
            annotation
        }),
    }
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
    use crate::text::{DocumentInfo, blocks_by_line};

    fn at(millis: u64) -> Stamp {
        Stamp::of_file(millis)
    }

    #[test]
    fn a_text_is_open_or_closed_as_was_said_last() {
        let text = "一二三";
        let document = Document::new(DocumentInfo::default(), text, blocks_by_line(text)).unwrap();
        let (id, document) = (document.id(), Arc::new(document));
        let after = |project: &Project, change, stamp| apply(project, change, stamp).map(|(after, _)| after);
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
