//! An annotation. Its id and its document stand in the key.
//!
//! ```text
//!   {"spans":[[12,16]],"quote":["党旗飘扬"],"prefix":"…","suffix":"…","tag":"term","note":"…",
//!    "attributes":{"speaker":{"link":"…"},"mode":null},"created":1690000000000,"creator":"…",
//!    "stamps":[[[1690000000000,0,2309737967],"target tag note .speaker .mode"]],"seen":[…],"extra":{…}}
//! ```
//!
//! What is empty is left out. An attribute that was taken away is `null`, because that it was is something to know.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::attribute::Value;
use super::stamps::Stamps;
use super::{Fault, Unknown, is_default};
use crate::model::{
    self, AnnotationId, AttributeId, Birth, Field, Seen, SmallMap, Stamp, Stamped, TagId, Target,
};
use crate::storage::Quoted;
use crate::text::{CharOffset, Span};

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Annotation {
    spans: Vec<(u32, u32)>,
    quote: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    prefix: String,
    #[serde(default, skip_serializing_if = "is_default")]
    suffix: String,
    tag: String,
    #[serde(default, skip_serializing_if = "is_default")]
    note: Arc<str>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    attributes: BTreeMap<String, Option<Value>>,
    #[serde(default, skip_serializing_if = "is_default")]
    created: u64,
    #[serde(default, skip_serializing_if = "is_default")]
    creator: Arc<str>,
    #[serde(default, skip_serializing_if = "is_default")]
    provenance: Arc<str>,
    stamps: Stamps,
    #[serde(default, skip_serializing_if = "Stamps::is_empty")]
    seen: Stamps,
    #[serde(default, skip_serializing_if = "Unknown::is_empty")]
    extra: Unknown,
}

impl From<&Quoted> for Annotation {
    fn from(quoted: &Quoted) -> Self {
        let annotation = &quoted.annotation;
        let spans = annotation.target.value.spans();
        let attributes = annotation.attributes.iter();
        let named = |(field, stamp): (Field, Stamp)| (name(&field), stamp);
        Self {
            spans: spans.map(|span| (span.start().get(), span.end().get())).collect(),
            quote: quoted.quote.clone(),
            prefix: quoted.prefix.clone(),
            suffix: quoted.suffix.clone(),
            tag: annotation.tag.value.to_string(),
            note: annotation.note.value.clone(),
            attributes: attributes
                .map(|(name, value)| (name.to_string(), value.value.as_ref().map(Value::from)))
                .collect(),
            created: annotation.birth.created,
            creator: annotation.birth.creator.clone(),
            provenance: annotation.birth.provenance.clone(),
            stamps: annotation.stamps().map(named).collect(),
            seen: annotation.seen.iter().map(|(field, stamp)| named((field.clone(), stamp))).collect(),
            extra: Unknown::from(&annotation.extra),
        }
    }
}

impl Annotation {
    pub fn read(self, id: AnnotationId) -> Result<Quoted, Fault> {
        let spans: Option<Vec<Span>> = self
            .spans
            .iter()
            .map(|(start, end)| Span::new(CharOffset::new(*start), CharOffset::new(*end)))
            .collect();
        let target = spans.and_then(|spans| Target::new(&spans)).ok_or(Fault::Value("spans"))?;
        let tag = TagId::new(&self.tag).ok_or(Fault::Value("tag"))?;
        let stamps = &self.stamps;
        let written = |field: &Field| stamps.of(&name(field)).ok_or(Fault::Value("stamps"));
        let mut attributes = SmallMap::new();
        for (name, value) in self.attributes {
            let name = AttributeId::new(&name).ok_or(Fault::Value("attributes"))?;
            let stamp = written(&Field::Attribute(name.clone()))?;
            attributes.insert(name, Stamped::new(value.map(Value::read).transpose()?, stamp));
        }
        let seen = self.seen.fields().map(|(name, stamp)| Some((field(name)?, stamp)));
        let birth = Birth { created: self.created, creator: self.creator, provenance: self.provenance };
        let annotation = model::Annotation {
            id,
            birth: Arc::new(birth),
            target: Stamped::new(target, written(&Field::Target)?),
            tag: Stamped::new(tag, written(&Field::Tag)?),
            note: Stamped::new(self.note, written(&Field::Note)?),
            attributes,
            seen: seen.collect::<Option<Seen<Field>>>().ok_or(Fault::Value("seen"))?,
            extra: self.extra.read(),
        };
        Ok(Quoted { annotation, quote: self.quote, prefix: self.prefix, suffix: self.suffix })
    }
}

/// An attribute has a dot before its name, so that one called `tag` is not the tag.
fn name(field: &Field) -> String {
    match field {
        Field::Target => "target".into(),
        Field::Tag => "tag".into(),
        Field::Note => "note".into(),
        Field::Attribute(name) => format!(".{name}"),
    }
}

fn field(name: &str) -> Option<Field> {
    match name {
        "target" => Some(Field::Target),
        "tag" => Some(Field::Tag),
        "note" => Some(Field::Note),
        _ => AttributeId::new(name.strip_prefix('.')?).map(Field::Attribute),
    }
}
