//! What only the annexes say, in English.

use crate::i18n::{MenuWords, PointWords};

pub static MENU: MenuWords =
    MenuWords { view: "View", work: "Annotating", files: "Files", kept: "On this device", help: "Help" };

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
