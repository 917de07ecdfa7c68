//! A tag of the scheme. Its id stands in the key.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::attribute::Definition;
use super::stamps::Stamps;
use super::{Fault, Unknown, is_default};
use crate::model::{self, Color, Seen, Stamped, TagField, TagId};

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tag {
    #[serde(default, skip_serializing_if = "is_default")]
    label: Arc<str>,
    color: String,
    #[serde(default, skip_serializing_if = "is_default")]
    guideline: Arc<str>,
    #[serde(default, skip_serializing_if = "is_default")]
    key: Arc<str>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    attributes: Vec<Definition>,
    rank: i64,
    stamps: Stamps,
    #[serde(default, skip_serializing_if = "Stamps::is_empty")]
    seen: Stamps,
    #[serde(default, skip_serializing_if = "Unknown::is_empty")]
    extra: Unknown,
}

impl From<&model::Tag> for Tag {
    fn from(tag: &model::Tag) -> Self {
        Self {
            label: tag.label.value.clone(),
            color: tag.color.value.to_string(),
            guideline: tag.guideline.value.clone(),
            key: tag.key.value.clone(),
            attributes: tag.attributes.value.iter().map(Definition::from).collect(),
            rank: tag.rank.value,
            stamps: TagField::ALL
                .into_iter()
                .map(|field| (name(field).to_owned(), tag.stamp_of(field)))
                .collect(),
            seen: tag.seen.iter().map(|(field, stamp)| (name(*field).to_owned(), stamp)).collect(),
            extra: Unknown::from(&tag.extra),
        }
    }
}

impl Tag {
    pub fn read(self, id: TagId) -> Result<model::Tag, Fault> {
        let written = |field| self.stamps.of(name(field)).ok_or(Fault::Value("stamps"));
        let color = Color::parse(&self.color).ok_or(Fault::Value("color"))?;
        let attributes = self.attributes.into_iter().map(Definition::read).collect::<Result<_, _>>()?;
        let seen = self.seen.fields().map(|(name, stamp)| Some((field(name)?, stamp)));
        Ok(model::Tag {
            id,
            label: Stamped::new(self.label, written(TagField::Label)?),
            color: Stamped::new(color, written(TagField::Color)?),
            guideline: Stamped::new(self.guideline, written(TagField::Guideline)?),
            key: Stamped::new(self.key, written(TagField::Key)?),
            attributes: Stamped::new(attributes, written(TagField::Attributes)?),
            rank: Stamped::new(self.rank, written(TagField::Rank)?),
            seen: seen.collect::<Option<Seen<TagField>>>().ok_or(Fault::Value("seen"))?,
            extra: self.extra.read(),
        })
    }
}

fn name(field: TagField) -> &'static str {
    match field {
        TagField::Label => "label",
        TagField::Color => "color",
        TagField::Guideline => "guideline",
        TagField::Key => "key",
        TagField::Attributes => "attributes",
        TagField::Rank => "rank",
    }
}

fn field(text: &str) -> Option<TagField> {
    TagField::ALL.into_iter().find(|field| name(*field) == text)
}
