//! What is said of stored records that cannot be used, in English.

use crate::i18n::DamageWords;

pub static WORDS: DamageWords = DamageWords {
    notice: |count| match count {
        1 => "1 stored record is damaged and was set aside; all others are here.".to_owned(),
        n => format!("{n} stored records are damaged and were set aside; all others are here."),
    },
    show: "Show",
    download: "Download what was set aside",
    title: "What could not be read",
    hint: "None of it is deleted. The download has all of it, character for character.",
    size: |characters| format!("{characters} characters"),
    more: |count| format!("and {count} more, which are in the download"),
    key: "It stands under a name that this program does not know.",
    version: "It does not say in which version it was written.",
    syntax: |words| format!("It is cut or broken ({words})."),
    checksum: "It is not as it was when it was written: its checksum says so.",
    fields: |words| format!("Something in it is missing or of another kind ({words})."),
    value: |field| format!("“{field}” in it says what it never can."),
    other_text: "It is another text than the one that its name says.",
    unfit: "The text has other words at its place.",
    no_document: "The text that it belongs to is not here.",
    set_aside: "It was set aside before, when something else was written in its place.",
    newer: |version| format!("A newer version of this program wrote it (version {version})."),
};
