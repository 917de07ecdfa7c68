//! What only lazily loaded modules say, in English.

use crate::i18n::{FileWords, LoadingPlaceholderWords, MenuWords, PointWords, SearchWords};

pub static MENU: MenuWords = MenuWords {
    view: "View",
    work: "Annotating",
    files: "Files",
    kept: "On this device",
    help: "Help",
    single_keys: "Single-letter keys",
    press_key: "Press the new key. Esc keeps the old one.",
    key_taken: |key, what| format!("{key} is taken: {what}. Press another, or Esc."),
    key_kept: |key| format!("{key} moves the caret or the focus. Press another, or Esc."),
    fixed_keys: "These stay as they are, because texts and fields everywhere have them so:",
    reset_keys: "Reset all keys",
    ui_language: "Language",
    theme: "Appearance",
    size: "Text size",
    sizes: ["small", "medium", "large", "larger"],
    face: "Typeface",
    serif: "serif",
    sans: "sans serif",
    theme_auto: "as the system",
    theme_light: "light",
    theme_dark: "dark",
    theme_sepia: "sepia",
    your_name_hint: "goes into the annotations you make",
    room: |percent| {
        format!(
            "Storage taken: {percent} % of what the strictest browser gives. More goes to a larger place."
        )
    },
    erase_what: |texts, annotations| {
        format!("This erases {texts} texts with {annotations} annotations, here and in every other window.")
    },
    erase_also: "Also the tags, the settings, the history of undo, and whatever was set aside as damaged. It cannot be undone.",
    erase_do: "Erase",
};

pub static POINTS: PointWords = PointWords {
    about: "What stood in this text at some moments. Looking changes nothing, and going back to one can be undone. Fewer are kept of what is older; those with a name stay.",
    none_yet: "There is none yet. One is set when the text is opened, after a while of work, and before much changes at once.",
    name: "Name, if it is to stay",
    set: "Set a restore point",
    look: "Look at it",
    forget: "Delete",
    opened: "when it was opened",
    worked: "while working",
    before: "before much changed",
    wanted: "set by hand",
    added: |count| format!("{count} added since"),
    removed: |count| format!("{count} deleted since"),
    changed: |count| format!("{count} changed since"),
    comma: ", ",
    same: "as it is now",
    looking: |when, name| format!("You are looking at {when}: {name}"),
    back: "Back to now",
    restore: "Restore this",
    restored: |count| match count {
        1 => "Restored: 1 annotation. Undo takes it back.".to_owned(),
        n => format!("Restored: {n} annotations. Undo takes it back."),
    },
    read_only: "Nothing can be changed while you look at a restore point: go back to now first.",
    none: "This browser keeps no restore points: it gives the page no room for them.",
};

pub static LOADING_PLACEHOLDER: LoadingPlaceholderWords = LoadingPlaceholderWords {
    title: "Your text is being read from this device",
    hint: "It was shown last, and comes here as soon as it is read. Nothing is lost if you look at another text meanwhile: it will be in the list of texts.",
    meanwhile: |title| format!("Read “{title}” meanwhile"),
    annotations: "Reading annotations…",
    counted: |read, all| format!("Reading annotations: {read} of {all}"),
    in_part: "What is here was offered as a download. Not all that is stored has been read yet, and the rest is not in it.",
    not_whole: "Nothing was exported: not all annotations have been read yet. Try again when they are here.",
};

pub static FILES: FileWords = FileWords {
    tie: "Tie to a file…",
    untie: "Untie from the file",
    tied: |name, time| match time {
        "" => format!("Tied to {name}"),
        time => format!("Tied to {name}, written {time}"),
    },
    forbidden: |name| {
        format!("Tied to {name}, which the browser lets the page write only after you allow it again.")
    },
    ask: "Allow writing again",
    ask_for: |name| format!("Allow writing {name} again"),
    not_tied: "The text was not tied: the browser does not let the page write that file.",
    saved: |time, name| format!("Saved {time}, in your file {name}"),
    failed: |name, reason| {
        format!("{name} was not written: {reason} What is kept on this device is as it was.")
    },
    unreadable: "it is gone, or cannot be read.",
    unwritable: "the browser did not write it; is the disk full, or the file open elsewhere?",
    mismatch: "something else was read back than had been written.",
    strange: "it holds something else than this text with its annotations, and is not written over. Tie another file.",
    came_in: |count| match count {
        1 => "1 annotation came in from your file.".to_owned(),
        n => format!("{n} annotations came in from your file."),
    },
    offered: |time| {
        format!("Offered as a download at {time}. Whether it was kept, the browser does not say.")
    },
    unfiled: |count| match count {
        1 => "1 edit is not in a file yet".to_owned(),
        n => format!("{n} edits are not in a file yet"),
    },
};

pub static SEARCH: SearchWords = SearchWords {
    so_far: |found| format!("Searching: {found} so far"),
    stopped: "Stopped before the end of the text. Nothing is ticked.",
};
