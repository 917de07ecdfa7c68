//! The record of an annotation. It repeats its words and what stands around them, so that the file can be read
//! without counting, checked, and found again in another edition of the text.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::value::RawValue;

use super::fields::{Fields, Malformed};
use super::{date_time, extra, one_line};
use crate::formats::UnfitReason;
use crate::model::{
    Annotation, AnnotationId, AttributeId, AttributeKind, AttributeValue, Birth, Draft, Number, SmallMap,
    Stamp, Tag, TagId, Target,
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

#[derive(Serialize)]
pub(super) struct AnnotationRecord<'a> {
    id: String,
    tag: &'a str,
    quote: Cow<'a, str>,
    start: u32,
    end: u32,
    utf16: Box<RawValue>,
    #[serde(skip_serializing_if = "str::is_empty")]
    prefix: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    suffix: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
    #[serde(skip_serializing_if = "str::is_empty")]
    creator: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    spans: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    attributes: BTreeMap<&'a str, Value<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    provenance: &'a str,
    #[serde(flatten)]
    extra: BTreeMap<&'a str, &'a RawValue>,
}

/// `stamps` is what a file with history has: it goes stale with the first change, so it is not kept as a stranger.
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

#[derive(Serialize)]
#[serde(untagged)]
enum Value<'a> {
    Text(&'a str),
    Integer(i64),
    Number(f64),
    Flag(bool),
}

/// `None` where the target reaches behind the text.
pub(super) fn write<'a>(annotation: &'a Annotation, document: &'a Document) -> Option<AnnotationRecord<'a>> {
    let target = &annotation.target.value;
    let hull = target.hull();
    let spans: Vec<_> = target.spans().map(|span| (span.start().get(), span.end().get())).collect();
    Some(AnnotationRecord {
        id: annotation.id.to_string(),
        tag: annotation.tag.value.as_str(),
        quote: quote(target, document)?,
        start: hull.start().get(),
        end: hull.end().get(),
        utf16: one_line(&utf16(hull, document)?),
        prefix: document.before(hull.start(), CONTEXT),
        suffix: document.behind(hull.end(), CONTEXT),
        note: &annotation.note.value,
        created: date_time::write(annotation.birth.created),
        modified: date_time::write(annotation.modified().millis),
        creator: &annotation.birth.creator,
        spans: target.is_discontinuous().then(|| one_line(&spans)),
        attributes: values(annotation).collect(),
        provenance: &annotation.birth.provenance,
        extra: extra(&annotation.extra, FIELDS),
    })
}

/// The attributes but for links, which have a list of their own.
fn values(annotation: &Annotation) -> impl Iterator<Item = (&str, Value<'_>)> {
    annotation.attributes.iter().filter_map(|(name, value)| {
        let value = match value.value.as_ref()? {
            AttributeValue::Text(text) => Value::Text(text),
            AttributeValue::Number(number) => write_number(*number),
            AttributeValue::Flag(flag) => Value::Flag(*flag),
            AttributeValue::Link(_) => return None,
            AttributeValue::Unnamed => Value::Text(UNNAMED),
        };
        Some((name.as_str(), value))
    })
}

