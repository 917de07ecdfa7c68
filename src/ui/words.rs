//! Which sentence says what: reasons and intentions in the words of a language.

use super::session::Session;
use crate::edit::Refusal;
use crate::formats::{ReadError, Unfit, UnfitReason};
use crate::i18n::{self, AttributeWords, Messages, TagWords};
use crate::model::{AttributeDefinition, Intention, Tag};
use crate::storage::Failure;

/// How many annotations that do not fit are named one by one.
pub const NAMED: usize = 8;

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

/// Why a command does not apply.
pub fn refusal(messages: &Messages, refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::NoDocument => messages.no_document,
        Refusal::NoSelection => messages.no_selection,
        Refusal::NoAnnotation => messages.no_annotation,
        Refusal::NoTag => messages.no_tag,
        Refusal::OutsideText => messages.outside_text,
        Refusal::NothingToDo => messages.nothing_to_do,
        Refusal::NothingToUndo => messages.nothing_to_undo,
        Refusal::NothingToRedo => messages.nothing_to_redo,
        Refusal::ChangedElsewhere => messages.changed_elsewhere,
        Refusal::IdTaken => messages.id_taken,
        Refusal::NoAttribute => messages.no_attribute,
        Refusal::NoName => messages.no_name,
        Refusal::KeyTaken => messages.key_in_use,
    }
}

/// What was meant, as the name of an undo step.
pub fn intention(session: &Session, intention: &Intention) -> String {
    let messages = session.messages();
    match intention {
        Intention::Tag { tag, count } => (messages.did_tag)(&session.tag_name_of(tag), *count),
        Intention::Retag { tag, count } => (messages.did_retag)(&session.tag_name_of(tag), *count),
        Intention::Delete { count } => (messages.did_delete)(*count),
        Intention::Note => messages.did_note.to_owned(),
        Intention::Edge => messages.did_edge.to_owned(),
        Intention::Attribute => messages.did_attribute.to_owned(),
        Intention::Link => messages.did_link.to_owned(),
        Intention::Import { count } => (messages.did_import)(*count),
        Intention::Scheme => messages.did_scheme.to_owned(),
        Intention::Restore => messages.did_restore.to_owned(),
    }
}

/// Why something is not stored.
pub fn failure(messages: &Messages, failure: &Failure) -> String {
    match failure {
        Failure::Full { .. } => messages.full.to_owned(),
        Failure::Blocked => messages.blocked.to_owned(),
        Failure::Mismatch => messages.mismatch.to_owned(),
        Failure::Newer => messages.newer_data.to_owned(),
        Failure::Lost => messages.lost.to_owned(),
        Failure::Other(words) => (messages.storage_other)(words),
    }
}

/// Why a file is not opened.
pub fn read_error(messages: &Messages, error: &ReadError) -> String {
    match error {
        ReadError::Unreadable => messages.unreadable.to_owned(),
        ReadError::NotUtf8 { byte } => (messages.not_text)(*byte),
        ReadError::Unknown => messages.unknown_file.to_owned(),
        ReadError::TooLarge { size, limit } => (messages.too_large)(&bytes(*size), &bytes(*limit)),
        ReadError::Syntax { line, column, words } => (messages.syntax)(*line, *column, words),
        ReadError::Newer { version, known } => (messages.newer_file)(*version, *known),
        ReadError::NoText => messages.no_text.to_owned(),
        ReadError::OtherText { line } => (messages.at_line)(*line, messages.other_text),
        ReadError::NotNormalised { line } => (messages.at_line)(*line, messages.not_normalised),
        ReadError::NothingFits(unfit) => {
            let mut words = messages.nothing_fits.to_owned();
            for one in unfit.iter().take(NAMED) {
                words += "\n";
                words += &self::unfit(messages, one);
            }
            let count: usize = unfit.iter().map(Unfit::count).sum();
            if count > NAMED {
                words += "\n";
                words += &(messages.import_more)(count - NAMED);
            }
            words
        }
    }
}

/// Where and why an annotation of a file does not fit.
pub fn unfit(messages: &Messages, unfit: &Unfit) -> String {
    let reason = match &unfit.reason {
        UnfitReason::Malformed(words) => (messages.malformed)(words),
        UnfitReason::Offsets { start, end, length } => (messages.bad_offsets)(*start, *end, *length),
        UnfitReason::Utf16 => messages.bad_utf16.to_owned(),
        UnfitReason::Quote { stated, found } => (messages.bad_quote)(&shortened(stated), &shortened(found)),
        UnfitReason::SameId(id) => (messages.same_id)(id),
        UnfitReason::Name(name) => (messages.bad_name)(name),
        UnfitReason::Link(id) => (messages.bad_link)(id),
        UnfitReason::Taken(name) => (messages.taken)(name),
        UnfitReason::Field(name) => (messages.bad_field)(name),
        UnfitReason::HalfCharacters(count) => (messages.half_characters)(*count),
        UnfitReason::Others(count) => (messages.import_more)(*count),
    };
    (messages.at_line)(unfit.line, &reason)
}

/// A size for people.
fn bytes(count: u64) -> String {
    const MEBIBYTE: u64 = 1 << 20;
    if count >= MEBIBYTE {
        format!("{} MiB", count.div_ceil(MEBIBYTE))
    } else {
        format!("{} KiB", count.div_ceil(1 << 10))
    }
}

/// How many characters of a quote stand in a report.
const REPORTED: usize = 24;

/// The beginning of a quote.
pub fn shortened(quote: &str) -> String {
    let mut short: String = quote.chars().take(REPORTED).collect();
    if quote.chars().nth(REPORTED).is_some() {
        short.push('…');
    }
    short
}
