//! An annotation. Its id and its document stand in the key.
//!
//! ```text
//!   {"spans":[[12,16]],"quote":["党旗飘扬"],"prefix":"…","suffix":"…","tag":"term","note":"…",
//!    "attributes":{"speaker":{"link":"…"},"mode":null},"created":1690000000000,"creator":"…",
//!    "stamps":[[[1690000000000,0,2309737967],"target tag note .speaker .mode"]],"seen":[…],"extra":{…}}
//! ```
//!
//! What is empty is left out. An attribute that was taken away is `null`, because that it was is something to know.

use std::sync::Arc;

use super::stamps::{self, Stamps};
use super::{attribute, extra, shared};
use crate::json::{self, Brackets, Fields, Malformed};
use crate::model::{
    Annotation, AnnotationId, AttributeId, Birth, Field, SmallMap, Stamp, Stamped, TagId, Target, small_map,
};
use crate::storage::{Fault, Quoted};
use crate::text::{CharOffset, Span};

pub fn write(quoted: &Quoted) -> String {
    let annotation = &quoted.annotation;
    let mut spans = Brackets::on_one_line();
    for span in annotation.target.value.spans() {
        spans.add(&format!("[{},{}]", span.start().get(), span.end().get()));
    }
    let mut quote = Brackets::on_one_line();
    for words in &quoted.quote {
        quote.add(&json::text(words));
    }
    let mut attributes = Brackets::on_one_line();
    for (name, value) in annotation.attributes.iter() {
        let value = value.value.as_ref().map_or_else(|| "null".into(), attribute::write);
        attributes.field(name.as_str(), &value);
    }
    let named = |(field, stamp): (Field, Stamp)| (name(&field), stamp);
    let mut seen = annotation.seen.iter().map(|(field, stamp)| (name(field), stamp));
    let mut fields = Brackets::on_one_line();
    fields.field("spans", &spans.into_list());
    fields.field("quote", &quote.into_list());
    fields.words("prefix", &quoted.prefix);
    fields.words("suffix", &quoted.suffix);
    fields.text("tag", annotation.tag.value.as_str());
    fields.words("note", &annotation.note.value);
    fields.filled("attributes", &attributes.into_object());
    if annotation.birth.created > 0 {
        fields.field("created", &annotation.birth.created.to_string());
    }
    fields.words("creator", &annotation.birth.creator);
    fields.words("provenance", &annotation.birth.provenance);
    fields.field("stamps", &stamps::write(&mut annotation.stamps().map(named)));
    fields.filled("seen", &stamps::write(&mut seen));
    fields.filled("extra", &extra::write(annotation.extra.iter().map(|(name, json)| (&**name, &**json))));
    fields.into_object()
}

pub fn read(id: AnnotationId, mut fields: Fields) -> Result<Quoted, Fault> {
    let spans = fields.need_list("spans")?.into_iter().map(span).collect::<Result<Option<Vec<_>>, _>>()?;
    let target = spans.and_then(|spans| Target::new(&spans)).ok_or(Fault::Value("spans"))?;
    let quote = json::texts(fields.need_raw("quote")?)?;
    let tag = TagId::new(&fields.need::<String>("tag")?).ok_or(Fault::Value("tag"))?;
    let stamps = Stamps::take(&mut fields, "stamps")?;
    let written = |field: &Field| stamps.of(&name(field));
    let mut attributes = SmallMap::new();
    let values = fields.take_with("attributes", Fields::of)?;
    for (name, json) in values.into_iter().flat_map(Fields::into_rest) {
        let name = AttributeId::new(&name).ok_or(Fault::Value("attributes"))?;
        let stamp = written(&Field::Attribute(name.clone()))?;
        let value = if json == "null" { None } else { Some(attribute::read(json)?) };
        attributes.insert(name, Stamped::new(value, stamp));
    }
    let birth = Birth {
        created: fields.take("created")?.unwrap_or_default(),
        creator: shared(&mut fields, "creator")?,
        provenance: shared(&mut fields, "provenance")?,
    };
    let annotation = Annotation {
        id,
        birth: Arc::new(birth),
        target: Stamped::new(target, written(&Field::Target)?),
        tag: Stamped::new(tag, written(&Field::Tag)?),
        note: Stamped::new(shared(&mut fields, "note")?, written(&Field::Note)?),
        attributes,
        seen: Stamps::take(&mut fields, "seen")?.seen(field)?,
        extra: small_map(extra::take(&mut fields, "extra")?),
    };
    let prefix = fields.take("prefix")?.unwrap_or_default();
    let suffix = fields.take("suffix")?.unwrap_or_default();
    fields.finish()?;
    Ok(Quoted { annotation, quote, prefix, suffix })
}

/// `None` where nothing lies between its ends.
fn span(json: &str) -> Result<Option<Span>, Malformed> {
    let [start, end] = json::array(json)?;
    Ok(Span::new(CharOffset::new(json::read(start)?), CharOffset::new(json::read(end)?)))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Draft;
    use uuid::Uuid;

    #[test]
    fn what_is_empty_is_left_out() {
        let target = Target::from(Span::new(CharOffset::new(0), CharOffset::new(1)).unwrap());
        for created in [0, 1] {
            let birth = Birth { created, ..Birth::default() };
            let draft = Draft::new(target.clone(), TagId::new("term").unwrap(), birth);
            let annotation = draft.stamped(AnnotationId::new(Uuid::from_u128(1)), Stamp::of_file(3));
            let quoted =
                Quoted {
                    annotation, quote: vec!["一".into()], prefix: String::new(), suffix: String::new()
                };
            let written = write(&quoted);
            assert_eq!(written.contains("created"), created > 0, "{written}");
            for name in ["prefix", "suffix", "\"note\":", "attributes", "creator", "seen", "extra"] {
                assert!(!written.contains(name), "{name} in {written}");
            }
        }
    }
}
