//! Values of attributes, and what a tag says of them.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

use crate::model::{AnnotationId, AttributeDefinition, AttributeId, AttributeKind, AttributeValue, Number};

use super::Fault;

/// `{"text":"…"}`, `{"number":3.5}`, `{"flag":true}`, `{"link":"<id>"}`, `"unnamed"`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Value {
    Text(Arc<str>),
    Number(Exact),
    Flag(bool),
    Link(String),
    Unnamed,
}

/// A number that is read as it was written. The parser's own numbers may be off in the last bit.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct Exact(f64);

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        raw.get().parse().map(Self).map_err(serde::de::Error::custom)
    }
}

impl From<&AttributeValue> for Value {
    fn from(value: &AttributeValue) -> Self {
        match value {
            AttributeValue::Text(text) => Self::Text(text.clone()),
            AttributeValue::Number(number) => Self::Number(Exact(number.get())),
            AttributeValue::Flag(flag) => Self::Flag(*flag),
            AttributeValue::Link(id) => Self::Link(id.to_string()),
            AttributeValue::Unnamed => Self::Unnamed,
        }
    }
}

impl Value {
    pub fn read(self) -> Result<AttributeValue, Fault> {
        let value = match self {
            Self::Text(text) => Some(AttributeValue::Text(text)),
            Self::Number(Exact(number)) => Number::new(number).map(AttributeValue::Number),
            Self::Flag(flag) => Some(AttributeValue::Flag(flag)),
            Self::Link(id) => AnnotationId::parse(&id).map(AttributeValue::Link),
            Self::Unnamed => Some(AttributeValue::Unnamed),
        };
        value.ok_or(Fault::Value("attributes"))
    }
}

/// What values an attribute takes: `"text"`, `{"choice":["…"]}`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Text,
    Number,
    Choice(Vec<Arc<str>>),
    Flag,
    Link,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    id: String,
    #[serde(default, skip_serializing_if = "super::is_default")]
    label: Arc<str>,
    kind: Kind,
}

impl From<&AttributeDefinition> for Definition {
    fn from(definition: &AttributeDefinition) -> Self {
        let kind = match &definition.kind {
            AttributeKind::Text => Kind::Text,
            AttributeKind::Number => Kind::Number,
            AttributeKind::Choice(words) => Kind::Choice(words.clone()),
            AttributeKind::Flag => Kind::Flag,
            AttributeKind::Link => Kind::Link,
        };
        Self { id: definition.id.to_string(), label: definition.label.clone(), kind }
    }
}

impl Definition {
    pub fn read(self) -> Result<AttributeDefinition, Fault> {
        let kind = match self.kind {
            Kind::Text => AttributeKind::Text,
            Kind::Number => AttributeKind::Number,
            Kind::Choice(words) => AttributeKind::Choice(words),
            Kind::Flag => AttributeKind::Flag,
            Kind::Link => AttributeKind::Link,
        };
        let id = AttributeId::new(&self.id).ok_or(Fault::Value("attributes"))?;
        Ok(AttributeDefinition { id, label: self.label, kind })
    }
}
