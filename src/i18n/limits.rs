//! What is said where a file passes a limit. Only lazily loaded modules say it, so it lies with them: a static that a method leads to,
//! and no field of [`Messages`], which every visit has.

use super::{Messages, en, zh_hans};

/// What there is so much of, as it stands behind a number; and what was done about it. Numbers come as they are shown.
pub struct LimitWords {
    pub text: &'static str,
    pub blocks: &'static str,
    pub annotations: &'static str,
    pub links: &'static str,
    pub tags: &'static str,
    pub spans: &'static str,
    pub attributes: &'static str,
    pub definitions: &'static str,
    pub choices: &'static str,
    pub characters: &'static str,
    pub depth: &'static str,
    /// A file of this size, with the most that is read, and by how much it is more.
    pub too_large: fn(size: &str, most: &str, over: &str) -> String,
    /// `what` with its number, the most that is read, and by how much it is more.
    pub passed: fn(found: &str, what: &str, most: &str, over: &str) -> String,
    /// Of a list that passed: what was read of it.
    pub first: fn(passed: &str, most: &str) -> String,
    /// Of a field that passed: what was read nevertheless.
    pub without: fn(field: &str, passed: &str) -> String,
    /// Of the whole text.
    pub not_cut: fn(passed: &str) -> String,
}

impl Messages {
    pub fn limits(&self) -> &'static LimitWords {
        if self.language == zh_hans::MESSAGES.language { &zh_hans::limits::WORDS } else { &en::limits::WORDS }
    }
}
