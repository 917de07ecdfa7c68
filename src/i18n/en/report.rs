//! What is said of a file, or one thing in it, that is not taken, in English.

use crate::i18n::ReportWords;

pub static WORDS: ReportWords = ReportWords {
    reading: "The file is being read. Until you agree, nothing here changes.",
    reading_failed: "The reading failed: the browser may lack the memory. Try it again, or with a part of the file.",
    unknown_file: "It is not a file that this program reads: a project as JSON, or plain text.",
    not_text: |byte| {
        format!(
            "It is not a text in UTF-8 (byte {byte}): a picture, perhaps, or a text in another encoding, which has to be saved as UTF-8 first."
        )
    },
    unreadable: "The browser could not read it.",
    syntax: |line, column, words| format!("Line {line}, column {column}: the JSON is broken ({words})."),
    newer_file: |version, known| {
        format!("A newer program wrote it (version {version}; this one reads up to {known}).")
    },
    no_text: "There is no text in it.",
    not_normalised: "Its text has carriage returns or a byte order mark, so its offsets cannot be trusted.",
    other_text: "The text is not the one whose length or SHA-256 the file states.",
    nothing_fits: "None of its annotations fits its text:",
    malformed: |words| format!("not an annotation ({words})"),
    bad_offsets: |start, end, length| {
        format!("the offsets {start} to {end} are no stretch of a text of {length} characters")
    },
    bad_utf16: "“utf16” names another stretch than “start” and “end”",
    bad_quote: |stated, found| format!("the quote says “{stated}”, the text there says “{found}”"),
    same_id: |id| format!("the id {id} stands in the file before"),
    bad_name: |name| format!("“{name}” cannot name a tag or an attribute"),
    bad_link: |id| format!("a link to or from {id}, which is not in the file"),
    taken: |name| format!("a second value for “{name}”"),
    bad_field: |name| format!("“{name}” cannot be used; the rest was read without it"),
    no_zone: |name| format!("“{name}” names no time zone and was read as UTC; the rest was taken as it is"),
    half_characters: |count| match count {
        1 => "half a character stands alone and was read as �".to_owned(),
        n => format!("{n} halves of characters stand alone and were read as �"),
    },
};
