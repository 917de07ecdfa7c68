//! The project file: one text with its tags, annotations and links, for people to read, for programs, and to come
//! back from. `docs/project.schema.json` describes it; this is the only lossless format.
//!
//! The same state is the same bytes: two spaces, keys in a fixed order, lists sorted, no time of export; what is not
//! known is absent. One file for each record, with both directions; what a newer program added to an annotation or a
//! tag is kept and written back.

mod annotation;
mod date_time;
mod dates;
mod document;
mod link;
mod report;
mod surrogates;
mod tag;
mod whole;

use std::sync::Arc;

pub use self::annotation::decimal;
use self::link::Link;
use self::report::{Aside, Report};
use self::tag::Known;
use super::{Format, Loss, ReadError, Reading, Source, UnfitReason, Written};
use crate::json::{self, Fields, Layout, Malformed, Sheet};
use crate::model::{
    Annotated, Annotation, AnnotationId, Bundle, Extra, Limit, Records, SmallMap, Tag, TagId, TagScheme,
};
use crate::text::{Document, Strangers};

pub const FORMAT: Format = Format {
    id: "project-json",
    extension: "json",
    media_type: "application/json",
    recognises,
    limit: 256 << 20, // a million annotations with their words, and what a page can hold three times over
    read: Some(read),
    write: Some(write),
};

/// What the file says that it is.
const NAME: &str = "article-annotations";

/// `deleted` is what a file with tombstones has, which this program does not write: it would be wrong after the first
/// change.
const FIELDS: &[&str] = &["format", "version", "document", "tags", "annotations", "links", "deleted"];

/// Raised where an older program would understand a file wrongly, and not for a field that it may ignore.
const VERSION: u64 = 1;

/// An object that names the format, or has a field that no other has: a tool that sorts keys puts a whole text or all
/// annotations before the name.
fn recognises(head: &str) -> bool {
    let head = head.strip_prefix('\u{feff}').unwrap_or(head);
    let signs = [NAME, "codePoints", "utf16"];
    head.trim_start().starts_with('{') && signs.iter().any(|sign| head.contains(&format!("\"{sign}\"")))
}

pub fn write(annotated: &Annotated, scheme: &TagScheme) -> Written {
    let document = &annotated.document;
    let alive = in_order(annotated);
    let (mut left_out, mut dangling) = (0, 0);
    let text = Sheet::object_of(room(annotated), |file| {
        file.text("format", NAME);
        file.field("version", &VERSION.to_string());
        file.object("document", Layout::Lines, |record| document::write(record, document));
        file.list("tags", Layout::Lines, |list| {
            for tag in tags(scheme, &alive) {
                list.add_object(Layout::Lines, |record| tag::write(record, tag));
            }
        });
        file.list("annotations", Layout::Lines, |list| {
            left_out =
                alive.iter().filter(|annotation| !annotation::write(list, annotation, document)).count();
        });
        file.list("links", Layout::Lines, |list| dangling = write_links(list, annotated));
        add_strangers(file, &document.info().around, FIELDS);
    });
    let losses = [
        Some(Loss::Annotations(left_out)).filter(|loss| *loss != Loss::Annotations(0)),
        Some(Loss::Links(dangling)).filter(|loss| *loss != Loss::Links(0)),
    ];
    Written { text: text + "\n", losses: losses.into_iter().flatten().collect() }
}

/// By place, the longer first; then by tag and id. Places are compared as one number each.
fn in_order(annotated: &Annotated) -> Vec<&Annotation> {
    let place = |annotation: &Annotation| {
        let hull = annotation.target.value.hull();
        u64::from(hull.start().get()) << 32 | u64::from(u32::MAX - hull.end().get())
    };
    let alive = annotated.annotations.records().filter(|annotation| annotation.is_alive());
    let mut placed: Vec<(u64, &Annotation)> =
        alive.map(|annotation| (place(annotation), &**annotation)).collect();
    placed.sort_unstable_by_key(|(place, _)| *place);
    for same in placed.chunk_by_mut(|(one, _), (next, _)| one == next).filter(|same| same.len() > 1) {
        same.sort_unstable_by_key(|(_, annotation)| (&annotation.tag.value, annotation.id));
    }
    placed.into_iter().map(|(_, annotation)| annotation).collect()
}