/// `3` rather than `3.0`, as far as a float counts in ones.
fn write_number<'a>(number: Number) -> Value<'a> {
    let number = number.get();
    let counts = number.fract() == 0.0 && number.abs() < 9e15 && (number != 0.0 || number.is_sign_positive());
    if counts { Value::Integer(number as i64) } else { Value::Number(number) }
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

/// The annotation as far as its own record tells: its links stand elsewhere.
pub(super) fn read(record: &RawValue, document: &Document, tags: &[Tag]) -> Result<Annotation, UnfitReason> {
    let mut fields = Fields::of(record)?;
    let id: String = fields.need("id")?;
    let id = AnnotationId::parse(&id).ok_or_else(|| Malformed(format!("id: `{id}` is no UUID")))?;
    let tag: String = fields.need("tag")?;
    let tag = TagId::new(&tag).ok_or(UnfitReason::Name(tag))?;
    let target = read_target(&mut fields, document)?;
    let created = read_moment(&mut fields, "created")?;
    let modified = read_moment(&mut fields, "modified")?;
    let birth = Birth {
        created,
        creator: fields.take("creator")?.unwrap_or_default(),
        provenance: fields.take("provenance")?.unwrap_or_default(),
    };
    let note = fields.take("note")?.unwrap_or_default();
    let attributes = match fields.take("attributes")? {
        Some(values) => read_attributes(values, &tag, tags)?,
        None => SmallMap::new(),
    };
    let mut extra = fields.into_extra();
    extra.retain(|name, _| !FIELDS.contains(&name.as_ref()));
    let draft = Draft { note, attributes, extra, ..Draft::new(target, tag, birth) };
    Ok(draft.stamped(id, Stamp::of_file(modified)))
}

/// Three ways to say where it is (code points, UTF-16, the words): all that are there agree.
fn read_target(fields: &mut Fields, document: &Document) -> Result<Target, UnfitReason> {
    let stated: String = fields.need("quote")?;
    let (start, end): (u32, u32) = (fields.need("start")?, fields.need("end")?);
    let pieces: Vec<(u32, u32)> = fields.take("spans")?.unwrap_or_else(|| vec![(start, end)]);
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
    if fields.take::<(u32, u32)>("utf16")?.is_some_and(|stated| stated != counted) {
        return Err(UnfitReason::Utf16);
    }
    Ok(target)
}

fn beginning(quote: &str) -> String {
    let mut beginning: String = quote.chars().take(REPORTED).collect();
    if beginning.len() < quote.len() {
        beginning.push('…');
    }
    beginning
}

/// 0 where it is not said.
fn read_moment(fields: &mut Fields, name: &str) -> Result<u64, Malformed> {
    let Some(text) = fields.take::<String>(name)? else { return Ok(0) };
    date_time::read(&text).ok_or_else(|| Malformed(format!("{name}: `{text}` is no RFC 3339 date-time")))
}

fn read_attributes(
    values: Fields,
    tag: &TagId,
    tags: &[Tag],
) -> Result<SmallMap<AttributeId, AttributeValue>, UnfitReason> {
    let mut attributes = SmallMap::new();
    for (name, raw) in values.into_rest() {
        let id = AttributeId::new(&name).ok_or_else(|| UnfitReason::Name(name.clone()))?;
        if let Some(value) = read_value(&name, raw)? {
            let unnamed = value == AttributeValue::Text(UNNAMED.into()) && is_link(&id, tag, tags);
            attributes.insert(id, if unnamed { AttributeValue::Unnamed } else { value });
        }
    }
    Ok(attributes)
}

/// `None` for null, which says that there is none.
fn read_value(name: &str, raw: &RawValue) -> Result<Option<AttributeValue>, Malformed> {
    let value = match raw.get() {
        "null" => return Ok(None),
        "true" => Some(AttributeValue::Flag(true)),
        "false" => Some(AttributeValue::Flag(false)),
        text if text.starts_with('"') => serde_json::from_str(text).ok().map(AttributeValue::Text),
        // The standard library reads the nearest float, so that what is written again is the same.
        number => number.parse().ok().and_then(Number::new).map(AttributeValue::Number),
    };
    let words = || Malformed(format!("attributes: `{name}` is neither text, number nor flag"));
    value.map(Some).ok_or_else(words)
}

/// Whether the tag, or else any tag, defines the attribute as a link.
fn is_link(name: &AttributeId, tag: &TagId, tags: &[Tag]) -> bool {
    let links = |tag: &Tag| {
        let mut definitions = tag.attributes.value.iter();
        definitions.find(|definition| definition.id == *name).map(|found| found.kind == AttributeKind::Link)
    };
    let own = tags.iter().find(|other| other.id == *tag).and_then(links);
    own.unwrap_or_else(|| tags.iter().filter_map(links).any(|link| link))
}
