//! One annotation.

use std::sync::Arc;

use uuid::Uuid;

use super::{read_extra, read_seen, read_stamped, write_extra, write_seen, write_stamped};
use crate::model::{
    Annotation, AnnotationId, AttributeValue, Birth, Draft, Field, Number, Slug, Stamped, Target, small_map,
};
use crate::text::Span;
use crate::wire::{Reader, Wire, Writer};

impl Wire for Annotation {
    fn write(&self, writer: &mut Writer) {
        self.id.write(writer);
        self.birth.write(writer);
        write_stamped(writer, &self.target, |writer, target| target.write(writer));
        let is_as_made = is_as_made(self);
        writer.flag(is_as_made);
        if is_as_made {
            return self.tag.value.write(writer);
        }
        write_stamped(writer, &self.tag, |writer, tag| tag.write(writer));
        write_stamped(writer, &self.note, Writer::word);
        writer.number(self.attributes.len() as u64);
        for (name, value) in self.attributes.iter() {
            name.write(writer);
            write_stamped(writer, value, |writer, value| {
                writer.optional(value.as_ref(), |writer, value| value.write(writer));
            });
        }
        write_seen(writer, &self.seen, |writer, field| field.write(writer));
        write_extra(writer, &self.extra);
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        let id = AnnotationId::read(reader)?;
        let birth = Birth::read(reader)?;
        let target = read_stamped(reader, Target::read)?;
        if reader.flag()? {
            let draft = Draft::new(target.value, Slug::read(reader)?, birth);
            return Some(draft.stamped(id, target.stamp));
        }
        Some(Self {
            id,
            birth: Arc::new(birth),
            target,
            tag: read_stamped(reader, Slug::read)?,
            note: read_stamped(reader, Reader::word)?,
            attributes: small_map(reader.list(read_attribute)?),
            seen: read_seen(reader, Field::read)?,
            extra: read_extra(reader)?,
        })
    }
}

/// As a bare draft becomes one, and not changed since: most of a large file are.
fn is_as_made(annotation: &Annotation) -> bool {
    let Annotation { target, tag, note, attributes, seen, extra, .. } = annotation;
    [tag.stamp, note.stamp] == [target.stamp; 2]
        && note.value.is_empty()
        && attributes.is_empty()
        && seen.is_empty()
        && extra.is_empty()
}

type Attribute = (Slug, Stamped<Option<AttributeValue>>);

fn read_attribute(reader: &mut Reader) -> Option<Attribute> {
    let name = Slug::read(reader)?;
    Some((name, read_stamped(reader, |reader| reader.optional(AttributeValue::read))?))
}

impl Wire for AnnotationId {
    fn write(&self, writer: &mut Writer) {
        writer.bytes(self.uuid().as_bytes());
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self::new(Uuid::from_bytes(reader.array()?)))
    }
}

impl Wire for Birth {
    fn write(&self, writer: &mut Writer) {
        writer.number(self.created);
        writer.word(&self.creator);
        writer.word(&self.provenance);
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self { created: reader.number()?, creator: reader.word()?, provenance: reader.word()? })
    }
}

impl Wire for Target {
    fn write(&self, writer: &mut Writer) {
        let spans: Vec<Span> = self.spans().collect();
        writer.list(&spans, |writer, span| span.write(writer));
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        match reader.small()? {
            1 => Span::read(reader).map(Self::from),
            count => Self::new(&reader.so_many(count, Span::read)?),
        }
    }
}

impl Wire for Slug {
    fn write(&self, writer: &mut Writer) {
        writer.word(self.shared());
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        Self::of(reader.word()?)
    }
}

impl Wire for Field {
    fn write(&self, writer: &mut Writer) {
        let (number, name) = match self {
            Self::Target => (0, None),
            Self::Tag => (1, None),
            Self::Note => (2, None),
            Self::Attribute(name) => (3, Some(name)),
        };
        writer.byte(number);
        if let Some(name) = name {
            name.write(writer);
        }
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        match reader.byte()? {
            0 => Some(Self::Target),
            1 => Some(Self::Tag),
            2 => Some(Self::Note),
            3 => Slug::read(reader).map(Self::Attribute),
            _ => None,
        }
    }
}

impl Wire for AttributeValue {
    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Text(text) => {
                writer.byte(0);
                writer.word(text);
            }
            Self::Number(number) => {
                writer.byte(1);
                writer.bytes(&number.get().to_le_bytes());
            }
            Self::Flag(flag) => {
                writer.byte(2);
                writer.flag(*flag);
            }
            Self::Link(id) => {
                writer.byte(3);
                id.write(writer);
            }
            Self::Unnamed => writer.byte(4),
        }
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        match reader.byte()? {
            0 => reader.word().map(Self::Text),
            1 => Number::new(f64::from_le_bytes(reader.array()?)).map(Self::Number),
            2 => reader.flag().map(Self::Flag),
            3 => AnnotationId::read(reader).map(Self::Link),
            4 => Some(Self::Unnamed),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stamp;
    use crate::storage::arbitrary::annotation;
    use crate::text::CharOffset;
    use crate::wire::{from_bytes, to_bytes};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_annotation_is_the_same_at_the_other_end(annotation in annotation(40)) {
            prop_assert_eq!(from_bytes(&to_bytes(&annotation)), Some(annotation));
        }
    }

    fn made(start: u32) -> Annotation {
        let span = Span::new(CharOffset::new(start), CharOffset::new(start + 9)).unwrap();
        let draft = Draft::new(Target::from(span), Slug::new("quote").unwrap(), Birth::default());
        let id = AnnotationId::new(Uuid::from_u128(u128::from(start)));
        draft.stamped(id, Stamp::of_file(1_700_000_000_000))
    }

    #[test]
    fn many_alike_take_little() {
        let mut writer = Writer::default();
        for start in 0..100 {
            made(start).write(&mut writer);
        }
        assert!(writer.into_bytes().len() < 100 * 36);
    }

    #[test]
    fn what_was_changed_since_it_was_made_arrives_too() {
        let later = Stamp::of_file(1_700_000_000_001);
        let table: [&dyn Fn(&mut Annotation); 6] = [
            &|one| one.tag.stamp = later,
            &|one| one.note.stamp = later,
            &|one| one.note.value = "注".into(),
            &|one| one.delete(),
            &|one| one.extra = [("x".into(), "1".into())].into_iter().collect(),
            &|one| {
                let flag = Stamped::new(Some(AttributeValue::Flag(true)), one.tag.stamp);
                one.attributes.insert(Slug::new("sure").unwrap(), flag);
            },
        ];
        for (number, change) in table.into_iter().enumerate() {
            let mut annotation = made(1);
            change(&mut annotation);
            assert!(!is_as_made(&annotation), "{number}");
            assert_eq!(from_bytes(&to_bytes(&annotation)), Some(annotation), "{number}");
        }
        assert!(is_as_made(&made(1)));
        assert_eq!(from_bytes(&to_bytes(&made(1))), Some(made(1)));
    }
}
