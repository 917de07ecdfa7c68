//! English.

pub mod damage;
pub mod importing;
pub mod lazy;
pub mod limits;
pub mod report;
pub mod storage_promise;

use super::{AttributeWords, Messages, Shortcuts, TagWords};

pub const MESSAGES: Messages = Messages {
    language: "en",
    name: "English",

    program: "Pizhu",
    tags: [
        TagWords {
            id: "quote",
            name: "quote",
            guideline: "Words somebody said or wrote, with their quotation marks.",
        },
        TagWords {
            id: "term",
            name: "term",
            guideline: "Slogans, names of campaigns, words in scare quotes.",
        },
        TagWords {
            id: "figure",
            name: "figure",
            guideline: "A number, date, duration or sum, with its unit and words such as “about”.",
        },
        TagWords {
            id: "person",
            name: "person",
            guideline: "A person's name, or what is used as one, without the office.",
        },
        TagWords {
            id: "organisation",
            name: "organisation",
            guideline: "A named authority, body, group or company.",
        },
        TagWords {
            id: "place",
            name: "place",
            guideline: "A named place: district, street, building, bridge.",
        },
        TagWords {
            id: "event",
            name: "event",
            guideline: "A named event, such as an outbreak or a meeting.",
        },
    ],
    attributes: [
        AttributeWords { id: "speaker", name: "speaker", choices: &[] },
        AttributeWords {
            id: "mode",
            name: "mode",
            choices: &[("direct", "direct"), ("indirect", "indirect")],
        },
        AttributeWords { id: "value", name: "value", choices: &[] },
        AttributeWords { id: "unit", name: "unit", choices: &[] },
        AttributeWords {
            id: "approximation",
            name: "approximation",
            choices: &[("exact", "exact"), ("about", "about"), ("over", "over"), ("under", "under")],
        },
        AttributeWords { id: "role", name: "role", choices: &[] },
    ],
    shortcuts: Shortcuts {
        tag: "tag the selection, or retag the current annotation",
        caret: "move the caret, once the text has the focus; with Ctrl by word and paragraph, to the ends of the text",
        extend: "select with the caret",
        edge_keys: "while an edge is moved: move it (with Ctrl by word), change the edge, accept, give up",
        stack_keys: "in the list of annotations that lie over each other: choose one",
        candidate_keys: "while speakers are offered: take the one with this number",
        next: "next annotation",
        previous: "previous annotation",
        grow: "select more: word, phrase, quotation, sentence, paragraph",
        shrink: "select less",
        unmarked: "next paragraph without an annotation",
        find: "find in the text",
        find_next: "next occurrence",
        find_previous: "previous occurrence",
        tag_all: "tag all occurrences of the selection or the current annotation",
        pen: "take up the pen, or put it down: it tags each selection at once",
        pen_tag: "take up the pen with that tag",
        note: "write a note",
        edge: "move an edge of the current annotation; Tab changes the edge, Enter accepts",
        point: "make current what lies at the caret, and again what lies under it",
        link: "link the current quote to its speaker",
        scheme: "change the tags",
        delete: "delete the current annotation",
        undo: "undo",
        redo: "redo",
        export: "export the project as JSON",
        open: "open a file",
        menu: "open the menu",
        leave: "leave: the pen, the selection, the note, a dialog",
        help: "this list",
    },

    article: "Text",
    outline: "Outline",
    documents: "Texts",
    close_document: |title| format!("Close “{title}”"),
    untitled: "Untitled",
    undo: "Undo",
    redo: "Redo",
    undo_that: |what| format!("Undo: {what}"),
    redo_that: |what| format!("Redo: {what}"),
    open: "Open",
    export: "Export",
    export_hint: "Download the text with its annotations as project JSON",
    download_text: "Download the text alone",
    more: "More",
    help: "Keyboard shortcuts",
    close: "Close",
    skip: "To the text",
    your_name: "Your name",

    toolbar: "Tag the selection",
    here: |count| format!("{count} here"),
    tagged: |tag, quote| format!("{tag}: {quote}"),
    retagged: |tag| format!("Retagged as {tag}"),
    deleted: |count| match count {
        1 => "Annotation deleted".to_owned(),
        n => format!("{n} annotations deleted"),
    },

    edge_hint: "← → move this edge · Tab: the other · Enter: accept · Esc: give up",
    edge_back: "One character back",
    edge_on: "One character on",
    edge_turn: "Other edge",
    edge_accept: "Accept",
    edge_move: "Move edges",
    edge_start: |words| format!("Starts with {words}"),
    edge_end: |words| format!("Ends with {words}"),
    stack: "Annotations here",
    pen: "Pen",
    pen_hint: "each selection gets this tag at once",
    pen_down: "The pen is put down",
    put_down: "Put down (Esc)",

    list: "Annotations",
    list_count: |count| match count {
        0 => "No annotations".to_owned(),
        1 => "1 annotation".to_owned(),
        n => format!("{n} annotations"),
    },
    show_list: "List",
    empty: "Nothing marked yet",
    empty_hint: |keys| {
        if keys.is_empty() {
            "Select words in the text, then choose a tag.".to_owned()
        } else {
            format!("Select words in the text, then choose a tag or press its key: {keys}")
        }
    },
    filter: "Filter by tag",
    all_tags: "All",
    nothing_matches: "No annotation passes the filter.",
    tag: "Tag",
    note: "Note",
    note_hint: "Write a note",
    delete: "Delete",
    unknown_tag: "unknown tag",
    copy_link: "Copy link",
    copy_quote: "Copy quote",
    copied: "Copied",
    not_copied: "The browser did not let the page copy.",
    quotation: |words, speaker, title, paragraph| {
        let said = if words.starts_with(['“', '"']) { words.to_owned() } else { format!("“{words}”") };
        let by = speaker.map_or_else(String::new, |speaker| format!("{speaker}, "));
        let at = if paragraph == 0 { String::new() } else { format!(", paragraph {paragraph}") };
        format!("{said}\n— {by}{title}{at}")
    },
    no_such_annotation: "The link names an annotation that is not here.",

    find: "Find",
    found_none: "Nothing found",
    tag_all: "Tag all…",
    tag_these: |count| format!("Tag these {count}"),
    retag_these: |count| format!("Retag these {count}"),
    delete_these: |count| format!("Delete these {count}"),
    filter_words: "Filter by words",
    all_marked: "Every paragraph has an annotation.",

    not_a_number: |words| format!("“{words}” is not a number; what stood there stays."),
    choose_link: |attribute| format!("Choose: {attribute}"),
    link_to: "Choose…",
    unnamed: "not named",
    no_link: "No link",
    link_gone: "a deleted annotation",

    scheme: "Tags",
    new_tag: "New tag: write its name and press Enter",
    narrow: "Type to find a tag; Enter tags",
    label: "Name",
    color: "Colour",
    key: "Key",
    key_hint: "Press a letter or a digit here; Delete takes it away.",
    guideline: "Guideline",
    attribute_list: "Attributes",
    new_attribute: "New attribute, Enter adds it",
    kind: "Kind",
    kinds: ["text", "number", "choice", "yes or no", "link"],
    choices: "Words to choose from, with commas between",
    remove: "Remove",
    up: "Move up",
    down: "Move down",
    merge_into: "Merge into…",
    affected: |count| match count {
        0 => "No annotation has this tag.".to_owned(),
        1 => {
            "1 annotation has this tag: unknown once it is deleted, the other's once it is merged.".to_owned()
        }
        n => format!(
            "{n} annotations have this tag: unknown once it is deleted, the other's once it is merged."
        ),
    },

    did_tag: |tag, count| match count {
        1 => format!("tag {tag}"),
        n => format!("tag {n} × {tag}"),
    },
    did_retag: |tag, count| match count {
        1 => format!("retag as {tag}"),
        n => format!("retag {n} as {tag}"),
    },
    did_delete: |count| match count {
        1 => "delete".to_owned(),
        n => format!("delete {n}"),
    },
    did_note: "note",
    did_edge: "move edge",
    did_attribute: "attribute",
    did_link: "link",
    did_import: |count| match count {
        0 => "import".to_owned(),
        1 => "import 1 annotation".to_owned(),
        n => format!("import {n} annotations"),
    },
    did_scheme: "change tags",
    did_restore: "restore",
    undone: |what| format!("Undone: {what}"),
    redone: |what| format!("Done again: {what}"),

    no_document: "No text is open.",
    no_selection: "Select some words first.",
    nothing_seen: "Nothing can be seen there, so nothing can be annotated.",
    no_annotation: "Choose an annotation first.",
    no_tag: "The scheme has no such tag any more.",
    text_changed: "Another program, such as a translation or a dictionary, had changed this passage. It stands here again as it \
                   was; nothing was marked. Please select again.",
    outside_text: "That lies outside the text.",
    nothing_to_do: "It is so already.",
    nothing_to_undo: "Nothing to undo.",
    nothing_to_redo: "Nothing to redo.",
    changed_elsewhere: "Not undone: the same was changed elsewhere since, and that would be lost.",
    id_taken: "Not done: there is one with the same id.",
    no_attribute: "Its tag does not provide for that.",
    no_name: "It needs a name.",
    key_in_use: "Another tag has this key.",
    too_long: "Not kept, as it is too long: a note or a value has at most 1,000,000 characters, a name 10,000.",

    nothing_yet: "Nothing to keep yet",
    on_device: "On this device",
    saved: |time| [["Saved ", time].concat().trim_end(), ", on this device"].concat(),
    saved_to_disk: |time| [["Saved ", time].concat().trim_end(), ", on this device’s disk"].concat(),
    keeping: "Keeping…",
    in_memory: "In memory only",
    not_saved: |count| match count {
        1 => "Not saved: 1 change".to_owned(),
        n => format!("Not saved: {n} changes"),
    },
    full: "The browser's storage for this page is full. Everything is still here on the screen; download it.",
    blocked: "This browser lets the page keep nothing. You can work, but closing the page loses it: download it before.",
    mismatch: "What was written could not be read back. Everything is still here on the screen; download it.",
    newer_data: "A newer version of this program wrote what is stored here, so this one does not write over it. Reload the page to get the newer version.",
    lost: "What was stored was erased or written over from outside. Everything is still here on the screen; try again or download it.",
    storage_other: |words| {
        format!(
            "The browser refused to store it: {words}. Everything is still here on the screen; download it."
        )
    },
    try_again: "Try again",
    download_everything: "Download everything",
    dismiss: "Dismiss",
    kept_by_edit: "Deleted in another window or file, and kept because it was edited meanwhile.",
    also_written: |tag, note| format!("At the same time another window wrote: {tag} {note}"),
    take_copy: "Take that",
    restore_points: "Restore points",
    erase: "Erase everything on this device",
    broken: "The program has failed, so nothing more can be changed here. What was kept is still kept: download everything, then reload the page.",
    no_highlights: "This browser cannot paint highlights in the text (it lacks the CSS Custom Highlight API). Tagging, the list, undo and export work all the same.",

    opening: "Opening the file…",
    import_title: |name| format!("Open {name}"),
    import_opens: |title, characters| {
        format!("Opens “{title}” ({characters} characters) beside the texts that are here.")
    },
    import_same_text: "The text is one that is here already.",
    import_new: |count| format!("{count} new"),
    import_changed: |count| format!("{count} changed"),
    import_same: |count| format!("{count} already here"),
    import_tags: |count| match count {
        1 => "1 new tag".to_owned(),
        n => format!("{n} new tags"),
    },
    import_unfit: |count| match count {
        1 => "1 thing in the file does not fit and stays outside:".to_owned(),
        n => format!("{n} things in the file do not fit and stay outside:"),
    },
    import_more: |count| format!("and {count} more"),
    import_do: "Import",
    import_idle: "There is nothing new in this file.",
    cancel: "Cancel",
    imported: |count| match count {
        1 => "1 annotation came in.".to_owned(),
        n => format!("{n} annotations came in."),
    },
    opened: |title| format!("“{title}” is open."),
    closed: |title| {
        format!("“{title}” is closed. Its annotations are kept: open its file again to see them.")
    },
    not_opened: |name, reason| format!("{name} was not opened; nothing here has changed. {reason}"),
    at_line: |line, reason| format!("line {line}: {reason}"),
    drop_here: "Drop the file to open it",
    no_download: "The browser did not start the download.",
    not_fetched: "A part of the program could not be loaded: is the network gone? What is on the screen is as it was; try again.",
};
