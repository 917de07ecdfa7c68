//! The values of annotations and tags in words, as they stand beside each other where two copies differ.

use crate::formats::decimal;
use crate::model::{
    Annotation, AnnotationId, AttributeDefinition, AttributeId, AttributeKind, AttributeValue, Bundle, Field,
    Tag, TagField, TagId,
};
use crate::session::Session;
use crate::session::keys::cap;
use crate::text::Document;
use crate::wording::{attribute_name, choice_word, guideline, tag_name, visible};

/// Between the words of a target's spans.
const JOINT: &str = " … ";

/// What values are put into words with: the session, and a file of which they may be.
pub struct ShownValues<'a> {
    pub session: &'a Session,
    pub document: &'a Document,
    pub file: Option<&'a Bundle>,
}

impl ShownValues<'_> {
    /// What a field is called.
    pub fn field(&self, annotation: &Annotation, field: &Field) -> String {
        let messages = self.session.core.messages();
        match field {
            Field::Target => messages.importing().passage.to_owned(),
            Field::Tag => messages.tag.to_owned(),
            Field::Note => messages.note.to_owned(),
            Field::Attribute(name) => self
                .definition(&annotation.tag.value, name)
                .map_or_else(|| name.to_string(), |known| visible(attribute_name(known, messages))),
        }
    }

    /// What an annotation has in a field; empty for nothing.
    pub fn value(&self, annotation: &Annotation, field: &Field) -> String {
        match field {
            Field::Target => self.words(annotation),
            Field::Tag => self.tag(&annotation.tag.value),
            Field::Note => visible(&annotation.note.value),
            Field::Attribute(name) => annotation
                .attribute(name)
                .map_or_else(String::new, |value| self.attribute(&annotation.tag.value, name, value)),
        }
    }

    /// The words that an annotation is about.
    pub fn words(&self, annotation: &Annotation) -> String {
        let spans = annotation.target.value.spans();
        let pieces: Vec<&str> = spans.filter_map(|span| self.document.slice(span)).collect();
        visible(&pieces.join(JOINT))
    }

    /// The name of a tag, which the scheme or the file alone may know.
    pub fn tag(&self, id: &TagId) -> String {
        let messages = self.session.core.messages();
        let here = self.session.core.present().project.scheme.get(id).map(AsRef::as_ref);
        let known = here.or_else(|| self.file?.tags.iter().find(|tag| tag.id == *id));
        known.map_or_else(|| visible(id.as_str()), |tag| visible(tag_name(tag, messages)))
    }

    fn definition(&self, tag: &TagId, name: &AttributeId) -> Option<&AttributeDefinition> {
        let here = self.session.core.present().project.scheme.get(tag).map(AsRef::as_ref);
        let in_file = || self.file?.tags.iter().find(|other| other.id == *tag);
        let defined = |known: Option<&'_ Tag>| known?.attributes.value.iter().position(|one| one.id == *name);
        match (here, defined(here)) {
            (Some(tag), Some(at)) => tag.attributes.value.get(at),
            _ => in_file()?.attributes.value.iter().find(|one| one.id == *name),
        }
    }

    fn attribute(&self, tag: &TagId, name: &AttributeId, value: &AttributeValue) -> String {
        let messages = self.session.core.messages();
        let words = messages.importing();
        match value {
            AttributeValue::Text(text) => {
                let says = self.definition(tag, name).map(|known| choice_word(known, text, messages));
                visible(says.unwrap_or(text))
            }
            AttributeValue::Number(number) => decimal(*number),
            AttributeValue::Flag(true) => words.yes.to_owned(),
            AttributeValue::Flag(false) => words.no.to_owned(),
            AttributeValue::Link(to) => self.end(*to),
            AttributeValue::Unnamed => messages.unnamed.to_owned(),
        }
    }

    /// The words that a link leads to.
    fn end(&self, id: AnnotationId) -> String {
        let in_file = self.file.and_then(|file| file.annotations.iter().find(|other| other.id == id));
        let record = self.session.core.present().project.record(self.document.id());
        let found = record.and_then(|known| known.annotations.get(id)).or(in_file);
        found.map_or_else(|| self.session.core.messages().link_gone.to_owned(), |found| self.words(found))
    }

    /// What a field of a tag is called.
    pub fn tag_field(&self, field: TagField) -> &'static str {
        let messages = self.session.core.messages();
        match field {
            TagField::Label => messages.label,
            TagField::Color => messages.color,
            TagField::Guideline => messages.guideline,
            TagField::Key => messages.key,
            TagField::Attributes => messages.attribute_list,
            TagField::Rank => messages.up,
        }
    }

    /// What a tag has in a field; empty for nothing.
    pub fn tag_value(&self, tag: &Tag, field: TagField) -> String {
        let messages = self.session.core.messages();
        match field {
            TagField::Label => visible(tag_name(tag, messages)),
            TagField::Color => tag.color.value.to_string(),
            TagField::Guideline => visible(guideline(tag, messages)),
            TagField::Key => cap(&tag.key.value).to_owned(),
            TagField::Attributes => self.definitions(&tag.attributes.value),
            TagField::Rank => tag.rank.value.to_string(),
        }
    }

    fn definitions(&self, definitions: &[AttributeDefinition]) -> String {
        let messages = self.session.core.messages();
        let [text, number, choice, flag, link] = messages.kinds;
        let told = |definition: &AttributeDefinition| {
            let kind = match &definition.kind {
                AttributeKind::Text => text.to_owned(),
                AttributeKind::Number => number.to_owned(),
                AttributeKind::Choice(words) => [choice, ": ", &words.join(" / ")].concat(),
                AttributeKind::Flag => flag.to_owned(),
                AttributeKind::Link => link.to_owned(),
            };
            visible(&[attribute_name(definition, messages), " (", &kind, ")"].concat())
        };
        definitions.iter().map(told).collect::<Vec<_>>().join(messages.points().comma)
    }
}
