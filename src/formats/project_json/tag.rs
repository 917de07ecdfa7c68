//! The record of a tag.

use std::sync::Arc;

use super::report::Report;
use super::{add_extra, extra};
use crate::formats::UnfitReason;
use crate::json::{self, Brackets, Fields, Malformed};
use crate::model::{AttributeDefinition, AttributeId, AttributeKind, Color, Stamp, Tag, TagDraft, TagId};

/// What a tag has whose colour cannot be read.
const GREY: Color = Color::rgb(0x88, 0x88, 0x88);

const FIELDS: &[&str] = &["id", "label", "color", "description", "key", "attributes"];

/// The words for the kinds of attributes, in the order of [`kind`].
const KINDS: &[&str] = &["text", "number", "choice", "flag", "link"];

pub(super) fn write(tag: &Tag) -> String {
    let mut attributes = Brackets::on_lines(3);
    for definition in &tag.attributes.value {
        attributes.add(&write_definition(definition));
    }
    let mut record = Brackets::on_lines(2);
    record.text("id", tag.id.as_str());
    record.text("label", &tag.label.value);
    record.text("color", &tag.color.value.to_string());
    record.words("description", &tag.guideline.value);
    record.words("key", &tag.key.value);
    record.filled("attributes", &attributes.into_list());
    add_extra(&mut record, &tag.extra, FIELDS);
    record.into_object()
}

fn write_definition(definition: &AttributeDefinition) -> String {
    let mut choices = Brackets::on_one_line();
    let kind = match &definition.kind {
        AttributeKind::Text => "text",
        AttributeKind::Number => "number",
        AttributeKind::Choice(words) => {
            for word in words {
                choices.add(&json::text(word));
            }
            "choice"
        }
        AttributeKind::Flag => "flag",
        AttributeKind::Link => "link",
    };
    let mut record = Brackets::on_one_line();
    record.text("id", definition.id.as_str());
    record.words("label", &definition.label);
    record.text("kind", kind);
    record.filled("choices", &choices.into_list());
    record.into_object()
}

/// A file does not say when its tags were written: whatever somebody changed is later.
pub(super) fn read(record: &str, rank: i64, report: &mut Report) -> Result<Tag, UnfitReason> {
    let mut fields = Fields::of(record)?;
    let id: String = fields.need("id")?;
    let id = TagId::new(&id).ok_or(UnfitReason::Name(id))?;
    let label: String = fields.take("label")?.unwrap_or_default();
    let guideline: String = fields.take("description")?.unwrap_or_default();
    let definitions = fields.take_with("attributes", definitions)?.unwrap_or_default();
    let attributes = definitions.into_iter().map(named).collect::<Result<_, _>>()?;
    let color = checked(&mut fields, "color", report, Color::parse)?.unwrap_or(GREY);
    let key = checked(&mut fields, "key", report, key)?.unwrap_or_default();
    let draft = TagDraft { label: label.into(), color, guideline: guideline.into(), key, attributes, rank };
    Ok(Tag { extra: extra(fields, &[]), ..Tag::new(id, draft, Stamp::ORIGIN) })
}

/// A field that is left out, and reported, where its text does not say what it should.
fn checked<T>(
    fields: &mut Fields,
    name: &str,
    report: &mut Report,
    parse: fn(&str) -> Option<T>,
) -> Result<Option<T>, Malformed> {
    let Some(raw) = fields.raw(name) else { return Ok(None) };
    let Some(text) = fields.take::<String>(name)? else { return Ok(None) };
    let parsed = parse(&text);
    if parsed.is_none() {
        report.add(raw, UnfitReason::Field(name.to_owned()));
    }
    Ok(parsed)
}

/// What a `KeyboardEvent.code` looks like; empty for none.
fn key(code: &str) -> Option<Arc<str>> {
    code.chars().all(|c| c.is_ascii_alphanumeric()).then(|| code.into())
}

/// A definition whose name was not looked at yet.
type Unnamed = (String, Arc<str>, AttributeKind);

fn definitions(json: &str) -> Result<Vec<Unnamed>, Malformed> {
    json::list(json)?.into_iter().map(definition).collect()
}

fn definition(json: &str) -> Result<Unnamed, Malformed> {
    let mut fields = Fields::of(json)?;
    let id = fields.need("id")?;
    let label = fields.take::<String>("label")?.unwrap_or_default();
    let word = json::word(fields.need_raw("kind")?, KINDS)?;
    let choices = fields.take_with("choices", json::texts)?.unwrap_or_default();
    Ok((id, label.into(), kind(word, choices)))
}

fn kind(word: usize, choices: Vec<Arc<str>>) -> AttributeKind {
    match word {
        0 => AttributeKind::Text,
        1 => AttributeKind::Number,
        2 => AttributeKind::Choice(choices),
        3 => AttributeKind::Flag,
        _ => AttributeKind::Link,
    }
}

fn named((id, label, kind): Unnamed) -> Result<AttributeDefinition, UnfitReason> {
    let id = AttributeId::new(&id).ok_or(UnfitReason::Name(id))?;
    Ok(AttributeDefinition { id, label, kind })
}
