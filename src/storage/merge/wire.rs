//! The job and its answer on their way between the page and its worker. A text that the page has stays out.

use std::sync::Arc;

use super::{Freshness, MergeJob, Merged};
use crate::model::{Annotated, Annotation, Project, Slug, Stamp, Stamped, Tag, TagScheme, small_map};
use crate::storage::{Conflict, Fault, Key, Loaded, Rejected};
use crate::text::{CharOffset, Document, DocumentId};
use crate::wire::{Reader, Wire, Writer};

impl Wire for MergeJob {
    fn write(&self, writer: &mut Writer) {
        writer.list(&self.here, |writer, (name, raw)| {
            writer.text(name);
            writer.text(raw);
        });
        writer.list(&self.known, |writer, id| id.write(writer));
        writer.optional(self.wanted.as_ref(), |writer, (id, place)| {
            id.write(writer);
            writer.number(place.get().into());
        });
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self {
            here: reader.list(|reader| Some((reader.text()?.into(), reader.text()?.into())))?,
            known: reader.list(DocumentId::read)?,
            wanted: reader
                .optional(|reader| Some((DocumentId::read(reader)?, CharOffset::new(reader.small()?))))?,
        })
    }
}

/// Where the page finds a text that it has.
pub type Find<'a> = &'a dyn Fn(DocumentId) -> Option<Arc<Document>>;

impl Merged {
    /// The answer for a page that has these texts.
    pub fn to_bytes(&self, known: &[DocumentId]) -> Vec<u8> {
        let mut writer = Writer::default();
        let project = &self.loaded.project;
        writer.number(project.records().count() as u64);
        for annotated in project.records() {
            write_annotated(&mut writer, annotated, known);
        }
        let tags: Vec<_> = project.scheme.records().collect();
        writer.list(&tags, |writer, tag| tag.write(writer));
        let settings: Vec<_> = self.loaded.settings.iter().collect();
        writer.list(&settings, |writer, (name, value)| {
            name.write(writer);
            value.stamp.write(writer);
            writer.text(&value.value);
        });
        self.loaded.latest.write(&mut writer);
        writer.list(&self.loaded.copies, |writer, copy| {
            copy.document.write(writer);
            copy.annotation.write(writer);
        });
        let Loaded { damaged, set_aside, newer, without_document, .. } = &self.loaded;
        for list in [damaged, set_aside, newer, without_document] {
            writer.list(list, |writer, unread| unread.write(writer));
        }
        writer.list(&self.beside, |writer, beside| writer.byte(*beside as u8));
        writer.list(&self.lost, |writer, key| writer.text(&key.to_string()));
        writer.flag(self.is_large);
        writer.into_bytes()
    }

    /// Reads the answer.
    pub fn from_bytes(bytes: &[u8], find: Find) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let documents = reader.list(|reader| read_annotated(reader, find))?;
        let mut project = documents.into_iter().fold(Project::default(), |project, one| project.with(one));
        let mut scheme = TagScheme::default();
        for tag in reader.list(Tag::read)? {
            scheme.put(tag);
        }
        project.scheme = Arc::new(scheme);
        let setting = |reader: &mut Reader| {
            let (name, stamp) = (Slug::read(reader)?, Stamp::read(reader)?);
            Some((name, Stamped::new(Arc::from(reader.text()?), stamp)))
        };
        let loaded = Loaded {
            project,
            settings: small_map(reader.list(setting)?),
            latest: Stamp::read(&mut reader)?,
            keys: Vec::new(),
            copies: reader.list(|reader| {
                Some(Conflict { document: DocumentId::read(reader)?, annotation: Annotation::read(reader)? })
            })?,
            damaged: reader.list(Rejected::read)?,
            set_aside: reader.list(Rejected::read)?,
            newer: reader.list(Rejected::read)?,
            without_document: reader.list(Rejected::read)?,
        };
        let beside = |reader: &mut Reader| match reader.byte()? {
            0 => Some(Freshness::Equal),
            1 => Some(Freshness::Stale),
            2 => Some(Freshness::Newer),
            _ => None,
        };
        let (beside, lost) = (reader.list(beside)?, reader.list(|reader| Key::parse(reader.text()?))?);
        Some(Self { loaded, beside, lost, is_large: reader.flag()? })
    }
}