/// About as many bytes as a record of an annotation has in a file, and one of a block. A file that outgrows its room is
/// copied.
const RECORD: usize = 640;
const BLOCK: usize = 60;

/// About as many bytes as the file will have.
fn room(annotated: &Annotated) -> usize {
    let Annotated { document, annotations, .. } = annotated;
    document.text().len() + annotations.count() * RECORD + document.blocks().len() * BLOCK
}

/// Says how many lead nowhere. They are listed by the ids of their ends.
fn write_links(list: &mut Sheet, annotated: &Annotated) -> usize {
    let mut dangling = 0;
    let by_id = annotated.annotations.records().filter(|annotation| annotation.is_alive());
    for link in by_id.flat_map(|annotation| Link::of(annotation)) {
        if annotated.annotations.get(link.to()).is_some() {
            list.add_object(Layout::Line, |record| link.write(record));
        } else {
            dangling += 1;
        }
    }
    dangling
}

/// The tags in the person's order, with those that were deleted while an annotation still has them.
fn tags<'a>(scheme: &'a TagScheme, annotations: &[&Annotation]) -> Vec<&'a Tag> {
    let is_used = |tag: &Tag| annotations.iter().any(|annotation| annotation.tag.value == tag.id);
    scheme.tags_with(&is_used).into_iter().map(AsRef::as_ref).collect()
}

/// The same for the file and the document, by name.
fn strangers<'a>(fields: Fields<'a>, own: &[&str], aside: &mut Aside<'a>) -> Strangers {
    extra(fields, own, aside).into_iter().collect()
}

/// Adds the fields of a newer version to a record, but for any that this one has itself.
fn add_extra(record: &mut Sheet, extra: &Extra, own: &[&str]) {
    for (name, json) in extra.iter() {
        add_stranger(record, name, json, own);
    }
}

/// The same for the file and the document.
fn add_strangers(record: &mut Sheet, strangers: &Strangers, own: &[&str]) {
    for (name, json) in strangers {
        add_stranger(record, name, json, own);
    }
}

fn add_stranger(record: &mut Sheet, name: &str, json: &str, own: &[&str]) {
    if let Some(json) = json::trimmed(json).filter(|_| !own.contains(&name)) {
        record.field(name, json);
    }
}

/// What was not taken out of a record: fields of a newer version, but for those that pass a limit.
fn extra<'a>(fields: Fields<'a>, own: &[&str], aside: &mut Aside<'a>) -> Extra {
    let mut extra = Extra::new();
    for (name, json) in fields.into_rest().filter(|(name, _)| !own.contains(&name.as_str())) {
        let fits = Limit::Depth.check(json::shape(json).depth);
        match fits.and_then(|()| Limit::Stranger.check_characters(json)) {
            Ok(()) => {
                extra.insert(name.into(), json::on_one_line(json).into());
            }
            Err(passed) => aside.push((json, UnfitReason::TooLarge(name, passed))),
        }
    }
    extra
}

/// The words of a field, unless they are too long: then they are put aside, and the record is read without them.
fn within<'a, 'w>(
    limit: Limit,
    name: &str,
    json: &'a str,
    words: &'w str,
    aside: &mut Aside<'a>,
) -> Option<&'w str> {
    let passed = limit.check_characters(words).err();
    aside.extend(passed.map(|passed| (json, UnfitReason::TooLarge(name.to_owned(), passed))));
    passed.is_none().then_some(words)
}

