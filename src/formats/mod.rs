//! Ways in and out: one interchange format a file, and [`ALL`] of them.
//! Imports: `text`, `model`.
//! Never here: what an import does to the project (`edit::commands::import`), sentences for people, the browser.
//! Start reading at `project_json.rs`; `CONTRIBUTING.md` has the recipe for another format.

mod plain_text;
mod project_json;

use crate::model::{Annotated, Bundle, TagScheme};

/// Every format, in the order in which an unknown file is tried and a menu lists them.
pub const ALL: &[Format] = &[project_json::FORMAT, plain_text::FORMAT];

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
    pub read: Option<fn(&Source) -> Result<Reading, ReadError>>,
    pub write: Option<fn(&Annotated, &TagScheme) -> Written>,
}

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

/// An annotation of a file that does not fit its text, and stays outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// The line of the file where it begins, from 1.
    pub line: usize,
    pub reason: UnfitReason,
}

/// Why an annotation does not fit.
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
}

/// Why nothing can be read of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
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
    /// The text is not the one whose length or hash is stated.
    OtherText { line: usize },
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
}

/// Reads a file in the first format that recognises it.
pub fn read(source: &Source) -> Result<Reading, ReadError> {
    let known = ALL.iter().filter(|format| (format.recognises)(source.text));
    let (format, read) =
        known.filter_map(|format| Some((format, format.read?))).next().ok_or(ReadError::Unknown)?;
    let size = source.text.len() as u64;
    if size > format.limit {
        return Err(ReadError::TooLarge { size, limit: format.limit });
    }
    read(source)
}
