//! The record of an annotation. It repeats its words and what stands around them, so that the file can be read
//! without counting, checked, and found again in another edition of the text.

use std::borrow::Cow;
use std::sync::Arc;

use uuid::Uuid;

use super::report::Aside;
use super::tag::Known;
use super::{add_extra, date_time, dates, extra, whole, within};
use crate::formats::UnfitReason;
use crate::json::{self, Fields, Layout, Malformed, Sheet};
use crate::model::{
    Annotation, AnnotationId, AttributeId, AttributeValue, Birth, Draft, Limit, Number, SmallMap, Stamp,
    TagId, Target,
};
use crate::text::{CharOffset, Document, Span};

/// Characters of context on each side.
const CONTEXT: u32 = 16;

/// Between the words of two stretches.
const JOINT: &str = " … ";

/// What stands for a speaker whom the text does not name.
const UNNAMED: &str = "unnamed";

/// Characters of a quote that a report repeats; the whole text may be one.
const REPORTED: usize = 60;

const FIELDS: &[&str] = &[
    "id",
    "tag",
    "quote",
    "start",
    "end",
    "utf16",
    "prefix",
    "suffix",
    "note",
    "created",
    "modified",
    "creator",
    "spans",
    "attributes",
    "provenance",
    "stamps",
];

/// Adds the record to the list; `false` where the target reaches behind the text.
pub(super) fn write(list: &mut Sheet, annotation: &Annotation, document: &Document) -> bool {
    let target = &annotation.target.value;
    let hull = target.hull();
    let Some(passage) = document.passage(hull, CONTEXT) else { return false };
    let words = || quote(target, document).unwrap_or_default();
    let quote = if target.is_discontinuous() { words() } else { Cow::Borrowed(passage.words) };
    list.add_object(Layout::Lines, |record| {
        record.text("id", annotation.id.uuid().hyphenated().encode_lower(&mut Uuid::encode_buffer()));
        record.text("tag", annotation.tag.value.as_str());
        record.text("quote", &quote);
        record.number("start", hull.start().get());
        record.number("end", hull.end().get());
        let utf16 = (passage.start.utf16.get(), passage.end.utf16.get());
        record.list("utf16", Layout::Line, |offsets| offsets.pair(utf16));
        record.words("prefix", passage.before);
        record.words("suffix", passage.behind);
        record.words("note", &annotation.note.value);
        record.words("created", &date_time::write(annotation.birth.created).unwrap_or_default());
        record.words("modified", &date_time::write(annotation.modified().millis).unwrap_or_default());
        record.words("creator", &annotation.birth.creator);
        if target.is_discontinuous() {
            record.list("spans", Layout::Line, |spans| {
                target.spans().for_each(|span| spans.add_pair((span.start().get(), span.end().get())));
            });
        }
        let values = || {
            let attributes = annotation.attributes.iter();
            attributes.filter_map(|(name, value)| Some((name, write_value(value.value.as_ref()?)?)))
        };
        if values().next().is_some() {
            record.object("attributes", Layout::Lines, |record| {
                values().for_each(|(name, value)| record.field(name.as_str(), &value));
            });
        }
        record.words("provenance", &annotation.birth.provenance);
        dates::write(record, annotation);
        add_extra(record, &annotation.extra, FIELDS);
    });
    true
}

/// `None` for a link: links have a list of their own.
fn write_value(value: &AttributeValue) -> Option<String> {
    match value {
        AttributeValue::Text(text) => Some(json::text(text)),
        AttributeValue::Number(number) => Some(decimal(*number)),
        AttributeValue::Flag(flag) => Some(flag.to_string()),
        AttributeValue::Link(_) => None,
        AttributeValue::Unnamed => Some(json::text(UNNAMED)),
    }
}

/// `3` rather than `3.0`, as far as a float counts in ones.
pub fn decimal(number: Number) -> String {
    let number = number.get();
    let counts = number.fract() == 0.0 && number.abs() < 9e15 && (number != 0.0 || number.is_sign_positive());
    if counts { (number as i64).to_string() } else { json::number(number) }
}

/// The words of the target, or `None` where it reaches behind the text.
fn quote<'a>(target: &Target, document: &'a Document) -> Option<Cow<'a, str>> {
    if target.is_discontinuous() {
        let words: Vec<&str> = target.spans().map(|span| document.slice(span)).collect::<Option<_>>()?;
        Some(Cow::Owned(words.join(JOINT)))
    } else {
        document.slice(target.hull()).map(Cow::Borrowed)
    }
}

fn utf16(span: Span, document: &Document) -> Option<(u32, u32)> {
    Some((document.at(span.start())?.utf16.get(), document.at(span.end())?.utf16.get()))
}

/// The annotation as far as its own record tells, and what was left out of it: its links stand elsewhere.
pub(super) fn read<'a>(
    record: &'a str,
    document: &Document,
    known: &Known,
) -> Result<(Annotation, Aside<'a>), UnfitReason> {
    let mut aside = Vec::new();
    let mut fields = Fields::of(record)?;
    let id: String = fields.need("id")?;
    let id = AnnotationId::parse(&id).ok_or_else(|| Malformed(format!("id: `{id}` is no UUID")))?;
    let tag: String = fields.need("tag")?;
    let tag = TagId::new(&tag).ok_or(UnfitReason::Name(tag))?;
    let target = read_target(&mut fields, document)?;
    let created = read_moment(&mut fields, "created", &mut aside)?;
    let modified = read_moment(&mut fields, "modified", &mut aside)?;
    let birth = Birth {
        created,
        creator: words(&mut fields, "creator", Limit::Name, &mut aside)?,
        provenance: words(&mut fields, "provenance", Limit::Name, &mut aside)?,
    };
    let note = words(&mut fields, "note", Limit::Words, &mut aside)?;
    let count = fields.raw("attributes").map_or(0, |attributes| json::shape(attributes).members);
    Limit::Attributes.check(count)?;
    let attributes = match fields.take_with("attributes", Fields::of)? {
        Some(values) => read_attributes(values, &tag, known, &mut aside)?,
        None => SmallMap::new(),
    };
    let dates = dates::take(&mut fields, &mut aside);
    let extra = extra(fields, FIELDS, &mut aside);
    let draft = Draft { note, attributes, extra, ..Draft::new(target, tag, birth) };
    let mut annotation = draft.stamped(id, Stamp::of_file(modified));
    dates::put(&mut annotation, dates);
    Ok((annotation, aside))
}

