//! Names as the reader's language has them: of tags, guidelines, attributes and choices that the program came with, until
//! somebody renames them; and of texts.

use std::sync::Arc;

use crate::i18n::{self, AttributeWords, Messages, TagWords};
use crate::model::{AttributeDefinition, Tag, TagId, TagScheme};
use crate::text::Document;

/// A name with its hidden characters shown.
pub fn visible(name: &str) -> String {
    crate::text::visible(name).into_owned()
}

/// The title of a text, or the word for one without a title.
pub fn title(document: &Document, messages: &Messages) -> String {
    let title = document.info().title.as_str();
    visible(if title.is_empty() { messages.untitled } else { title })
}

/// The name of a tag, with its hidden characters shown.
pub fn shown_tag_name(tag: &Tag, messages: &'static Messages) -> Arc<str> {
    visible(tag_name(tag, messages)).into()
}

/// The guideline of a tag, likewise.
pub fn shown_guideline(tag: &Tag, messages: &'static Messages) -> Arc<str> {
    visible(guideline(tag, messages)).into()
}

/// The name of a tag that may be gone from the scheme.
pub fn tag_name_of(scheme: &TagScheme, id: &TagId, messages: &'static Messages) -> Arc<str> {
    scheme.get(id).map_or_else(|| messages.unknown_tag.into(), |tag| shown_tag_name(tag, messages))
}

/// The name of a tag as the reader's language has it, until somebody renames it.
pub fn tag_name<'a>(tag: &'a Tag, messages: &'static Messages) -> &'a str {
    let written = if tag.label.value.is_empty() { tag.id.as_str() } else { &tag.label.value };
    first_words(tag, written, |words| words.name, messages).map_or(written, |words| words.name)
}

/// The guideline of a tag, likewise.
pub fn guideline<'a>(tag: &'a Tag, messages: &'static Messages) -> &'a str {
    let written = &*tag.guideline.value;
    first_words(tag, written, |words| words.guideline, messages).map_or(written, |words| words.guideline)
}

/// The words of a language for a tag that the program came with, where the field has what it came with, or has it
/// again. The first scheme is written in Chinese.
fn first_words(
    tag: &Tag,
    written: &str,
    field: fn(&TagWords) -> &'static str,
    messages: &'static Messages,
) -> Option<&'static TagWords> {
    let of = |messages: &'static Messages| messages.tags.iter().find(|words| words.id == tag.id.as_str());
    of(i18n::choose(["zh"])).filter(|words| field(words) == written).and_then(|_| of(messages))
}

/// The name of an attribute as the reader's language has it, until somebody renames it.
pub fn attribute_name<'a>(attribute: &'a AttributeDefinition, messages: &'static Messages) -> &'a str {
    let label = &*attribute.label;
    // The first scheme is written in Chinese.
    let came_with = |words: &AttributeWords| words.name == label;
    if attribute_words(attribute, i18n::choose(["zh"])).is_some_and(came_with) {
        return attribute_words(attribute, messages).map_or(label, |words| words.name);
    }
    if label.is_empty() { attribute.id.as_str() } else { label }
}

/// A word to choose, likewise.
pub fn choice_word<'a>(
    attribute: &AttributeDefinition,
    word: &'a str,
    messages: &'static Messages,
) -> &'a str {
    let words = attribute_words(attribute, messages).map_or(&[][..], |words| words.choices);
    words.iter().find(|(id, _)| *id == word).map_or(word, |(_, says)| says)
}

fn attribute_words(
    attribute: &AttributeDefinition,
    messages: &'static Messages,
) -> Option<&'static AttributeWords> {
    messages.attributes.iter().find(|words| words.id == attribute.id.as_str())
}