/// The annotations by id: put into a tree in the order of its keys, each comes where the last one is still at hand.
pub(super) fn write_annotated(writer: &mut Writer, annotated: &Annotated, known: &[DocumentId]) {
    let document = &annotated.document;
    document.id().write(writer);
    let unknown = Some(&**document).filter(|document| !known.contains(&document.id()));
    writer.optional(unknown, |writer, document| document.write(writer));
    annotated.open.stamp.write(writer);
    writer.flag(annotated.open.value);
    let annotations: Vec<_> = annotated.annotations.records().collect();
    writer.list(&annotations, |writer, annotation| annotation.write(writer));
}

pub(super) fn read_annotated(reader: &mut Reader, find: Find) -> Option<Annotated> {
    let id = DocumentId::read(reader)?;
    let sent = reader.optional(Document::read)?;
    let document = sent.map_or_else(|| find(id), |document| Some(Arc::new(document)));
    let stamp = Stamp::read(reader)?;
    let open = Stamped::new(reader.flag()?, stamp);
    // Moved once: a hundred thousand of them are 25 MB.
    let annotations = reader.list(|reader| Annotation::read(reader).map(Arc::new))?.into_iter().collect();
    Some(Annotated { document: document?, annotations, open })
}

impl Wire for Rejected {
    fn write(&self, writer: &mut Writer) {
        writer.text(&self.key);
        writer.text(&self.raw);
        let (number, words) = match &self.fault {
            Fault::Key => (0, ""),
            Fault::Version => (1, ""),
            Fault::Syntax(words) => (2, &**words),
            Fault::Checksum => (3, ""),
            Fault::Fields(words) => (4, &**words),
            Fault::Value(name) => (4, *name),
            Fault::OtherText => (5, ""),
            Fault::Unfit => (6, ""),
            Fault::NoDocument => (7, ""),
            Fault::SetAside => (8, ""),
            Fault::Newer(_) => (9, ""),
        };
        writer.byte(number);
        writer.text(words);
        let version = if let Fault::Newer(version) = self.fault { version } else { 0 };
        writer.number(version.into());
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        let (key, raw) = (reader.text()?.into(), reader.text()?.into());
        let (number, words, version) = (reader.byte()?, reader.text()?.into(), reader.small()?);
        let fault = match number {
            0 => Fault::Key,
            1 => Fault::Version,
            2 => Fault::Syntax(words),
            3 => Fault::Checksum,
            4 => Fault::Fields(words),
            5 => Fault::OtherText,
            6 => Fault::Unfit,
            7 => Fault::NoDocument,
            8 => Fault::SetAside,
            9 => Fault::Newer(version),
            _ => return None,
        };
        Some(Self { key, raw, fault })
    }
}

#[cfg(test)]
mod tests {
    use super::super::gather;
    use super::*;
    use crate::model::differences;
    use crate::storage::{arbitrary, save};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn what_was_gathered_is_the_same_at_the_other_end(project in arbitrary::project(), cut in 0usize..9) {
            let all = differences(&Project::new(), &project);
            let stored: Vec<_> =
                save(&project, &all, &[]).into_iter().map(|(key, value)| (key.to_string(), value)).collect();
            let (here, mirrored) = stored.split_at(cut.min(stored.len()));
            let broken = vec![("an:?".to_owned(), "…".to_owned()), ("an:g:tag".to_owned(), "{".to_owned())];
            let here = [here, &broken].concat();
            let gathered = gather(&here, mirrored.to_vec(), &[]);
            let known: Vec<DocumentId> =
                project.records().take(1).map(|annotated| annotated.document.id()).collect();
            let find = |id| project.record(id).map(|annotated| annotated.document.clone());
            let carried = Merged::from_bytes(&gathered.to_bytes(&known), &find).unwrap();
            let contents = arbitrary::contents;
            prop_assert_eq!(contents(&carried.loaded.project), contents(&gathered.loaded.project));
            prop_assert_eq!(&carried.loaded.settings, &gathered.loaded.settings);
            prop_assert_eq!(carried.loaded.latest, gathered.loaded.latest);
            prop_assert_eq!(carried.loaded.unread(), gathered.loaded.unread());
            prop_assert_eq!((carried.beside, carried.lost, carried.is_large), (gathered.beside, gathered.lost, false));
        }
    }

    #[test]
    fn a_job_is_the_same_at_the_other_end() {
        let id = DocumentId::of("一");
        let job = MergeJob {
            here: vec![("an:g:a".into(), "{}".into())],
            known: vec![id],
            wanted: Some((id, CharOffset::new(300))),
        };
        let carried: MergeJob = crate::wire::from_bytes(&crate::wire::to_bytes(&job)).unwrap();
        assert_eq!(format!("{carried:?}"), format!("{job:?}"));
    }
}
