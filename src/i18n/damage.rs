//! What is said of stored records that cannot be used. Only a lazily loaded module says it; see `limits.rs`.

use super::{Messages, en, zh_hans};

pub struct DamageWords {
    pub notice: fn(count: usize) -> String,
    pub show: &'static str,
    pub download: &'static str,
    pub title: &'static str,
    pub hint: &'static str,
    /// A record's size in characters.
    pub size: fn(characters: &str) -> String,
    pub more: fn(count: &str) -> String,

    // Why one cannot be used.
    pub key: &'static str,
    pub version: &'static str,
    pub syntax: fn(words: &str) -> String,
    pub checksum: &'static str,
    pub fields: fn(words: &str) -> String,
    pub value: fn(field: &str) -> String,
    pub other_text: &'static str,
    pub unfit: &'static str,
    pub no_document: &'static str,
    pub set_aside: &'static str,
    pub newer: fn(version: u32) -> String,
}

impl Messages {
    pub fn damage(&self) -> &'static DamageWords {
        if self.language == zh_hans::MESSAGES.language { &zh_hans::damage::WORDS } else { &en::damage::WORDS }
    }
}

#[cfg(test)]
mod tests {
    use crate::i18n::ALL;

    #[test]
    fn no_language_borrows_from_another() {
        let words: Vec<[&str; 2]> =
            ALL.iter().map(|messages| [messages.damage().title, messages.limits().blocks]).collect();
        assert!(words.iter().enumerate().all(|(at, said)| !words[..at].contains(said)), "{words:?}");
    }
}
