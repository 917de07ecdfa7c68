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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AttributeId, AttributeKind, first_scheme};
    use crate::text::{DocumentInfo, blocks_by_line};

    fn english() -> &'static Messages {
        i18n::choose(["en"])
    }

    fn first(id: &str) -> Tag {
        first_scheme().get(&TagId::new(id).unwrap()).unwrap().as_ref().clone()
    }

    #[test]
    fn a_tag_is_named_in_the_reader_s_language_until_somebody_renames_it() {
        let mut tag = first("person");
        assert_eq!(tag_name(&tag, english()), "person");
        assert_eq!(tag_name(&tag, i18n::choose(["zh"])), "人物");
        tag.label.value = "群众".into();
        assert_eq!(tag_name(&tag, english()), "群众");
        tag.label.value = "人物".into();
        assert_eq!(tag_name(&tag, english()), "person", "it has its first name again");
    }

    #[test]
    fn a_tag_without_a_name_is_called_by_its_id() {
        let mut tag = first("person");
        tag.label.value = "".into();
        assert_eq!(tag_name(&tag, english()), "person");
        tag.id = TagId::new("hero").unwrap();
        assert_eq!(tag_name(&tag, english()), "hero");
    }

    #[test]
    fn a_tag_of_the_reader_s_with_a_first_name_keeps_it() {
        let mut tag = first("person");
        tag.id = TagId::new("hero").unwrap();
        assert_eq!(tag_name(&tag, english()), "人物");
    }

    #[test]
    fn a_guideline_is_in_the_reader_s_language_until_somebody_writes_another() {
        let mut tag = first("person");
        assert!(guideline(&tag, english()).starts_with("A person's name"));
        tag.guideline.value = "规则\u{202e}".into();
        assert_eq!(guideline(&tag, english()), "规则\u{202e}");
        assert!(!shown_guideline(&tag, english()).contains('\u{202e}'));
    }

    #[test]
    fn hidden_characters_of_a_name_are_shown() {
        let mut tag = first("person");
        tag.label.value = "甲\u{202e}乙".into();
        assert!(!shown_tag_name(&tag, english()).contains('\u{202e}'));
        assert!(shown_tag_name(&tag, english()).starts_with('甲'));
    }

    #[test]
    fn a_tag_that_is_gone_is_unknown() {
        let scheme = first_scheme();
        let of = |id: &str| tag_name_of(&scheme, &TagId::new(id).unwrap(), english());
        assert_eq!((&*of("person"), &*of("gone")), ("person", english().unknown_tag));
    }

    #[test]
    fn a_text_without_a_title_has_a_word_for_that() {
        let titled = |name: &str| {
            let info = DocumentInfo { title: name.into(), ..DocumentInfo::default() };
            title(&Document::new(info, "一", blocks_by_line("一")).unwrap(), english())
        };
        assert_eq!((titled("晨报").as_str(), titled("").as_str()), ("晨报", english().untitled));
        assert!(!titled("晨\u{202e}报").contains('\u{202e}'));
    }

    fn attribute(id: &str, label: &str) -> AttributeDefinition {
        AttributeDefinition {
            id: AttributeId::new(id).unwrap(),
            label: label.into(),
            kind: AttributeKind::Text,
        }
    }

    #[test]
    fn an_attribute_is_named_in_the_reader_s_language_until_somebody_renames_it() {
        let table = [
            ("speaker", "说话人", "speaker"),
            ("speaker", "谁", "谁"),
            ("speaker", "", "speaker"),
            ("tone", "说话人", "说话人"),
            ("tone", "", "tone"),
            ("tone", "语气", "语气"),
        ];
        for (id, label, name) in table {
            assert_eq!(attribute_name(&attribute(id, label), english()), name, "{id} {label}");
        }
    }

    #[test]
    fn a_choice_is_named_in_the_reader_s_language() {
        let mode = attribute("mode", "方式");
        assert_eq!(choice_word(&mode, "direct", i18n::choose(["zh"])), {
            let words = i18n::choose(["zh"]).attributes.iter().find(|words| words.id == "mode").unwrap();
            words.choices.iter().find(|(id, _)| *id == "direct").unwrap().1
        });
        assert_ne!(choice_word(&mode, "direct", i18n::choose(["zh"])), "direct");
        assert_eq!(choice_word(&mode, "sung", english()), "sung");
        assert_eq!(choice_word(&attribute("tone", ""), "direct", i18n::choose(["zh"])), "direct");
    }
}
