//! What is said of how long the browser keeps what is stored. Only an annex says it; see `limits.rs`.

use super::{Messages, en, zh_hans};

pub struct PromiseWords {
    pub given: &'static str,
    pub not_given: &'static str,
}

impl Messages {
    pub fn promise(&self) -> &'static PromiseWords {
        if self.language == zh_hans::MESSAGES.language {
            &zh_hans::promise::WORDS
        } else {
            &en::promise::WORDS
        }
    }
}
