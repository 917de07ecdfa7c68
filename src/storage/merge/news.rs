//! What a worker says while it gathers, so that the page can show something before it has everything.

use std::sync::Arc;

use super::MergeJob;
use super::wire::{Find, read_annotated, write_annotated};
use crate::model::{Annotated, Stamp};
use crate::storage::{Key, load};
use crate::text::{Document, DocumentId};
use crate::wire::{Reader, Wire, Writer};

/// One step on the way. The answer at the end has all of it again.
#[derive(Clone, Debug)]
pub enum RecoveryEvent {
    /// The text that was wanted, with the annotations near the place where it was left, and the latest stamp in them.
    Text(Box<Annotated>, Stamp),
    /// So many records were read, of so many.
    Progress { read: usize, all: usize },
}

/// The text that is wanted, from the records of it that the mirror has and its header in the store of record, or as the
/// program brings it along. Without a header nobody knows its structure, and it comes with all the rest.
pub fn wanted(
    job: &MergeJob,
    mirrored: Vec<(String, String)>,
    shipped: &[Arc<Document>],
) -> Option<RecoveryEvent> {
    let (id, _) = job.wanted?;
    let header = Key::Header(id);
    let name = header.to_string();
    let here = job.here.iter().filter(|(key, _)| *key == name).cloned();
    let loaded = load(mirrored.into_iter().chain(here).collect(), shipped);
    let is_known = loaded.keys.contains(&header) || shipped.iter().any(|document| document.id() == id);
    let annotated = loaded.project.record(id).filter(|_| is_known)?;
    if job.known.contains(&id) && annotated.annotations.is_empty() {
        // The page has the text, and would be drawn anew for nothing.
        return None;
    }
    Some(RecoveryEvent::Text(Box::new(annotated.clone()), loaded.latest))
}

impl RecoveryEvent {
    /// For a page that has these texts.
    pub fn to_bytes(&self, known: &[DocumentId]) -> Vec<u8> {
        let mut writer = Writer::default();
        match self {
            Self::Text(annotated, latest) => {
                writer.byte(0);
                write_annotated(&mut writer, annotated, known);
                latest.write(&mut writer);
            }
            Self::Progress { read, all } => {
                writer.byte(1);
                writer.number(*read as u64);
                writer.number(*all as u64);
            }
        }
        writer.into_bytes()
    }

    pub fn from_bytes(bytes: &[u8], find: Find) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        match reader.byte()? {
            0 => {
                let annotated = Box::new(read_annotated(&mut reader, find)?);
                Some(Self::Text(annotated, Stamp::read(&mut reader)?))
            }
            1 => Some(Self::Progress { read: reader.small()?, all: reader.small()? }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builders;
    use crate::model::{AnnotationSet, Project, Stamped, differences};
    use crate::storage::save;
    use crate::text::{CharOffset, DocumentInfo, blocks_by_line};

    #[test]
    fn a_text_comes_first_if_its_structure_is_known() {
        let info = DocumentInfo { title: "信".into(), ..DocumentInfo::default() };
        let document = Document::new(info, "一\n二三", blocks_by_line("一\n二三")).unwrap();
        let id = document.id();
        let open = Stamped::new(true, Stamp::of_file(1));
        let annotations = AnnotationSet::default();
        let project = Project::new().with(Annotated { document: Arc::new(document), annotations, open });
        let saved = save(&project, &differences(&Project::new(), &project), &[]);
        let (header, text): (Vec<_>, Vec<_>) = saved
            .into_iter()
            .map(|(key, value)| (key.to_string(), value))
            .partition(|(name, _)| name.starts_with("an:d:"));
        let job = |here: &[_], wanted: Option<DocumentId>| MergeJob {
            here: here.to_vec(),
            known: Vec::new(),
            wanted: wanted.map(|id| (id, CharOffset::new(0))),
        };
        let both = [&*header, &*text].concat();
        for (along, is_found) in [("一\n二三", true), ("另", false)] {
            let found = wanted(&job(&[], Some(id)), text.clone(), &[builders::document(along)]);
            assert_eq!(found.is_some(), is_found, "the program brings {along:?} along");
        }
        let known = MergeJob { known: vec![id], ..job(&[], Some(id)) };
        assert!(wanted(&known, both.clone(), &[]).is_none(), "a text that the page has is no news");
        let table = [
            (job(&header, Some(id)), text.clone(), true),
            (job(&[], Some(id)), both.clone(), true),
            (job(&[], Some(id)), text, false),
            (job(&[], Some(id)), header, false),
            (job(&[], None), both, false),
        ];
        for (job, mirrored, is_found) in table {
            let found = wanted(&job, mirrored, &[]).map(|found| found.to_bytes(&[]));
            assert_eq!(found.is_some(), is_found, "{job:?}");
            let Some(bytes) = found else { continue };
            let Some(RecoveryEvent::Text(text, latest)) = RecoveryEvent::from_bytes(&bytes, &|_| None) else {
                panic!("another kind of news")
            };
            assert_eq!(latest, Stamp::of_file(1));
            assert_eq!((text.document.id(), &*text.document.info().title), (id, "信"));
        }
    }
}
