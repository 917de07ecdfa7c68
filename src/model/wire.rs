//! Annotations, tags and bundles on their way between the page and its worker.

mod annotation;
mod moment;
mod tag;

use std::sync::Arc;

use super::{Annotation, Bundle, Extra, Limit, Passed, ReplicaId, Seen, Stamp, Stamped, Tag, small_map};
use crate::text::Document;
use crate::wire::{Reader, Wire, Writer};

impl Wire for Bundle {
    fn write(&self, writer: &mut Writer) {
        self.document.write(writer);
        writer.list(&self.tags, |writer, tag| tag.write(writer));
        writer.list(&self.annotations, |writer, annotation| annotation.write(writer));
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self {
            document: Arc::new(Document::read(reader)?),
            tags: reader.list(Tag::read)?,
            annotations: reader.list(|reader| Annotation::read(reader).map(Arc::new))?,
        })
    }
}

impl Wire for Stamp {
    fn write(&self, writer: &mut Writer) {
        writer.number(self.millis);
        writer.number(self.counter.into());
        writer.number(self.replica.0.into());
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self { millis: reader.number()?, counter: reader.small()?, replica: ReplicaId(reader.small()?) })
    }
}

/// In the order of their numbers.
const LIMITS: [Limit; 13] = [
    Limit::Text,
    Limit::Blocks,
    Limit::Annotations,
    Limit::Links,
    Limit::Tags,
    Limit::Spans,
    Limit::Attributes,
    Limit::Definitions,
    Limit::Choices,
    Limit::Words,
    Limit::Name,
    Limit::Stranger,
    Limit::Depth,
];

impl Wire for Passed {
    fn write(&self, writer: &mut Writer) {
        writer.byte(self.limit as u8);
        writer.number(self.found as u64);
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        let limit = *LIMITS.get(usize::from(reader.byte()?))?;
        Some(Self { limit, found: reader.small()? })
    }
}

fn write_stamped<T>(writer: &mut Writer, stamped: &Stamped<T>, write: impl FnOnce(&mut Writer, &T)) {
    stamped.stamp.write(writer);
    write(writer, &stamped.value);
}

fn read_stamped<'a, T>(
    reader: &mut Reader<'a>,
    read: impl FnOnce(&mut Reader<'a>) -> Option<T>,
) -> Option<Stamped<T>> {
    let stamp = Stamp::read(reader)?;
    Some(Stamped::new(read(reader)?, stamp))
}

fn write_seen<F: Ord + Clone>(writer: &mut Writer, seen: &Seen<F>, write: impl Fn(&mut Writer, &F)) {
    let seen: Vec<_> = seen.iter().collect();
    writer.list(&seen, |writer, (field, stamp)| {
        write(writer, field);
        stamp.write(writer);
    });
}

fn read_seen<'a, F: Ord + Clone>(
    reader: &mut Reader<'a>,
    read: impl Fn(&mut Reader<'a>) -> Option<F>,
) -> Option<Seen<F>> {
    let list = reader.list(|reader| Some((read(reader)?, Stamp::read(reader)?)))?;
    let mut seen = Seen::nothing();
    for (field, stamp) in list {
        seen.see(field, stamp);
    }
    Some(seen)
}

fn write_extra(writer: &mut Writer, extra: &Extra) {
    writer.number(extra.len() as u64);
    for (name, json) in extra.iter() {
        writer.word(name);
        writer.text(json);
    }
}

fn read_extra(reader: &mut Reader) -> Option<Extra> {
    let list = reader.list(|reader| Some((reader.word()?, Arc::from(reader.text()?))))?;
    Some(small_map(list))
}
