//! A moment of the history of undo.

use std::sync::Arc;

use crate::model::{Annotation, Intention, Slug, Stamp, Step, Tag, UndoEntry};
use crate::text::DocumentId;
use crate::wire::{Reader, Wire, Writer};

impl Wire for UndoEntry {
    fn write(&self, writer: &mut Writer) {
        self.intention.write(writer);
        writer.list(&self.steps, |writer, step| step.write(writer));
        self.stamp.write(writer);
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self {
            intention: Intention::read(reader)?,
            steps: reader.list(Step::read)?,
            stamp: Stamp::read(reader)?,
        })
    }
}

/// Those that say nothing but what they are, in the order of their numbers.
const BARE: [Intention; 6] = [
    Intention::Note,
    Intention::Edge,
    Intention::Attribute,
    Intention::Link,
    Intention::Scheme,
    Intention::Restore,
];

/// The numbers of the others.
const TAG: u8 = 6;
const RETAG: u8 = 7;
const DELETE: u8 = 8;
const IMPORT: u8 = 9;

impl Wire for Intention {
    fn write(&self, writer: &mut Writer) {
        if let Some(number) = BARE.iter().position(|bare| bare == self) {
            return writer.byte(number as u8);
        }
        let (number, tag, count) = match self {
            Self::Tag { tag, count } => (TAG, Some(tag), *count),
            Self::Retag { tag, count } => (RETAG, Some(tag), *count),
            Self::Delete { count } => (DELETE, None, *count),
            Self::Import { count } => (IMPORT, None, *count),
            Self::Note | Self::Edge | Self::Attribute | Self::Link | Self::Scheme | Self::Restore => return,
        };
        writer.byte(number);
        writer.number(count.into());
        if let Some(tag) = tag {
            tag.write(writer);
        }
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        let number = reader.byte()?;
        if let Some(bare) = BARE.get(usize::from(number)) {
            return Some(bare.clone());
        }
        let count = reader.small()?;
        Some(match number {
            TAG => Self::Tag { tag: Slug::read(reader)?, count },
            RETAG => Self::Retag { tag: Slug::read(reader)?, count },
            DELETE => Self::Delete { count },
            IMPORT => Self::Import { count },
            _ => return None,
        })
    }
}

impl Wire for Step {
    fn write(&self, writer: &mut Writer) {
        writer.flag(matches!(self, Self::Annotation { .. }));
        match self {
            Self::Annotation { document, before, after } => {
                document.write(writer);
                writer.optional(before.as_deref(), |writer, before| before.write(writer));
                after.write(writer);
            }
            Self::Tag { before, after } => {
                writer.optional(before.as_deref(), |writer, before| before.write(writer));
                after.write(writer);
            }
        }
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        Some(if reader.flag()? {
            Self::Annotation {
                document: DocumentId::read(reader)?,
                before: reader.optional(Annotation::read)?.map(Arc::new),
                after: Arc::new(Annotation::read(reader)?),
            }
        } else {
            Self::Tag {
                before: reader.optional(Tag::read)?.map(Arc::new),
                after: Arc::new(Tag::read(reader)?),
            }
        })
    }
}
