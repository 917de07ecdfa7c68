//! What is said of a file, or one thing in it, that is not taken. Only a lazily loaded module says it; see `limits.rs`.

use super::{Messages, en, zh_hans};

pub struct ReportWords {
    /// While a file is read.
    pub reading: &'static str,
    pub reading_failed: &'static str,
    pub unknown_file: &'static str,
    pub not_text: fn(byte: u64) -> String,
    pub unreadable: &'static str,
    pub syntax: fn(line: usize, column: usize, words: &str) -> String,
    pub newer_file: fn(version: u64, known: u64) -> String,
    pub no_text: &'static str,
    pub not_normalised: &'static str,
    pub other_text: &'static str,
    pub nothing_fits: &'static str,
    pub malformed: fn(words: &str) -> String,
    pub bad_offsets: fn(start: u32, end: u32, length: u32) -> String,
    pub bad_utf16: &'static str,
    pub bad_quote: fn(stated: &str, found: &str) -> String,
    pub same_id: fn(id: &str) -> String,
    pub bad_name: fn(name: &str) -> String,
    pub bad_link: fn(id: &str) -> String,
    pub taken: fn(name: &str) -> String,
    pub bad_field: fn(name: &str) -> String,
    pub no_zone: fn(name: &str) -> String,
    pub half_characters: fn(count: usize) -> String,
}

impl Messages {
    pub fn report(&self) -> &'static ReportWords {
        if self.language == zh_hans::MESSAGES.language { &zh_hans::report::WORDS } else { &en::report::WORDS }
    }
}
