//! Which sentence says what: reasons and intentions in the words of a language.

use super::annex;
use super::session::Session;
use crate::edit::Refusal;
use crate::formats::{ReadError, Unfit, UnfitReason};
use crate::i18n::{self, AttributeWords, Messages, TagWords};
use crate::model::{AttributeDefinition, Intention, Limit, Passed, Tag};
use crate::storage::Failure;

/// How many annotations that do not fit are named one by one.
pub const NAMED: usize = 8;

/// A name with its hidden characters shown. Before the annex is there nothing has a name that somebody else gave.
pub fn visible(name: &str) -> String {
    annex::marking().map_or_else(|| name.to_owned(), |marking| (marking.visible)(name))
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
        Refusal::TooLong => messages.too_long,
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
        ReadError::Unreadable => messages.report().unreadable.to_owned(),
        ReadError::NotUtf8 { byte } => (messages.report().not_text)(*byte),
        ReadError::Unknown => messages.report().unknown_file.to_owned(),
        ReadError::TooLarge { size, limit } => {
            let over = bytes(size.saturating_sub(*limit));
            (messages.limits().too_large)(&bytes(*size), &bytes(*limit), &over)
        }
        ReadError::Passed(limit) => (messages.limits().not_cut)(&passed(messages, *limit)),
        ReadError::Syntax { line, column, words } => {
            (messages.report().syntax)(*line, *column, &visible(words))
        }
        ReadError::Newer { version, known } => (messages.report().newer_file)(*version, *known),
        ReadError::NoText => messages.report().no_text.to_owned(),
        ReadError::OtherText { line } => (messages.at_line)(*line, messages.report().other_text),
        ReadError::NotNormalised { line } => (messages.at_line)(*line, messages.report().not_normalised),
        ReadError::NothingFits(unfit) => {
            let mut words = messages.report().nothing_fits.to_owned();
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
        UnfitReason::Malformed(words) => (messages.report().malformed)(&visible(words)),
        UnfitReason::Offsets { start, end, length } => (messages.report().bad_offsets)(*start, *end, *length),
        UnfitReason::Utf16 => messages.report().bad_utf16.to_owned(),
        UnfitReason::Quote { stated, found } => {
            let [stated, found] = [stated, found].map(|quote| visible(&shortened(quote)));
            (messages.report().bad_quote)(&stated, &found)
        }
        UnfitReason::SameId(id) => (messages.report().same_id)(&named(id)),
        UnfitReason::Name(name) => (messages.report().bad_name)(&named(name)),
        UnfitReason::Link(id) => (messages.report().bad_link)(&named(id)),
        UnfitReason::Taken(name) => (messages.report().taken)(&named(name)),
        UnfitReason::Field(name) => (messages.report().bad_field)(&named(name)),
        UnfitReason::TooLarge(name, limit) => {
            (messages.limits().without)(&named(name), &passed(messages, *limit))
        }
        UnfitReason::Passed(limit) if unfit.left_out().is_some() => {
            (messages.limits().first)(&passed(messages, *limit), &grouped(limit.limit.most()))
        }
        UnfitReason::Passed(limit) => passed(messages, *limit),
        UnfitReason::HalfCharacters(count) => (messages.report().half_characters)(*count),
        UnfitReason::NoZone(name) => (messages.report().no_zone)(&named(name)),
        UnfitReason::Others(count) => (messages.import_more)(*count),
    };
    (messages.at_line)(unfit.line, &reason)
}

/// What was found, what may be, and by how much it is more.
fn passed(messages: &Messages, passed: Passed) -> String {
    let words = messages.limits();
    let what = match passed.limit {
        Limit::Text => words.text,
        Limit::Blocks => words.blocks,
        Limit::Annotations => words.annotations,
        Limit::Links => words.links,
        Limit::Tags => words.tags,
        Limit::Spans => words.spans,
        Limit::Attributes => words.attributes,
        Limit::Definitions => words.definitions,
        Limit::Choices => words.choices,
        Limit::Words | Limit::Name | Limit::Stranger => words.characters,
        Limit::Depth => words.depth,
    };
    let [found, most, over] = [passed.found, passed.limit.most(), passed.over()].map(grouped);
    (words.passed)(&found, what, &most, &over)
}

/// A number with its digits in threes.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A size for people, in its largest unit that leaves a whole number over.
fn bytes(count: u64) -> String {
    const MEBIBYTE: u64 = 1 << 20;
    match count {
        MEBIBYTE.. => format!("{} MiB", count.div_ceil(MEBIBYTE)),
        1024.. => format!("{} KiB", count.div_ceil(1 << 10)),
        _ => format!("{count} B"),
    }
}

/// A name in a report: a file may have any, of any length.
fn named(name: &str) -> String {
    let mut short: String = name.chars().take(NAME).collect();
    if name.chars().nth(NAME).is_some() {
        short.push('…');
    }
    visible(&short)
}

/// How many characters of a name stand in a report; more than an id has.
const NAME: usize = 60;

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
