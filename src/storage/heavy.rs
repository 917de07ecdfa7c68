//! What is so large that writing its record takes long, on its way to the worker that writes it.

use std::sync::Arc;

use super::{Header, Key, Record, room};
use crate::model::{Project, Stamp, Stamped};
use crate::text::{Block, DocumentId, DocumentInfo};
use crate::wire::{Reader, Wire, Writer};

/// A record that has not been written yet.
#[derive(Clone, Debug, PartialEq)]
pub enum Heavy {
    Text(DocumentId, Arc<str>),
    Header(DocumentId, Header),
}

impl Heavy {
    /// What is to stand under a key, if that is heavy.
    pub fn of(project: &Project, key: &Key) -> Option<Self> {
        let annotated = match key {
            Key::Text(id) | Key::Header(id) => project.record(*id),
            Key::Meta
            | Key::Annotation(..)
            | Key::Tag(_)
            | Key::Setting(_)
            | Key::Moment(..)
            | Key::Copy(..)
            | Key::Quarantine(_) => None,
        };
        let annotated = annotated.filter(|annotated| annotated.document.text().len() > room::HEAVY)?;
        let document = &annotated.document;
        Some(if matches!(key, Key::Text(_)) {
            Self::Text(document.id(), document.shared_text().clone())
        } else {
            Self::Header(document.id(), Header::of(document, annotated.open.clone()))
        })
    }

    pub fn into_record(self) -> Record {
        match self {
            Self::Text(id, text) => Record::Text(id, text),
            Self::Header(id, header) => Record::Header(id, header),
        }
    }

    pub fn key(&self) -> Key {
        match self {
            Self::Text(id, _) => Key::Text(*id),
            Self::Header(id, _) => Key::Header(*id),
        }
    }
}

impl Wire for Heavy {
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
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Annotated, AnnotationSet};
    use crate::text::{Document, blocks_by_line};
    use crate::wire::{from_bytes, to_bytes};

    /// A project with one text of so many bytes.
    fn project(bytes: usize) -> (Project, DocumentId) {
        let text = "一二三四\n".repeat(bytes / 13 + 1);
        let document =
            Arc::new(Document::new(DocumentInfo::default(), &text, blocks_by_line(&text)).unwrap());
        let id = document.id();
        let open = Stamped::new(true, Stamp::of_file(3));
        let annotated = Annotated { document, annotations: AnnotationSet::default(), open };
        (Project::new().with(annotated), id)
    }

    #[test]
    fn a_large_text_and_its_header_are_heavy_and_nothing_else_is() {
        let (project, id) = project(room::HEAVY);
        for key in [Key::Text(id), Key::Header(id)] {
            let heavy = Heavy::of(&project, &key).unwrap();
            assert_eq!(heavy.key(), key);
            assert_eq!(
                from_bytes(&to_bytes(&heavy)),
                Some(heavy.clone()),
                "and it is the same at the other end"
            );
            let record = heavy.into_record();
            let written = crate::storage::value(&project, &crate::storage::Settings::new(), &key).unwrap();
            assert_eq!(crate::storage::encode(&record), written);
        }
        assert_eq!(Heavy::of(&project, &Key::Meta), None);
        let (light, id) = self::project(1_000);
        assert_eq!(Heavy::of(&light, &Key::Text(id)), None);
    }
}
