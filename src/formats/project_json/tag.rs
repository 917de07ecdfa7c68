//! The record of a tag.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::fields::{Fields, Malformed, Report};
use super::{extra, one_line};
use crate::formats::UnfitReason;
use crate::model::{AttributeDefinition, AttributeId, AttributeKind, Color, Stamp, Tag, TagDraft, TagId};

/// What a tag has whose colour cannot be read.
const GREY: Color = Color::rgb(0x88, 0x88, 0x88);

#[derive(Serialize)]
pub(super) struct TagRecord<'a> {
    id: &'a str,
    label: &'a str,
    color: String,
    #[serde(rename = "description", skip_serializing_if = "str::is_empty")]
    guideline: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    key: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attributes: Vec<Box<RawValue>>,
    #[serde(flatten)]
    extra: BTreeMap<&'a str, &'a RawValue>,
}

const FIELDS: &[&str] = &["id", "label", "color", "description", "key", "attributes"];

#[derive(Serialize, Deserialize)]
struct DefinitionRecord {
    id: Arc<str>,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    label: Arc<str>,
    kind: Kind,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    choices: Vec<Arc<str>>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Text,
    Number,
    Choice,
    Flag,
    Link,
}

pub(super) fn write(tag: &Tag) -> TagRecord<'_> {
    TagRecord {
        id: tag.id.as_str(),
        label: &tag.label.value,
        color: tag.color.value.to_string(),
        guideline: &tag.guideline.value,
        key: &tag.key.value,
        attributes: tag
            .attributes
            .value
            .iter()
            .map(|definition| one_line(&write_definition(definition)))
            .collect(),
        extra: extra(&tag.extra, FIELDS),
    }
}

fn write_definition(definition: &AttributeDefinition) -> DefinitionRecord {
    let (kind, choices) = match &definition.kind {
        AttributeKind::Text => (Kind::Text, Vec::new()),
        AttributeKind::Number => (Kind::Number, Vec::new()),
        AttributeKind::Choice(words) => (Kind::Choice, words.clone()),
        AttributeKind::Flag => (Kind::Flag, Vec::new()),
        AttributeKind::Link => (Kind::Link, Vec::new()),
    };
    DefinitionRecord { id: definition.id.as_str().into(), label: definition.label.clone(), kind, choices }
}

/// A file does not say when its tags were written: whatever somebody changed is later.
pub(super) fn read(record: &RawValue, rank: i64, report: &mut Report) -> Result<Tag, UnfitReason> {
    let mut fields = Fields::of(record)?;
    let id: String = fields.need("id")?;
    let id = TagId::new(&id).ok_or(UnfitReason::Name(id))?;
    let label = fields.take("label")?.unwrap_or_default();
    let guideline = fields.take("description")?.unwrap_or_default();
    let definitions: Vec<DefinitionRecord> = fields.take("attributes")?.unwrap_or_default();
    let attributes = definitions.into_iter().map(definition).collect::<Result<_, _>>()?;
    let color = checked(&mut fields, "color", report, Color::parse)?.unwrap_or(GREY);
    let key = checked(&mut fields, "key", report, key)?.unwrap_or_default();
    let draft = TagDraft { label, color, guideline, key, attributes, rank };
    Ok(Tag { extra: fields.into_extra(), ..Tag::new(id, draft, Stamp::ORIGIN) })
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

fn definition(record: DefinitionRecord) -> Result<AttributeDefinition, UnfitReason> {
    let id = AttributeId::new(&record.id).ok_or_else(|| UnfitReason::Name(record.id.as_ref().into()))?;
    let kind = match record.kind {
        Kind::Text => AttributeKind::Text,
        Kind::Number => AttributeKind::Number,
        Kind::Choice => AttributeKind::Choice(record.choices),
        Kind::Flag => AttributeKind::Flag,
        Kind::Link => AttributeKind::Link,
    };
    Ok(AttributeDefinition { id, label: record.label, kind })
}
