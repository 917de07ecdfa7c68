//! What a worker says while it gathers, so that the page can show something before it has everything.

use super::GatherJob;
use super::wire::{read_annotated, write_annotated};
use crate::model::Annotated;
use crate::storage::{Key, load};
use crate::text::DocumentId;
use crate::wire::{Reader, Wire, Writer};

/// One step on the way. The answer at the end has all of it again.
#[derive(Clone, Debug)]
pub enum News {
    /// The text that was wanted, without its annotations.
    Text(Box<Annotated>),
    /// So many records were read, of so many.
    Progress { read: usize, all: usize },
}

/// The text that is wanted, from the records of it that the mirror has and its header in the store of record. Without a
/// header nobody knows its structure, and it comes with all the rest.
pub fn wanted(job: &GatherJob, mirrored: Vec<(String, String)>) -> Option<Annotated> {
    let id = job.wanted?;
    let header = Key::Header(id);
    let name = header.to_string();
    let here = job.here.iter().filter(|(key, _)| *key == name).cloned();
    let loaded = load(mirrored.into_iter().chain(here).collect(), &[]);
    loaded.project.record(id).filter(|_| loaded.keys.contains(&header)).cloned()
}

impl Wire for News {
    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Text(annotated) => {
                writer.byte(0);
                write_annotated(writer, annotated, &[]);
            }
            Self::Progress { read, all } => {
                writer.byte(1);
                writer.number(*read as u64);
                writer.number(*all as u64);
            }
        }
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        let nobody = |_: DocumentId| None;
        match reader.byte()? {
            0 => Some(Self::Text(Box::new(read_annotated(reader, &nobody)?))),
            1 => Some(Self::Progress {
                read: usize::try_from(reader.number()?).ok()?,
                all: usize::try_from(reader.number()?).ok()?,
            }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{AnnotationSet, Project, Stamp, Stamped, differences};
    use crate::storage::save;
    use crate::text::{Document, DocumentInfo, blocks_by_line};
    use crate::wire::{from_bytes, to_bytes};

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
        let job = |here: &[_], wanted| GatherJob { here: here.to_vec(), known: Vec::new(), wanted };
        let both = [&*header, &*text].concat();
        let table = [
            (job(&header, Some(id)), text.clone(), true),
            (job(&[], Some(id)), both.clone(), true),
            (job(&[], Some(id)), text, false),
            (job(&[], Some(id)), header, false),
            (job(&[], None), both, false),
        ];
        for (job, mirrored, is_found) in table {
            let found = wanted(&job, mirrored).map(|found| to_bytes(&News::Text(Box::new(found))));
            assert_eq!(found.is_some(), is_found, "{job:?}");
            let Some(bytes) = found else { continue };
            let Some(News::Text(text)) = from_bytes(&bytes) else { panic!("another kind of news") };
            assert_eq!((text.document.id(), &*text.document.info().title), (id, "信"));
        }
    }
}
