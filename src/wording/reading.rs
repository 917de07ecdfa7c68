//! Why a file is not opened, and what of it does not fit.

use super::{bytes, grouped, shortened, visible};
use crate::formats::{ReadError, Unfit, UnfitReason};
use crate::i18n::Messages;
use crate::model::{Limit, Passed};

/// How many annotations that do not fit are named one by one.
pub const NAMED: usize = 8;

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
