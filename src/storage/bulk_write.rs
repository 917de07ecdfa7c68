//! What is so large that writing its record takes long, on its way to the worker that writes it.

use std::sync::Arc;

use super::{Header, IsUndone, Key, Record, chunk, encode, quota};
use crate::model::{Annotation, Project, Stamp, Stamped, UndoEntry};
use crate::text::{Block, Document, DocumentId, DocumentInfo};
use crate::wire::{Reader, Wire, Writer};

/// What has not been written as records yet.
#[derive(Clone, Debug, PartialEq)]
pub enum BulkWrite {
    Text(DocumentId, Arc<str>),
    Header(DocumentId, Header),
    Batch(Batch),
    /// A moment that touched many records.
    UndoEntry(DocumentId, Box<UndoEntry>, IsUndone),
}

/// Many annotations of one text, by the stamp of their being put.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    pub document: Arc<Document>,
    pub annotations: Vec<Arc<Annotation>>,
    pub stamp: Stamp,
}

/// The same as it is to be put.
#[derive(Debug)]
pub enum Written {
    Record(Key, String),
    /// Names and values of [chunks](chunk).
    Chunks(Vec<(String, String)>),
}

#[cfg(test)]
impl Written {
    /// As whoever reads the mirror finds them.
    pub fn records(self) -> Vec<(String, String)> {
        match self {
            Self::Record(key, value) => vec![(key.to_string(), value)],
            Self::Chunks(chunks) => {
                chunks.iter().flat_map(|(name, value)| chunk::records(name, value)).collect()
            }
        }
    }
}

impl BulkWrite {
    /// What is to stand under a key, if that is heavy.
    pub fn of(project: &Project, key: &Key) -> Option<Self> {
        let annotated = match key {
            Key::Text(id) | Key::Header(id) => project.record(*id),
            Key::Meta
            | Key::Annotation(..)
            | Key::Tag(_)
            | Key::Setting(_)
            | Key::UndoEntry(..)
            | Key::Conflict(..)
            | Key::Batch(..)
            | Key::Quarantine(_) => None,
        };
        let annotated = annotated.filter(|annotated| annotated.document.text().len() > quota::HEAVY)?;
        let document = &annotated.document;
        Some(if matches!(key, Key::Text(_)) {
            Self::Text(document.id(), document.shared_text().clone())
        } else {
            Self::Header(document.id(), Header::of(document, annotated.open.clone()))
        })
    }

    /// Writes it. That takes long.
    pub fn write_out(self) -> Written {
        let record = match self {
            Self::Text(id, text) => Record::Text(id, text),
            Self::Header(id, header) => Record::Header(id, header),
            Self::UndoEntry(id, moment, is_undone) => Record::UndoEntry(id, moment, is_undone),
            Self::Batch(batch) => {
                return Written::Chunks(chunk::chunks(&batch.document, &batch.annotations, batch.stamp));
            }
        };
        Written::Record(record.key(), encode(&record))
    }

    pub fn key(&self) -> Key {
        match self {
            Self::Text(id, _) => Key::Text(*id),
            Self::Header(id, _) => Key::Header(*id),
            Self::Batch(batch) => Key::Batch(batch.document.id(), batch.stamp),
            Self::UndoEntry(id, moment, _) => Key::UndoEntry(*id, moment.stamp),
        }
    }
}

impl Wire for BulkWrite {
    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Text(id, text) => {
                writer.byte(0);
                id.write(writer);
                writer.text(text);
            }
            Self::Header(id, header) => {
                writer.byte(1);
                id.write(writer);
                header.info.write(writer);
                writer.number(header.length.into());
                writer.list(&header.blocks, |writer, block| block.write(writer));
                header.open.stamp.write(writer);
                writer.flag(header.open.value);
            }
            Self::Batch(Batch { document, annotations, stamp }) => {
                writer.byte(2);
                document.write(writer);
                writer.list(annotations, |writer, annotation| annotation.write(writer));
                stamp.write(writer);
            }
            Self::UndoEntry(id, moment, is_undone) => {
                writer.byte(3);
                id.write(writer);
                moment.write(writer);
                writer.flag(*is_undone);
            }
        }
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        match reader.byte()? {
            0 => Some(Self::Text(DocumentId::read(reader)?, reader.text()?.into())),
            1 => {
                let id = DocumentId::read(reader)?;
                let info = DocumentInfo::read(reader)?;
                let (length, blocks) = (reader.small()?, reader.list(Block::read)?);
                let stamp = Stamp::read(reader)?;
                let open = Stamped::new(reader.flag()?, stamp);
                Some(Self::Header(id, Header { info, length, blocks, open }))
            }
            2 => {
                let document = Arc::new(Document::read(reader)?);
                let annotations = reader.list(|reader| Annotation::read(reader).map(Arc::new))?;
                Some(Self::Batch(Batch { document, annotations, stamp: Stamp::read(reader)? }))
            }
            3 => {
                let (id, moment) = (DocumentId::read(reader)?, UndoEntry::read(reader)?);
                Some(Self::UndoEntry(id, Box::new(moment), reader.flag()?))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builders::{annotated, document};

    use crate::wire::{from_bytes, to_bytes};

    /// A project with one text of so many bytes.
    fn project(bytes: usize) -> (Project, DocumentId) {
        let text = "一二三四\n".repeat(bytes / 13 + 1);
        let document = document(&text);
        let id = document.id();
        (Project::new().with(annotated(&document, [], Stamp::of_file(3))), id)
    }

    #[test]
    fn a_large_text_and_its_header_are_heavy_and_nothing_else_is() {
        let (project, id) = project(quota::HEAVY);
        for key in [Key::Text(id), Key::Header(id)] {
            let heavy = BulkWrite::of(&project, &key).unwrap();
            assert_eq!(heavy.key(), key);
            assert_eq!(
                from_bytes(&to_bytes(&heavy)),
                Some(heavy.clone()),
                "and it is the same at the other end"
            );
            let Written::Record(written_key, written) = heavy.write_out() else {
                panic!("{key} is a record")
            };
            assert_eq!(written_key, key);
            assert_eq!(
                Some(written),
                crate::storage::value(&project, &crate::storage::Settings::new(), &key)
            );
        }
        assert_eq!(BulkWrite::of(&project, &Key::Meta), None);
        let (light, id) = self::project(1_000);
        assert_eq!(BulkWrite::of(&light, &Key::Text(id)), None);
    }
}