/// A text that is left out where it is empty, or too long.
fn words<'a>(
    fields: &mut Fields<'a>,
    name: &str,
    limit: Limit,
    aside: &mut Aside<'a>,
) -> Result<Arc<str>, Malformed> {
    let Some(json) = fields.raw(name) else { return Ok("".into()) };
    let words: String = fields.take(name)?.unwrap_or_default();
    Ok(within(limit, name, json, &words, aside).unwrap_or_default().into())
}

/// Three ways to say where it is (code points, UTF-16, the words): all that are there agree.
fn read_target(fields: &mut Fields, document: &Document) -> Result<Target, UnfitReason> {
    let stated: String = fields.need("quote")?;
    let (start, end): (u32, u32) = (whole::need(fields, "start")?, whole::need(fields, "end")?);
    if let Some(spans) = fields.raw("spans") {
        Limit::Spans.check(json::shape(spans).members)?;
    }
    let pieces = fields.take_with("spans", read_pairs)?.unwrap_or_else(|| vec![(start, end)]);
    let spans =
        pieces.into_iter().map(|(start, end)| Span::new(CharOffset::new(start), CharOffset::new(end)));
    let target = spans.collect::<Option<Vec<_>>>().and_then(|spans| Target::new(&spans));
    let offsets = UnfitReason::Offsets { start, end, length: document.end().char.get() };
    let hull = Span::new(CharOffset::new(start), CharOffset::new(end));
    let Some(target) = target.filter(|target| Some(target.hull()) == hull) else { return Err(offsets) };
    let (Some(found), Some(counted)) = (quote(&target, document), utf16(target.hull(), document)) else {
        return Err(offsets);
    };
    if stated != found {
        return Err(UnfitReason::Quote { stated: beginning(&stated), found: beginning(&found) });
    }
    if fields.take_with("utf16", read_pair)?.is_some_and(|stated| stated != counted) {
        return Err(UnfitReason::Utf16);
    }
    Ok(target)
}

fn read_pairs(json: &str) -> Result<Vec<(u32, u32)>, Malformed> {
    json::list(json)?.into_iter().map(read_pair).collect()
}

fn read_pair(json: &str) -> Result<(u32, u32), Malformed> {
    let [start, end] = json::array(json)?;
    Ok((whole::read(start)?, whole::read(end)?))
}

fn beginning(quote: &str) -> String {
    let mut beginning: String = quote.chars().take(REPORTED).collect();
    if beginning.len() < quote.len() {
        beginning.push('…');
    }
    beginning
}

/// 0 where it is not said. A date without a time zone, as scripts write it, is one of UTC, and told.
fn read_moment<'a>(fields: &mut Fields<'a>, name: &str, aside: &mut Aside<'a>) -> Result<u64, Malformed> {
    let Some(json) = fields.raw(name) else { return Ok(0) };
    let Some(text) = fields.take::<String>(name)? else { return Ok(0) };
    if let Some(millis) = date_time::read(&text) {
        return Ok(millis);
    }
    let in_utc = date_time::read(&[&*text, "Z"].concat());
    aside.extend(in_utc.map(|_| (json, UnfitReason::NoZone(name.to_owned()))));
    in_utc.ok_or_else(|| Malformed(format!("{name}: `{text}` is no RFC 3339 date-time")))
}

fn read_attributes<'a>(
    values: Fields<'a>,
    tag: &TagId,
    known: &Known,
    aside: &mut Aside<'a>,
) -> Result<SmallMap<AttributeId, AttributeValue>, UnfitReason> {
    let mut attributes = SmallMap::new();
    for (name, raw) in values.into_rest() {
        let id = AttributeId::new(&name).ok_or_else(|| UnfitReason::Name(name.clone()))?;
        let Some(value) = read_value(&name, raw)? else { continue };
        let unnamed = value == AttributeValue::Text(UNNAMED.into()) && known.is_link(&id, tag);
        let is_too_long = match &value {
            AttributeValue::Text(words) => within(Limit::Words, &name, raw, words, aside).is_none(),
            AttributeValue::Number(_)
            | AttributeValue::Flag(_)
            | AttributeValue::Link(_)
            | AttributeValue::Unnamed => false,
        };
        if !is_too_long {
            attributes.insert(id, if unnamed { AttributeValue::Unnamed } else { value });
        }
    }
    Ok(attributes)
}

/// `None` for null, which says that there is none.
fn read_value(name: &str, json: &str) -> Result<Option<AttributeValue>, Malformed> {
    let value = match json {
        "null" => return Ok(None),
        "true" => Some(AttributeValue::Flag(true)),
        "false" => Some(AttributeValue::Flag(false)),
        text if text.starts_with('"') => {
            json::read::<String>(text).ok().map(|text| AttributeValue::Text(text.into()))
        }
        number => Number::parse(number).map(AttributeValue::Number),
    };
    let words = || Malformed(format!("attributes: `{name}` is neither text, number nor flag"));
    value.map(Some).ok_or_else(words)
}
