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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n;

    fn english() -> &'static Messages {
        i18n::choose(["en"])
    }

    fn one(reason: UnfitReason) -> Unfit {
        Unfit { line: 7, reason }
    }

    fn passed(limit: Limit, over: usize) -> Passed {
        Passed { limit, found: limit.most() + over }
    }

    #[test]
    fn each_reason_names_its_line_and_what_it_is_about() {
        let long = "长".repeat(90);
        let short = format!("{}…", "长".repeat(60));
        let quote = format!("{}…", "长".repeat(24));
        let table = [
            (UnfitReason::Malformed("odd words".into()), vec!["odd words"]),
            (UnfitReason::Offsets { start: 30, end: 40, length: 35 }, vec!["30", "40", "35"]),
            (UnfitReason::Utf16, vec!["utf16"]),
            (UnfitReason::Quote { stated: long.clone(), found: "甲".into() }, vec![quote.as_str(), "甲"]),
            (UnfitReason::SameId(long.clone()), vec![short.as_str()]),
            (UnfitReason::Name("a b".into()), vec!["a b"]),
            (UnfitReason::Link("40".into()), vec!["40"]),
            (UnfitReason::Taken("speaker".into()), vec!["speaker"]),
            (UnfitReason::Field("note".into()), vec!["note"]),
            (
                UnfitReason::TooLarge("note".into(), passed(Limit::Words, 5)),
                vec!["note", "1,000,005", "1,000,000"],
            ),
            (UnfitReason::Passed(passed(Limit::Depth, 1)), vec!["65", "64"]),
            (UnfitReason::Passed(passed(Limit::Tags, 3)), vec!["10,003", "10,000"]),
            (UnfitReason::HalfCharacters(3), vec!["3"]),
            (UnfitReason::Others(12), vec!["12"]),
        ];
        for (reason, names) in table {
            let words = unfit(english(), &one(reason.clone()));
            assert!(words.starts_with("line 7"), "{words}");
            assert!(names.iter().all(|name| words.contains(name)), "{reason:?}: {words}");
        }
    }

    #[test]
    fn a_name_that_just_fits_is_told_whole() {
        let name = "长".repeat(60);
        let words = unfit(english(), &one(UnfitReason::Name(name.clone())));
        assert!(words.contains(&name) && !words.contains('…'), "{words}");
    }

    #[test]
    fn a_list_that_is_too_long_says_what_of_it_was_read() {
        let list = unfit(english(), &one(UnfitReason::Passed(passed(Limit::Tags, 3))));
        let record = unfit(english(), &one(UnfitReason::Passed(passed(Limit::Depth, 3))));
        assert!(list.contains("the first 10,000 were read"), "{list}");
        assert!(!record.contains("were read"), "{record}");
    }

    #[test]
    fn each_limit_says_what_there_is_too_much_of() {
        let limits = [
            Limit::Text,
            Limit::Blocks,
            Limit::Annotations,
            Limit::Links,
            Limit::Tags,
            Limit::Spans,
            Limit::Attributes,
            Limit::Definitions,
            Limit::Choices,
            Limit::Words,
            Limit::Depth,
        ];
        let mut said: Vec<String> =
            limits.iter().map(|limit| super::passed(english(), passed(*limit, 1))).collect();
        assert!(said.iter().all(|words| words.contains(", 1 more than the")), "{said:?}");
        said.sort_unstable();
        said.dedup();
        assert_eq!(said.len(), limits.len());
    }

    #[test]
    fn each_reason_not_to_open_a_file_has_words_of_its_own() {
        let table = [
            (ReadError::Unreadable, ""),
            (ReadError::NotUtf8 { byte: 5 }, "5"),
            (ReadError::Unknown, ""),
            (ReadError::TooLarge { size: 3 << 20, limit: 2 << 20 }, "1 MiB"),
            (ReadError::Passed(passed(Limit::Text, 1)), "33,554,433"),
            (ReadError::Syntax { line: 3, column: 14, words: "odd words".into() }, "odd words"),
            (ReadError::Newer { version: 9, known: 4 }, "9"),
            (ReadError::NoText, ""),
            (ReadError::OtherText { line: 41 }, "41"),
            (ReadError::NotNormalised { line: 42 }, "42"),
            (ReadError::NothingFits(vec![one(UnfitReason::Utf16)]), "utf16"),
        ];
        for messages in i18n::ALL {
            let mut said = Vec::new();
            for (error, name) in &table {
                let words = read_error(messages, error);
                assert!(!words.is_empty() && words.contains(name), "{error:?}: {words}");
                said.push(words);
            }
            said.sort_unstable();
            said.dedup();
            assert_eq!(said.len(), table.len(), "{}", messages.language);
        }
    }

    #[test]
    fn the_first_reasons_are_named_and_the_others_counted() {
        let lines = |count: usize| {
            let reasons = vec![one(UnfitReason::Utf16); count];
            read_error(english(), &ReadError::NothingFits(reasons))
                .lines()
                .map(String::from)
                .collect::<Vec<_>>()
        };
        assert_eq!(lines(NAMED).len(), 1 + NAMED);
        let more = lines(NAMED + 3);
        assert_eq!((more.len(), more.last()), (2 + NAMED, Some(&(english().import_more)(3))));
        let others = vec![one(UnfitReason::Utf16), one(UnfitReason::Others(9))];
        let words = read_error(english(), &ReadError::NothingFits(others));
        assert_eq!(
            words.lines().last(),
            Some(&*(english().import_more)(2)),
            "those that stand for many count as many"
        );
    }
}
