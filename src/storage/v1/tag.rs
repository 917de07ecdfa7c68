//! A tag of the scheme. Its id stands in the key.

use super::stamps::{self, Stamps};
use super::{attribute, extra, shared};
use crate::json::{Brackets, Fields};
use crate::model::{Color, Stamped, Tag, TagField, TagId, small_map};
use crate::storage::Fault;

pub fn write(tag: &Tag) -> String {
    let mut attributes = Brackets::on_one_line();
    for definition in &tag.attributes.value {
        attributes.add(&attribute::write_definition(definition));
    }
    let mut written = TagField::ALL.into_iter().map(|field| (name(field).to_owned(), tag.stamp_of(field)));
    let mut seen = tag.seen.iter().map(|(field, stamp)| (name(*field).to_owned(), stamp));
    let mut fields = Brackets::on_one_line();
    fields.words("label", &tag.label.value);
    fields.text("color", &tag.color.value.to_string());
    fields.words("guideline", &tag.guideline.value);
    fields.words("key", &tag.key.value);
    fields.filled("attributes", &attributes.into_list());
    fields.field("rank", &tag.rank.value.to_string());
    fields.field("stamps", &stamps::write(&mut written));
    fields.filled("seen", &stamps::write(&mut seen));
    fields.filled("extra", &extra::write(tag.extra.iter().map(|(name, json)| (&**name, &**json))));
    fields.into_object()
}

pub fn read(id: TagId, mut fields: Fields) -> Result<Tag, Fault> {
    let color = Color::parse(&fields.need::<String>("color")?).ok_or(Fault::Value("color"))?;
    let definitions = fields.take_list("attributes")?.unwrap_or_default();
    let attributes = definitions.into_iter().map(attribute::read_definition).collect::<Result<_, _>>()?;
    let stamps = Stamps::take(&mut fields, "stamps")?;
    let written = |field| stamps.of(name(field));
    let tag = Tag {
        id,
        label: Stamped::new(shared(&mut fields, "label")?, written(TagField::Label)?),
        color: Stamped::new(color, written(TagField::Color)?),
        guideline: Stamped::new(shared(&mut fields, "guideline")?, written(TagField::Guideline)?),
        key: Stamped::new(shared(&mut fields, "key")?, written(TagField::Key)?),
        attributes: Stamped::new(attributes, written(TagField::Attributes)?),
        rank: Stamped::new(fields.need("rank")?, written(TagField::Rank)?),
        seen: Stamps::take(&mut fields, "seen")?.seen(field)?,
        extra: small_map(extra::take(&mut fields, "extra")?),
    };
    fields.finish()?;
    Ok(tag)
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
