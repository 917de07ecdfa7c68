//! What is said of how long the browser keeps what is stored. Only a lazily loaded module says it; see `limits.rs`.

use super::{Messages, en, zh_hans};

pub struct PromiseWords {
    pub given: &'static str,
    pub not_given: &'static str,
}

impl Messages {
    pub fn storage_promise(&self) -> &'static PromiseWords {
        if self.language == zh_hans::MESSAGES.language {
            &zh_hans::storage_promise::WORDS
        } else {
            &en::storage_promise::WORDS
        }
    }
}
