//! The record of an annotation. It repeats its words and what stands around them, so that the file can be read
//! without counting, checked, and found again in another edition of the text.

use std::borrow::Cow;
use std::sync::Arc;

use super::{add_extra, date_time, extra};
use crate::formats::UnfitReason;
use crate::json::{self, Brackets, Fields, Malformed};
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

/// `None` where the target reaches behind the text.
pub(super) fn write(annotation: &Annotation, document: &Document) -> Option<String> {
    let target = &annotation.target.value;
    let hull = target.hull();
    let mut spans = Brackets::on_one_line();
    for span in target.spans().filter(|_| target.is_discontinuous()) {
        spans.add(&pair((span.start().get(), span.end().get())));
    }
    let mut attributes = Brackets::on_lines(3);
    for (name, value) in annotation.attributes.iter() {
        if let Some(value) = value.value.as_ref().and_then(write_value) {
            attributes.field(name.as_str(), &value);
        }
    }
    let mut record = Brackets::on_lines(2);
    record.text("id", &annotation.id.to_string());
    record.text("tag", annotation.tag.value.as_str());
    record.text("quote", &quote(target, document)?);
    record.field("start", &hull.start().get().to_string());
    record.field("end", &hull.end().get().to_string());
    record.field("utf16", &pair(utf16(hull, document)?));
    record.words("prefix", document.before(hull.start(), CONTEXT));
    record.words("suffix", document.behind(hull.end(), CONTEXT));
    record.words("note", &annotation.note.value);
    record.words("created", &date_time::write(annotation.birth.created).unwrap_or_default());
    record.words("modified", &date_time::write(annotation.modified().millis).unwrap_or_default());
    record.words("creator", &annotation.birth.creator);
    record.filled("spans", &spans.into_list());
    record.filled("attributes", &attributes.into_object());
    record.words("provenance", &annotation.birth.provenance);
    add_extra(&mut record, &annotation.extra, FIELDS);
    Some(record.into_object())
}

fn pair((start, end): (u32, u32)) -> String {
    format!("[{start},{end}]")
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

/// The annotation as far as its own record tells: its links stand elsewhere.
pub(super) fn read(record: &str, document: &Document, tags: &[Tag]) -> Result<Annotation, UnfitReason> {
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
        creator: words(&mut fields, "creator")?,
        provenance: words(&mut fields, "provenance")?,
    };
    let note = words(&mut fields, "note")?;
    let attributes = match fields.take_with("attributes", Fields::of)? {
        Some(values) => read_attributes(values, &tag, tags)?,
        None => SmallMap::new(),
    };
    let draft = Draft { note, attributes, extra: extra(fields, FIELDS), ..Draft::new(target, tag, birth) };
    Ok(draft.stamped(id, Stamp::of_file(modified)))
}

/// A text that is left out where it is empty.
fn words(fields: &mut Fields, name: &str) -> Result<Arc<str>, Malformed> {
    fields.take::<String>(name).map(|words| words.unwrap_or_default().into())
}

/// Three ways to say where it is (code points, UTF-16, the words): all that are there agree.
fn read_target(fields: &mut Fields, document: &Document) -> Result<Target, UnfitReason> {
    let stated: String = fields.need("quote")?;
    let (start, end): (u32, u32) = (fields.need("start")?, fields.need("end")?);
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
    Ok((json::read(start)?, json::read(end)?))
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

/// Whether the tag, or else any tag, defines the attribute as a link.
fn is_link(name: &AttributeId, tag: &TagId, tags: &[Tag]) -> bool {
    let links = |tag: &Tag| {
        let mut definitions = tag.attributes.value.iter();
        definitions.find(|definition| definition.id == *name).map(|found| found.kind == AttributeKind::Link)
    };
    let own = tags.iter().find(|other| other.id == *tag).and_then(links);
    own.unwrap_or_else(|| tags.iter().filter_map(links).any(|link| link))
}
