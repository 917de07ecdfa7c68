//! What is said of an import where the file and what is here differ, in English.

use crate::i18n::ImportWords;

pub static WORDS: ImportWords = ImportWords {
    fields: |count| match count {
        1 => "1 value differs between the file and here:".to_owned(),
        n => format!("{n} values differ between the file and here:"),
    },
    deleted: |count| match count {
        1 => "1 annotation of the file was deleted here:".to_owned(),
        n => format!("{n} annotations of the file were deleted here:"),
    },
    absent: |count| match count {
        1 => "1 annotation here is not in the file:".to_owned(),
        n => format!("{n} annotations here are not in the file:"),
    },
    tags: |count| match count {
        1 => "The file describes a tag otherwise, in 1 thing:".to_owned(),
        n => format!("The file describes tags otherwise, in {n} things:"),
    },
    by_file: "changed in the file",
    by_here: "changed here",
    by_both: "changed on both sides, or it cannot be told",
    theirs: "File:",
    mine: "Here:",
    both: "Keep what is here, and the file’s beside it to choose later",
    bring_back: "Bring it back as in the file",
    leave_deleted: "Leave it deleted",
    delete_too: "Delete it here too",
    keep: "Keep it",
    for_all: "For all:",
    all_theirs: "the file’s",
    all_mine: "what is here",
    all_both: "both",
    show_more: |count| format!("Show {count} more"),
    passage: "Passage",
    nothing: "nothing",
    yes: "yes",
    no: "no",
    takes_key: |tag| format!("which “{tag}” then loses"),
    whole_tag: "the tag",
    gone: |count| format!("{count} deleted"),
    changed_tags: |count| match count {
        1 => "1 tag changed".to_owned(),
        n => format!("{n} tags changed"),
    },
    file_says: |field, value| format!("A file has otherwise: {field}: {value}"),
    kept_beside: |count| match count {
        1 => "Of 1 annotation both values are kept: its row offers the file’s.".to_owned(),
        n => format!("Of {n} annotations both values are kept: their rows offer the file’s."),
    },
    only_tags: "The tags were taken from the file.",
};
