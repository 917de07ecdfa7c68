//! One tag of the scheme.

use super::{read_extra, read_seen, read_stamped, write_extra, write_seen, write_stamped};
use crate::model::{AttributeDefinition, AttributeKind, Color, Slug, Tag, TagField};
use crate::wire::{Reader, Wire, Writer};

impl Wire for Tag {
    fn write(&self, writer: &mut Writer) {
        self.id.write(writer);
        write_stamped(writer, &self.label, Writer::word);
        write_stamped(writer, &self.color, |writer, color| color.write(writer));
        write_stamped(writer, &self.guideline, Writer::word);
        write_stamped(writer, &self.key, Writer::word);
        write_stamped(writer, &self.attributes, |writer, attributes| {
            writer.list(attributes, |writer, attribute| attribute.write(writer));
        });
        write_stamped(writer, &self.rank, |writer, rank| writer.bytes(&rank.to_le_bytes()));
        write_seen(writer, &self.seen, |writer, field| writer.byte(*field as u8));
        write_extra(writer, &self.extra);
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self {
            id: Slug::read(reader)?,
            label: read_stamped(reader, Reader::word)?,
            color: read_stamped(reader, Color::read)?,
            guideline: read_stamped(reader, Reader::word)?,
            key: read_stamped(reader, Reader::word)?,
            attributes: read_stamped(reader, |reader| reader.list(AttributeDefinition::read))?,
            rank: read_stamped(reader, |reader| reader.array().map(i64::from_le_bytes))?,
            seen: read_seen(reader, |reader| TagField::ALL.get(usize::from(reader.byte()?)).copied())?,
            extra: read_extra(reader)?,
        })
    }
}

impl Wire for Color {
    fn write(&self, writer: &mut Writer) {
        writer.bytes(&[self.red, self.green, self.blue]);
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        let [red, green, blue] = reader.array()?;
        Some(Self { red, green, blue })
    }
}

impl Wire for AttributeDefinition {
    fn write(&self, writer: &mut Writer) {
        self.id.write(writer);
        writer.word(&self.label);
        self.kind.write(writer);
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self { id: Slug::read(reader)?, label: reader.word()?, kind: AttributeKind::read(reader)? })
    }
}

impl Wire for AttributeKind {
    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Text => writer.byte(0),
            Self::Number => writer.byte(1),
            Self::Choice(words) => {
                writer.byte(2);
                writer.list(words, Writer::word);
            }
            Self::Flag => writer.byte(3),
            Self::Link => writer.byte(4),
        }
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        match reader.byte()? {
            0 => Some(Self::Text),
            1 => Some(Self::Number),
            2 => reader.list(Reader::word).map(Self::Choice),
            3 => Some(Self::Flag),
            4 => Some(Self::Link),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::storage::arbitrary::tag;
    use crate::wire::{from_bytes, to_bytes};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_tag_is_the_same_at_the_other_end(tag in tag()) {
            prop_assert_eq!(from_bytes(&to_bytes(&tag)), Some(tag));
        }
    }
}
