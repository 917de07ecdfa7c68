//! What came from elsewhere, as changes that join it to what is here: another tab's records, the mirror's, a restored
//! state's. Loading, a second tab and a backup all go this way.

use std::sync::Arc;

use super::{Conflict, Key, Record, Rejected};
use crate::model::{AnnotationEdit, Change, Project, RecordKey, Stamp, Stamped, TagEdit, differences};
use crate::text::Document;

/// What the session is to take over.
#[derive(Debug, Default)]
pub struct Incoming {
    pub changes: Vec<Change>,
    /// Everything that a store had. It is joined as a whole: most of it is new.
    pub found: Option<Project>,
    /// The latest stamp in it, for the clock to hear of.
    pub latest: Stamp,
    /// The settings are others now.
    pub settles: bool,
    /// What could not be used, where that was looked for again.
    pub unread: Option<Vec<Rejected>>,
    /// What edits said that lost a race.
    pub copies: Vec<Conflict>,
    /// Copies that another tab chose, or wants no longer.
    pub withdrawn: Vec<Key>,
    /// All is here that is stored: what is not, will not come.
    pub is_all: bool,
    /// A text was named that only the mirror has.
    pub wants_mirror: bool,
}

impl Incoming {
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
            && self.found.is_none()
            && self.copies.is_empty()
            && self.withdrawn.is_empty()
            && self.unread.is_none()
            && !self.is_all
    }
}

/// The changes that join one project to another: of all records that would be another then.
pub fn joining(known: &Project, found: &Project) -> Vec<Change> {
    differences(known, found).into_iter().filter_map(|record| joined(known, found, record)).collect()
}

fn joined(known: &Project, found: &Project, record: RecordKey) -> Option<Change> {
    match record {
        RecordKey::Document(id) => {
            let theirs = found.record(id)?;
            document(known, &theirs.document, &theirs.open)
        }
        RecordKey::Annotation(document, id) => {
            let theirs = found.record(document)?.annotations.record(id)?;
            let ours = known.record(document).and_then(|annotated| annotated.annotations.record(id));
            let is_news = ours.is_none_or(|ours| ours.join(theirs) != **ours);
            let edit = AnnotationEdit::Join(theirs.clone());
            is_news.then_some(Change::Annotation { document, id, edit })
        }
        RecordKey::Tag(id) => {
            let theirs = found.scheme.record(&id)?;
            let is_news = known.scheme.record(&id).is_none_or(|ours| ours.join(theirs) != **ours);
            let edit = TagEdit::Join(Box::new(theirs.as_ref().clone()));
            is_news.then_some(Change::Tag { id, edit })
        }
    }
}

fn document(known: &Project, document: &Arc<Document>, open: &Stamped<bool>) -> Option<Change> {
    let ours = known.record(document.id()).map(|annotated| &annotated.open);
    let is_news = ours.is_none_or(|ours| ours.join(open) != *ours);
    is_news.then(|| Change::Document { document: document.clone(), open: open.clone() })
}

impl Record {
    /// The change that joins it to a project that has its document.
    pub(super) fn joining(self, project: &Project) -> Option<Change> {
        match self {
            Self::Header(id, header) => {
                let known = project.record(id)?.document.clone();
                Some(Change::Document { document: known, open: header.open })
            }
            Self::Annotation(document, quoted) => {
                let fits = quoted.fits(&project.record(document)?.document);
                let annotation = quoted.annotation;
                let id = annotation.id;
                let edit = AnnotationEdit::Join(Arc::new(annotation));
                fits.then_some(Change::Annotation { document, id, edit })
            }
            Self::Tag(tag) => Some(Change::Tag { id: tag.id.clone(), edit: TagEdit::Join(tag) }),
            Self::Text(..) | Self::Setting(..) | Self::UndoEntry(..) | Self::Conflict(..) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TagId;

    /// The scheme with one tag renamed then.
    fn renamed(millis: u64) -> Project {
        let mut project = Project::new();
        let mut tag = project.scheme.get(&TagId::new("quote").unwrap()).unwrap().as_ref().clone();
        tag.label = Stamped::new(millis.to_string().into(), Stamp::of_file(millis));
        Arc::make_mut(&mut project.scheme).put(tag);
        project
    }

    #[test]
    fn only_what_is_news_becomes_a_change() {
        for (known, found, changes) in [(5, 5, 0), (5, 4, 0), (5, 6, 1)] {
            let changed = joining(&renamed(known), &renamed(found));
            assert_eq!(changed.len(), changes, "{found} to {known}");
        }
        let other = joining(&renamed(5), &Project::new());
        assert_eq!(other.len(), 0, "it was never renamed there");
    }
}