fn read(source: &Source) -> Result<Reading, ReadError> {
    let bare = source.text.strip_prefix('\u{feff}').unwrap_or(source.text);
    let (text, halves) = surrogates::replaced(bare);
    let mut report = Report::new(&text);
    if let Some(first) = halves.first() {
        report.add_at(*first, UnfitReason::HalfCharacters(halves.len()));
    }
    let mut file = Fields::of_file(&text).map_err(|broken| ReadError::Syntax {
        line: broken.line,
        column: broken.column,
        words: broken.words,
    })?;
    check_version(&mut file, &mut report)?;
    let record = file.raw("document").ok_or(ReadError::NoText)?;
    let mut document = document::read(record, &mut report)?;
    let tags = read_tags(&list(&mut file, "tags", Limit::Tags, &mut report)?, &mut report);
    let records = list(&mut file, "annotations", Limit::Annotations, &mut report)?;
    let (order, mut annotations) = read_annotations(&records, &document, Known::of(&tags), &mut report);
    if annotations.is_empty() && !records.is_empty() {
        return Err(ReadError::NothingFits(report.into_unfit()));
    }
    report_deleted(&mut file, &mut report);
    for record in list(&mut file, "links", Limit::Links, &mut report)? {
        if let Err(reason) = Link::read(record).and_then(|link| link.attach(&mut annotations)) {
            report.add(record, reason);
        }
    }
    let annotations = order.iter().filter_map(|id| annotations.get(id).cloned()).collect();
    let mut aside = Vec::new();
    if let Some(document) = Arc::get_mut(&mut document) {
        document.set_around(strangers(file, FIELDS, &mut aside));
    }
    report.add_all(aside);
    Ok(Reading { bundle: Bundle { document, tags, annotations }, unfit: report.into_unfit() })
}

/// What was deleted is not read, and that is said once, not passed over.
fn report_deleted(file: &mut Fields, report: &mut Report) {
    if let Some(deleted) = file.raw("deleted").filter(|deleted| json::list(deleted) != Ok(Vec::new())) {
        report.add(deleted, UnfitReason::Field("deleted".to_owned()));
    }
}

fn check_version(file: &mut Fields, report: &mut Report) -> Result<(), ReadError> {
    if file.take::<String>("format").ok().flatten().as_deref() != Some(NAME) {
        return Err(ReadError::Unknown);
    }
    let record = file.raw("version");
    let version: u64 = whole::need(file, "version").map_err(|malformed| report.broken(record, malformed))?;
    match version {
        VERSION => Ok(()),
        0 => Err(report.broken(record, Malformed("version: there was no version 0".to_owned()))),
        version => Err(ReadError::Newer { version, known: VERSION }),
    }
}

/// The records of one of the lists, the first as many as may be; an absent one is empty.
fn list<'a>(
    file: &mut Fields<'a>,
    name: &str,
    limit: Limit,
    report: &mut Report,
) -> Result<Vec<&'a str>, ReadError> {
    let Some(json) = file.take_raw(name) else { return Ok(Vec::new()) };
    let (mut records, count) = json::first(json, limit.most() + 1)
        .map_err(|malformed| report.broken(Some(json), Malformed(format!("{name}: {}", malformed.0))))?;
    if let Err(passed) = limit.check(count) {
        // The first that is left out says where.
        report.add(records.pop().unwrap_or(json), UnfitReason::Passed(passed));
    }
    Ok(records)
}

fn read_tags(records: &[&str], report: &mut Report) -> Vec<Tag> {
    let (mut tags, mut known) = (Vec::new(), SmallMap::<TagId, ()>::new());
    for (record, rank) in records.iter().zip(1..) {
        match tag::read(record, rank, report) {
            Ok(tag) if known.contains_key(&tag.id) => {
                report.add(record, UnfitReason::SameId(tag.id.to_string()));
            }
            Ok(tag) => {
                known.insert(tag.id.clone(), ());
                tags.push(tag);
            }
            Err(reason) => report.add(record, reason),
        }
    }
    tags
}

/// The annotations that fit, and their order in the file.
fn read_annotations(
    records: &[&str],
    document: &Document,
    mut known: Known,
    report: &mut Report,
) -> (Vec<AnnotationId>, Records) {
    let (mut order, mut annotations) = (Vec::new(), Records::new());
    for record in records {
        let read = annotation::read(record, document, &known);
        let met = read.and_then(|read| Ok(known.meet(&read.0.tag.value).map(|()| read)?));
        match met {
            Ok((annotation, _)) if annotations.contains_key(&annotation.id) => {
                report.add(record, UnfitReason::SameId(annotation.id.to_string()));
            }
            Ok((annotation, aside)) => {
                report.add_all(aside);
                order.push(annotation.id);
                annotations.insert(annotation.id, Arc::new(annotation));
            }
            Err(reason) => report.add(record, reason),
        }
    }
    (order, annotations)
}
