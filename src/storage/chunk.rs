//! Many annotations of one text in the mirror under one key. A hundred thousand records of their own take seconds to be
//! put and to be read; two hundred chunks do not. They are in the order of the text, so that what is in sight can be
//! read first.
//!
//! ```text
//!   an:k:<sha256>:<first start, ten digits>:<when>     <id> {"v":1,"crc":…}
//!                                                      <id> {"v":1,"crc":…}
//! ```
//!
//! Each line is a record as it would stand under its own key, with its own checksum: damage loses that record alone. A
//! chunk is never changed. An annotation that is edited stands under its own key too, and both are joined when they are
//! read, like any two copies.

use std::fmt::Write;
use std::sync::Arc;

use super::{Key, PREFIX, Quoted, Record, encode};
use crate::model::{Annotation, Stamp};
use crate::text::{CharOffset, Document, DocumentId, Span};

/// Every name of a chunk begins with this.
pub const CHUNKS: &str = "an:k:";

/// So many records stand in one. Some 200 KB: what is in sight lies in one or two.
pub const RECORDS: usize = 512;

/// The chunks of so many annotations, by name. `stamp` is of nothing else that is put.
pub fn chunks(document: &Document, annotations: &[Arc<Annotation>], stamp: Stamp) -> Vec<(String, String)> {
    let mut sorted: Vec<&Arc<Annotation>> = annotations.iter().collect();
    sorted.sort_unstable_by_key(|annotation| (start(annotation), annotation.id));
    let id = document.id();
    let chunk = |some: &[&Arc<Annotation>]| {
        let first = some.first().map_or(CharOffset::new(0), |first| start(first));
        let mut lines = String::new();
        for annotation in some {
            let record = Record::Annotation(id, Box::new(Quoted::of(annotation, document)));
            // Writing to a text cannot fail.
            let _ = writeln!(lines, "{} {}", annotation.id, encode(&record));
        }
        (format!("{}:{stamp}", place(id, first)), lines)
    };
    sorted.chunks(RECORDS).map(chunk).collect()
}

fn start(annotation: &Annotation) -> CharOffset {
    annotation.target.value.hull().start()
}

/// What the name of a chunk begins with whose first annotation starts here. Ten digits hold every offset.
fn place(document: DocumentId, start: CharOffset) -> String {
    format!("{CHUNKS}{document}:{:010}", start.get())
}

/// Of the names of a text's chunks, in their order, those of chunks with an annotation that starts in the span.
pub fn near(names: &[String], document: DocumentId, span: Span) -> &[String] {
    let [first, behind] = [span.start().plus(1), span.end()].map(|offset| place(document, offset));
    // The one before may reach into it.
    let from = names.partition_point(|name| *name < first).saturating_sub(1);
    let to = names.partition_point(|name| *name < behind);
    names.get(from..to).unwrap_or_default()
}

/// Between these two lie the names of all chunks of a text.
pub fn names_of(document: DocumentId) -> [String; 2] {
    [format!("{CHUNKS}{document}:"), format!("{CHUNKS}{document};")]
}

/// So many chunks are far more than so many records need: they were put again and again, or few at a time.
pub const fn are_scattered(chunks: usize, records: usize) -> bool {
    chunks > 2 * records.div_ceil(RECORDS)
}

/// The records of a chunk as they would stand under their own keys. A line that is none stands under the chunk's name
/// and its number.
pub fn records(name: &str, chunk: &str) -> Vec<(String, String)> {
    let document = name.strip_prefix(CHUNKS).and_then(|rest| rest.split(':').next()).unwrap_or_default();
    let record = |(number, line): (usize, &str)| match line.split_once(' ') {
        Some((id, raw)) => (format!("{PREFIX}a:{document}:{id}"), raw.to_owned()),
        None => (format!("{name}:{number}"), line.to_owned()),
    };
    chunk.lines().enumerate().map(record).collect()
}

/// What becomes of chunks and of annotations under their own keys once they are brought together.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Compacted {
    pub chunks: Vec<(String, String)>,
    /// These stay under their own keys, since this program cannot read them.
    pub apart: Vec<(String, String)>,
}

