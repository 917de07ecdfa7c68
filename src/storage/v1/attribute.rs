//! Values of attributes, and what a tag says of them.

use super::shared;
use crate::json::{self, Brackets, Fields};
use crate::model::{AnnotationId, AttributeDefinition, AttributeId, AttributeKind, AttributeValue, Number};
use crate::storage::Fault;

/// `{"text":"…"}`, `{"number":3.5}`, `{"flag":true}`, `{"link":"<id>"}`, `"unnamed"`.
pub fn write(value: &AttributeValue) -> String {
    match value {
        AttributeValue::Text(text) => one("text", &json::text(text)),
        AttributeValue::Number(number) => one("number", &json::number(number.get())),
        AttributeValue::Flag(flag) => one("flag", &flag.to_string()),
        AttributeValue::Link(id) => one("link", &json::text(&id.to_string())),
        AttributeValue::Unnamed => json::text("unnamed"),
    }
}

pub fn read(json: &str) -> Result<AttributeValue, Fault> {
    if json == "\"unnamed\"" {
        return Ok(AttributeValue::Unnamed);
    }
    let (kind, json) = only(json)?;
    let value = match kind.as_str() {
        "text" => Some(AttributeValue::Text(json::read::<String>(json)?.into())),
        "number" => Number::parse(json).map(AttributeValue::Number),
        "flag" => Some(AttributeValue::Flag(json::read(json)?)),
        "link" => AnnotationId::parse(&json::read::<String>(json)?).map(AttributeValue::Link),
        _ => None,
    };
    value.ok_or(Fault::Value("attributes"))
}

pub fn write_definition(definition: &AttributeDefinition) -> String {
    let mut fields = Brackets::on_one_line();
    fields.text("id", definition.id.as_str());
    fields.words("label", &definition.label);
    fields.field("kind", &write_kind(&definition.kind));
    fields.into_object()
}

pub fn read_definition(json: &str) -> Result<AttributeDefinition, Fault> {
    let mut fields = Fields::of(json)?;
    let id = AttributeId::new(&fields.need::<String>("id")?).ok_or(Fault::Value("attributes"))?;
    let label = shared(&mut fields, "label")?;
    let kind = read_kind(fields.take_raw("kind").unwrap_or_default())?;
    fields.finish()?;
    Ok(AttributeDefinition { id, label, kind })
}

/// What values an attribute takes: `"text"`, `{"choice":["…"]}`.
fn write_kind(kind: &AttributeKind) -> String {
    match kind {
        AttributeKind::Text => json::text("text"),
        AttributeKind::Number => json::text("number"),
        AttributeKind::Choice(words) => {
            let mut choice = Brackets::on_one_line();
            for word in words {
                choice.add(&json::text(word));
            }
            one("choice", &choice.into_list())
        }
        AttributeKind::Flag => json::text("flag"),
        AttributeKind::Link => json::text("link"),
    }
}

fn read_kind(json: &str) -> Result<AttributeKind, Fault> {
    let kind = match json {
        "\"text\"" => AttributeKind::Text,
        "\"number\"" => AttributeKind::Number,
        "\"flag\"" => AttributeKind::Flag,
        "\"link\"" => AttributeKind::Link,
        _ => match only(json)? {
            (kind, words) if kind == "choice" => AttributeKind::Choice(json::texts(words)?),
            _ => return Err(Fault::Value("attributes")),
        },
    };
    Ok(kind)
}

/// An object with one field.
fn one(name: &str, json: &str) -> String {
    let mut fields = Brackets::on_one_line();
    fields.field(name, json);
    fields.into_object()
}

/// The field of an object that has only one.
fn only(json: &str) -> Result<(String, &str), Fault> {
    let mut fields = Fields::of(json)?.into_rest();
    let first = fields.next().filter(|_| fields.next().is_none());
    first.ok_or(Fault::Value("attributes"))
}
