//! Ways in and out: one interchange format a file, and [`ALL`] of them.
//! Imports: `text`, `json`, `model`, `wire`.
//! Never here: what an import does to the project (`edit::commands::import`), sentences for people, the browser.
//! Start reading at `project_json.rs`; `CONTRIBUTING.md` has the recipe for another format.

mod newspaper_page;
mod outcome;
mod plain_text;
mod project_json;

pub use newspaper_page::article;
pub use project_json::decimal;

use crate::model::{Annotated, Bundle, Limit, Passed, TagScheme};

/// Every format, in the order in which an unknown file is tried and a menu lists them.
pub const ALL: &[Format] = &[project_json::FORMAT, newspaper_page::FORMAT, plain_text::FORMAT];

/// How much of a file's beginning is shown to `recognises`, in bytes, so that a file of any size is known at once.
const HEAD: usize = 64 << 10;

/// An interchange format.
pub struct Format {
    /// Names it in tests and in the messages of a language.
    pub id: &'static str,
    /// Of a file's name, without the dot.
    pub extension: &'static str,
    pub media_type: &'static str,
    /// Whether a file looks like one, judged by its beginning and never by its name.
    pub recognises: fn(head: &str) -> bool,
    /// The largest file that is read, in bytes.
    pub limit: u64,
    pub read: Option<Reader>,
    pub write: Option<Writer>,
}

pub type Reader = fn(&Source) -> Result<Reading, ReadError>;
pub type Writer = fn(&Annotated, &TagScheme) -> Written;

/// A file as it was opened.
pub struct Source<'a> {
    pub name: &'a str,
    pub text: &'a str,
}

/// What could be read of a file.
#[derive(Debug)]
pub struct Reading {
    pub bundle: Bundle,
    /// What could not, each with its reason.
    pub unfit: Vec<Unfit>,
}

/// Something of a file that does not fit, and stays outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// The line of the file where it begins, from 1.
    pub line: usize,
    pub reason: UnfitReason,
}

impl Unfit {
    /// The list whose members from here on are left out.
    pub fn left_out(&self) -> Option<Passed> {
        let UnfitReason::Passed(passed) = self.reason else { return None };
        matches!(passed.limit, Limit::Annotations | Limit::Links | Limit::Tags).then_some(passed)
    }

    /// How many things it stands for.
    pub fn count(&self) -> usize {
        if let UnfitReason::Others(count) = self.reason {
            return count;
        }
        self.left_out().map_or(1, Passed::over)
    }
}

impl From<Passed> for UnfitReason {
    fn from(passed: Passed) -> Self {
        Self::Passed(passed)
    }
}

/// Why an annotation does not fit; or a tag, a link, or one field alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnfitReason {
    /// A field is missing or is of another kind; the parser's words.
    Malformed(String),
    /// `start..end` is empty, turned round or reaches behind the text.
    Offsets { start: u32, end: u32, length: u32 },
    /// `utf16` names another stretch than `start` and `end`.
    Utf16,
    /// The words at the offsets are not those quoted.
    Quote { stated: String, found: String },
    /// The same id stands in the file before.
    SameId(String),
    /// The tag or attribute has a name with other characters than `[A-Za-z0-9_-]`.
    Name(String),
    /// A link whose one end, the annotation with this id, is not there.
    Link(String),
    /// A link as the value of an attribute that has a value already.
    Taken(String),
    /// The value of this field cannot be used; its record was read without it.
    Field(String),
    /// This field passes a limit; its record was read without it.
    TooLarge(String, Passed),
    /// The record passes a limit; or a list does, and this is the first that is left out.
    Passed(Passed),
    /// So many halves of surrogate pairs stood alone from here on, and were read as U+FFFD.
    HalfCharacters(usize),
    /// This date names no time zone, and was read as UTC.
    NoZone(String),
    /// So many more, each like those before: a file of nothing else would fill the memory with reasons.
    Others(usize),
}