/// Joins the records of one text, wherever they stood, and puts them into chunks. What cannot be read or does not fit
/// stays as it is.
pub fn tidied(document: &Arc<Document>, entries: Vec<(String, String)>, stamp: Stamp) -> Compacted {
    let loaded = super::load(entries, std::slice::from_ref(document));
    let annotated = loaded.project.record(document.id());
    let annotations: Vec<_> =
        annotated.into_iter().flat_map(|one| one.annotations.records().cloned()).collect();
    let mut apart: Vec<(String, String)> = Vec::new();
    for unread in loaded.unread() {
        let mut name = unread.key;
        // Two copies of a record, both of them not to be read.
        while apart.iter().any(|(other, _)| *other == name) {
            name = Key::Quarantine(name.into()).to_string();
        }
        apart.push((name, unread.raw));
    }
    Compacted { chunks: chunks(document, &annotations, stamp), apart }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builders::{self, span};
    use crate::model::AnnotationSet;
    use crate::storage::{Fault, load};

    fn document() -> Arc<Document> {
        let text = "一二三四五六七八九\n".repeat(400);
        builders::document(&text)
    }

    /// Ids run against the order of the text.
    fn annotation(number: u32) -> Arc<Annotation> {
        let span = span(number * 2, number * 2 + 3);
        Arc::new(builders::annotation((10_000 - number).into(), span, "quote", Stamp::of_file(number.into())))
    }

    fn entries(chunks: &[(String, String)]) -> Vec<(String, String)> {
        chunks.iter().flat_map(|(name, chunk)| records(name, chunk)).collect()
    }

    fn read(entries: Vec<(String, String)>, document: &Arc<Document>) -> (AnnotationSet, Vec<Fault>) {
        let loaded = load(entries, std::slice::from_ref(document));
        let faults = loaded.unread().into_iter().map(|unread| unread.fault).collect();
        (loaded.project.record(document.id()).unwrap().annotations.clone(), faults)
    }

    #[test]
    fn what_is_put_into_chunks_is_read() {
        let document = document();
        let annotations: Vec<_> = (0..1_500).map(annotation).collect();
        let chunks = chunks(&document, &annotations, Stamp::of_file(9));
        assert_eq!(chunks.len(), 3);
        assert!(chunks.is_sorted(), "their names are in the order of the text");
        let (set, faults) = read(entries(&chunks), &document);
        assert_eq!(faults, []);
        assert!(set.iter().eq(annotations.iter()), "to the letter");
    }

    #[test]
    fn what_starts_in_a_span_lies_in_the_chunks_near_it() {
        let document = document();
        let annotations: Vec<_> = (0..1_500).map(annotation).collect();
        let chunks = chunks(&document, &annotations, Stamp::of_file(9));
        let names: Vec<String> = chunks.iter().map(|(name, _)| name.clone()).collect();
        for from in [0, 1, 1_023, 1_024, 1_025, 2_500] {
            let span = Span::new(CharOffset::new(from), CharOffset::new(from + 200)).unwrap();
            let near = near(&names, document.id(), span);
            assert!(near.len() < 3, "not all are read");
            let some: Vec<_> = chunks.iter().filter(|(name, _)| near.contains(name)).cloned().collect();
            let (set, _) = read(entries(&some), &document);
            let wanted =
                annotations.iter().filter(|one| span.start() <= start(one) && start(one) < span.end());
            assert!(wanted.clone().count() > 90, "there are such");
            assert!(wanted.into_iter().all(|one| set.get(one.id).is_some()), "{from}");
        }
        let [first, last] = names_of(document.id());
        assert!(names.iter().all(|name| first < *name && *name < last));
        let behind = Span::new(CharOffset::new(90_000), CharOffset::new(90_001)).unwrap();
        assert_eq!(near(&names, document.id(), behind), names.get(2..).unwrap());
        assert_eq!(near(&[], document.id(), behind).len(), 0);
    }

    #[test]
    fn what_was_put_twice_is_scattered() {
        let table = [(1, 1, false), (2, 1, false), (3, 1, true), (4, 1_024, false), (5, 1_024, true)];
        for (chunks, records, expected) in table {
            assert_eq!(are_scattered(chunks, records), expected, "{chunks} for {records}");
        }
    }

    #[test]
    fn damage_loses_one_record() {
        let document = document();
        let annotations: Vec<_> = (0..3).map(annotation).collect();
        let [(name, chunk)] = &chunks(&document, &annotations, Stamp::of_file(9))[..] else {
            panic!("one chunk")
        };
        for (at, sign) in chunk.char_indices().skip_while(|(_, sign)| *sign != '\n') {
            let mut damaged = chunk.clone();
            damaged.replace_range(at..at + sign.len_utf8(), "~");
            let (set, faults) = read(records(name, &damaged), &document);
            let left = if sign == '\n' { 1 } else { 2 };
            assert!(set.count() >= left, "at {at}");
            assert_eq!(faults.is_empty(), set.count() == 3, "at {at}");
        }
        assert_eq!(records(name, "hello"), [(format!("{name}:0"), "hello".to_owned())]);
    }

    #[test]
    fn what_stood_in_many_places_is_brought_together_and_what_cannot_be_read_stays() {
        let document = document();
        let annotations: Vec<_> = (0..4).map(annotation).collect();
        let chunks = chunks(&document, &annotations, Stamp::of_file(9));
        let mut noted = annotations[1].as_ref().clone();
        noted.note = crate::model::Stamped::new("注".into(), Stamp::of_file(50));
        let edited = Record::Annotation(document.id(), Box::new(Quoted::of(&noted, &document)));
        let edited = (edited.key().to_string(), encode(&edited));
        let key = Key::Annotation(document.id(), annotations[2].id);
        let newer = |version: u32| format!("{{\"v\":{version}}}");
        let twice = [(key.to_string(), newer(7)), (key.to_string(), newer(8))];
        let all = [entries(&chunks), vec![edited], twice.to_vec()].concat();
        let tidied = tidied(&document, all.clone(), Stamp::of_file(99));
        let set_aside = Key::Quarantine(key.to_string().into()).to_string();
        assert_eq!(tidied.apart, [(key.to_string(), newer(7)), (set_aside, newer(8))]);
        let (set, faults) = read(entries(&tidied.chunks), &document);
        assert_eq!(faults, []);
        assert_eq!(set.count(), 4);
        assert_eq!(set.get(noted.id).map(|one| &*one.note.value), Some("注"));
        let (before, _) = read(all, &document);
        assert!(before.iter().eq(set.iter()), "nothing else is otherwise");
        let again = super::tidied(&document, entries(&tidied.chunks), Stamp::of_file(99));
        assert_eq!(again, Compacted { apart: Vec::new(), ..tidied });
    }
}
