//! A document on its way between the page and its worker. Its hash, its table of offsets and the check of its blocks go
//! along as they were found at the other end: on the page they would take as long as everything else together.

use std::sync::Arc;

use super::{Document, DocumentId, DocumentInfo};
use crate::text::{Block, BlockKind, CharOffset, OffsetTable, Span};
use crate::wire::{Reader, Wire, Writer};

impl Wire for Document {
    fn write(&self, writer: &mut Writer) {
        self.id.write(writer);
        self.info.write(writer);
        writer.text(&self.text);
        writer.list(&self.blocks, |writer, block| block.write(writer));
        self.table.write(writer);
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self {
            id: DocumentId::read(reader)?,
            info: DocumentInfo::read(reader)?,
            text: reader.text()?.into(),
            blocks: reader.list(Block::read)?,
            table: OffsetTable::read(reader)?,
        })
    }
}

impl Wire for DocumentId {
    fn write(&self, writer: &mut Writer) {
        writer.bytes(&self.0);
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        reader.array().map(Self)
    }
}

impl Wire for DocumentInfo {
    fn write(&self, writer: &mut Writer) {
        for text in [&self.title, &self.language, &self.source] {
            writer.text(text);
        }
        for strangers in [&self.extra, &self.around] {
            writer.list(strangers, |writer, (name, json)| {
                writer.text(name);
                writer.text(json);
            });
        }
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        let strangers = |reader: &mut Reader| {
            reader.list(|reader| Some((Arc::from(reader.text()?), Arc::from(reader.text()?))))
        };
        Some(Self {
            title: reader.text()?.into(),
            language: reader.text()?.into(),
            source: reader.text()?.into(),
            extra: strangers(reader)?,
            around: strangers(reader)?,
        })
    }
}

impl Wire for Span {
    fn write(&self, writer: &mut Writer) {
        writer.number(self.start().get().into());
        writer.number(self.count().into());
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        let start = CharOffset::new(reader.small()?);
        Self::new(start, start.plus(reader.small()?))
    }
}

impl Wire for Block {
    fn write(&self, writer: &mut Writer) {
        self.span.write(writer);
        writer.byte(self.kind as u8);
        writer.byte(self.level);
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        let span = Span::read(reader)?;
        let kind = *BlockKind::ALL.get(usize::from(reader.byte()?))?;
        Some(Self { span, kind, level: reader.byte()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::blocks_by_line;
    use crate::wire::{from_bytes, to_bytes};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_document_is_the_same_at_the_other_end(text in "(\\PC|\n|𠮷){1,300}", level in 0u8..7) {
            let strangers = vec![(Arc::from("a"), Arc::from("[1]")), (Arc::from("b"), Arc::from("{}"))];
            let info = DocumentInfo {
                title: "题".into(),
                language: "zh".into(),
                source: "a.txt".into(),
                extra: strangers.clone(),
                around: strangers,
            };
            let mut blocks = blocks_by_line(&text);
            for (block, kind) in blocks.iter_mut().zip(BlockKind::ALL.into_iter().cycle()) {
                (block.kind, block.level) = (kind, level);
            }
            let Ok(document) = Document::new(info, &text, blocks) else { return Ok(()) };
            let carried: Document = from_bytes(&to_bytes(&document)).unwrap();
            prop_assert_eq!(&carried, &document);
            prop_assert_eq!(carried.text(), document.text());
            prop_assert_eq!(carried.end(), document.end());
            let middle = CharOffset::new(document.end().char.get() / 2);
            prop_assert_eq!(carried.at(middle), document.at(middle));
        }
    }
}
