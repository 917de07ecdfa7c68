//! What is said of how long the browser keeps what is stored, in English.

use crate::i18n::PromiseWords;

pub static WORDS: PromiseWords = PromiseWords {
    given: "The browser has promised to keep it.",
    not_given: "The browser may clear it when space runs short, and does when a private window is closed. An exported file is safe from that.",
};
