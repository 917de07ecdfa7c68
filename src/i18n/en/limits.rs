//! What is said where a file passes a limit, in English.

use crate::i18n::LimitWords;

pub static WORDS: LimitWords = LimitWords {
    text: "bytes of text",
    blocks: "paragraphs",
    annotations: "annotations",
    links: "links",
    tags: "tags",
    spans: "pieces in one annotation",
    attributes: "attributes in one annotation",
    definitions: "attributes in one tag",
    choices: "words to choose from",
    characters: "characters",
    depth: "brackets within brackets",
    too_large: |size, most, over| format!("It has {size}; at most {most} can be read: {over} too much."),
    passed: |found, what, most, over| format!("{found} {what}, {over} more than the {most} that are read"),
    first: |passed, most| format!("{passed}; the first {most} were read, those from here on were not"),
    without: |field, passed| format!("“{field}” has {passed}; the rest was read without it"),
    not_cut: |passed| format!("It has {passed}; and a text is not cut."),
};