/// Why nothing can be read of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// The file itself could not be read: moved, deleted, or not allowed.
    Unreadable,
    /// It is not UTF-8 from this byte on.
    NotUtf8 { byte: u64 },
    /// No format knows it.
    Unknown,
    /// It is larger than its reader takes; both in bytes.
    TooLarge { size: u64, limit: u64 },
    /// It is broken at this place, both from 1; the parser's words.
    Syntax { line: usize, column: usize, words: String },
    /// A newer program wrote it.
    Newer { version: u64, known: u64 },
    /// There is no text in it, or none that can be shown.
    NoText,
    /// Its text passes a limit, and is not cut: then it would be another.
    Passed(Passed),
    /// The text is not the one whose length or hash is stated.
    OtherText { line: usize },
    /// The text has carriage returns or a byte order mark at its start, so that nobody knows what its offsets count.
    NotNormalised { line: usize },
    /// Not one annotation fits its text.
    NothingFits(Vec<Unfit>),
}

/// What was written, and what the format could not say.
pub struct Written {
    pub text: String,
    pub losses: Vec<Loss>,
}

/// What a format has no place for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// It holds the text alone: this many annotations are not in it.
    Annotations(usize),
    /// So many links point at an annotation that was deleted, or that belongs to another text.
    Links(usize),
}

/// The first format that recognises a file by its beginning and can read it. `head` may be the whole file or any part
/// of it from the beginning.
pub fn recognise(head: &str) -> Option<&'static Format> {
    let head = head.get(..head.floor_char_boundary(HEAD)).unwrap_or_default();
    ALL.iter().find(|format| format.read.is_some() && (format.recognises)(head))
}

/// The text that is shown with its annotations, as the only lossless format has it.
pub fn project_file(annotated: &Annotated, scheme: &TagScheme) -> String {
    project_json::write(annotated, scheme).text
}

/// Reads a file in the first format that recognises it.
pub fn read(source: &Source) -> Result<Reading, ReadError> {
    let format = recognise(source.text).ok_or(ReadError::Unknown)?;
    let read = format.read.ok_or(ReadError::Unknown)?;
    let size = source.text.len() as u64;
    if size > format.limit {
        return Err(ReadError::TooLarge { size, limit: format.limit });
    }
    read(source)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(text: &str) -> Result<Reading, ReadError> {
        read(&Source { name: "a", text })
    }

    #[test]
    fn a_file_that_no_format_knows_is_refused() {
        for binary in ["\u{fffd}PNG\r\n\u{1a}\n\0\0\0\rIHDR", "\0", "PK\u{3}\u{4}\u{14}"] {
            assert_eq!(reading(binary).err(), Some(ReadError::Unknown), "{binary:?}");
        }
    }

    #[test]
    fn a_file_above_the_limit_of_its_format_is_refused() {
        let limit = plain_text::FORMAT.limit;
        let text = "一\n".repeat(limit as usize / 4 + 1);
        let size = text.len() as u64;
        assert_eq!(reading(&text).err(), Some(ReadError::TooLarge { size, limit }));
    }

    #[test]
    fn the_beginning_that_is_shown_ends_between_characters() {
        let text = format!("a{}", "报".repeat(HEAD));
        assert_eq!(reading(&text).unwrap().bundle.document.text(), text);
    }

    #[test]
    fn the_narrower_format_is_tried_first() {
        let ids: Vec<_> = ALL.iter().map(|format| format.id).collect();
        assert_eq!(ids, [project_json::FORMAT.id, "newspaper-page", "plain-text"]);
        let page = "# 党旗\n羊城晚报记者 侯梦菲\n面对\n高温。";
        assert_eq!(reading(page).unwrap().bundle.document.text(), "党旗\n羊城晚报记者 侯梦菲\n面对高温。");
        let other = "# 党旗\n面对\n高温。";
        assert_eq!(reading(other).unwrap().bundle.document.text(), other);
    }
}
