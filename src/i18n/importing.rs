//! What is said of an import where the file and what is here differ. Only a lazily loaded module says it; see `limits.rs`.

use super::{Messages, en, zh_hans};

pub struct ImportWords {
    /// Over the values of annotations that differ.
    pub fields: fn(count: usize) -> String,
    /// Over the annotations of the file that were deleted here.
    pub deleted: fn(count: usize) -> String,
    /// Over the annotations here that are not in the file.
    pub absent: fn(count: usize) -> String,
    /// Over what is otherwise about tags.
    pub tags: fn(count: usize) -> String,
    /// Who changed it.
    pub by_file: &'static str,
    pub by_here: &'static str,
    pub by_both: &'static str,
    /// Before a value, which follows.
    pub theirs: &'static str,
    pub mine: &'static str,
    /// The third choice.
    pub both: &'static str,
    /// Where an annotation or a tag is there, or not.
    pub bring_back: &'static str,
    pub leave_deleted: &'static str,
    pub delete_too: &'static str,
    pub keep: &'static str,
    /// Before the same choices, for all of a group.
    pub for_all: &'static str,
    pub all_theirs: &'static str,
    pub all_mine: &'static str,
    pub all_both: &'static str,
    pub show_more: fn(count: usize) -> String,
    pub passage: &'static str,
    /// In the place of a value that is empty.
    pub nothing: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    /// Behind the key that a tag of the file gets.
    pub takes_key: fn(tag: &str) -> String,
    /// The tag itself, as a thing that differs.
    pub whole_tag: &'static str,
    pub gone: fn(count: usize) -> String,
    pub changed_tags: fn(count: usize) -> String,
    /// In the row of an annotation beside which a file's value is kept.
    pub file_says: fn(field: &str, value: &str) -> String,
    pub kept_beside: fn(count: usize) -> String,
    pub only_tags: &'static str,
}

impl Messages {
    pub fn importing(&self) -> &'static ImportWords {
        if self.language == zh_hans::MESSAGES.language {
            &zh_hans::importing::WORDS
        } else {
            &en::importing::WORDS
        }
    }
}
