//! Which key does what. Keys are matched by `KeyboardEvent.code`, the place on the keyboard (W3C, *UI Events
//! `KeyboardEvent` code Values*), so they work under a Chinese input method and under other layouts.

use super::edges::EdgeStep;
use super::errands::Errand;
use super::find::Finding;
use super::reach::Reach;
use super::session::{Action, Dialog};
use crate::i18n::Messages;
use crate::model::TagScheme;

/// A key with the modifiers that were held. `command` is Ctrl, or ⌘ on a Mac.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stroke<'a> {
    pub code: &'a str,
    pub command: bool,
    pub shift: bool,
    pub alt: bool,
}

impl<'a> Stroke<'a> {
    pub const fn plain(code: &'a str) -> Self {
        Self { code, command: false, shift: false, alt: false }
    }

    const fn shift(code: &'a str) -> Self {
        Self { shift: true, ..Self::plain(code) }
    }

    const fn command(code: &'a str) -> Self {
        Self { command: true, ..Self::plain(code) }
    }
}

/// One row of the table: strokes that do the same.
struct Shortcut {
    strokes: &'static [Stroke<'static>],
    asks: Action,
    says: fn(&Messages) -> &'static str,
}

const SHORTCUTS: &[Shortcut] = &[
    Shortcut {
        strokes: &[Stroke::plain("BracketRight")],
        asks: Action::Next,
        says: |messages| messages.shortcuts.next,
    },
    Shortcut {
        strokes: &[Stroke::plain("BracketLeft")],
        asks: Action::Previous,
        says: |messages| messages.shortcuts.previous,
    },
    Shortcut {
        strokes: &[Stroke::plain("Equal")],
        asks: Action::Reach(Reach::Larger),
        says: |messages| messages.shortcuts.grow,
    },
    Shortcut {
        strokes: &[Stroke::plain("Minus")],
        asks: Action::Reach(Reach::Smaller),
        says: |messages| messages.shortcuts.shrink,
    },
    Shortcut {
        strokes: &[Stroke::plain("KeyJ")],
        asks: Action::Reach(Reach::Unmarked),
        says: |messages| messages.shortcuts.unmarked,
    },
    Shortcut {
        strokes: &[Stroke::command("KeyF")],
        asks: Action::Find(Finding::Open),
        says: |messages| messages.shortcuts.find,
    },
    Shortcut {
        strokes: &[Stroke::plain("F3")],
        asks: Action::Find(Finding::Step(true)),
        says: |messages| messages.shortcuts.find_next,
    },
    Shortcut {
        strokes: &[Stroke::shift("F3")],
        asks: Action::Find(Finding::Step(false)),
        says: |messages| messages.shortcuts.find_previous,
    },
    Shortcut {
        strokes: &[Stroke::plain("KeyA")],
        asks: Action::Find(Finding::All),
        says: |messages| messages.shortcuts.tag_all,
    },
    Shortcut {
        strokes: &[Stroke::plain("KeyN")],
        asks: Action::WriteNote,
        says: |messages| messages.shortcuts.note,
    },
    Shortcut {
        strokes: &[Stroke::plain("KeyE")],
        asks: Action::Edge(EdgeStep::Begin),
        says: |messages| messages.shortcuts.edge,
    },
    Shortcut {
        strokes: &[Stroke::plain("KeyL")],
        asks: Action::Link(None),
        says: |messages| messages.shortcuts.link,
    },
    Shortcut {
        strokes: &[Stroke::shift("KeyT")],
        asks: Action::Open(Dialog::Scheme(None)),
        says: |messages| messages.shortcuts.scheme,
    },
    Shortcut {
        strokes: &[Stroke::plain("Delete"), Stroke::plain("Backspace")],
        asks: Action::DeleteCurrent,
        says: |messages| messages.shortcuts.delete,
    },
    Shortcut {
        strokes: &[Stroke::command("KeyZ")],
        asks: Action::Undo,
        says: |messages| messages.shortcuts.undo,
    },
    Shortcut {
        strokes: &[Stroke { shift: true, ..Stroke::command("KeyZ") }, Stroke::command("KeyY")],
        asks: Action::Redo,
        says: |messages| messages.shortcuts.redo,
    },
    Shortcut {
        strokes: &[Stroke::command("KeyS")],
        asks: Action::Run(Errand::Export),
        says: |messages| messages.shortcuts.export,
    },
    Shortcut {
        strokes: &[Stroke::command("KeyO")],
        asks: Action::Run(Errand::PickFile),
        says: |messages| messages.shortcuts.open,
    },
    Shortcut {
        strokes: &[Stroke::plain("Escape")],
        asks: Action::Leave,
        says: |messages| messages.shortcuts.leave,
    },
    Shortcut {
        strokes: &[Stroke::shift("Slash")],
        asks: Action::Open(Dialog::Help),
        says: |messages| messages.shortcuts.help,
    },
];

/// What a stroke asks for, if anything: first the tags' own keys, then the table.
pub fn action(stroke: Stroke, scheme: &TagScheme) -> Option<Action> {
    let tag = scheme.tags().into_iter().find(|tag| Stroke::plain(&tag.key.value) == stroke);
    let row = || SHORTCUTS.iter().find(|shortcut| shortcut.strokes.contains(&stroke));
    tag.map(|tag| Action::Tag(tag.id.clone())).or_else(|| row().map(|shortcut| shortcut.asks.clone()))
}

/// What a key does by itself, if anything: no tag can have it.
pub fn holder(code: &str, messages: &Messages) -> Option<&'static str> {
    let row = SHORTCUTS.iter().find(|shortcut| shortcut.strokes.contains(&Stroke::plain(code)));
    row.map(|shortcut| (shortcut.says)(messages))
}

/// The table for people: the strokes of each row, and what they do.
pub fn rows(messages: &Messages) -> impl Iterator<Item = (Vec<String>, &'static str)> {
    SHORTCUTS.iter().map(|shortcut| {
        let strokes = shortcut.strokes.iter().map(|stroke| drawn(*stroke)).collect();
        (strokes, (shortcut.says)(messages))
    })
}

/// As it stands on the key caps of the usual keyboard.
fn drawn(stroke: Stroke) -> String {
    let mut keys = Vec::new();
    if stroke.command {
        keys.push("Ctrl");
    }
    if stroke.alt {
        keys.push("Alt");
    }
    let question = stroke == Stroke::shift("Slash");
    if stroke.shift && !question {
        keys.push("Shift");
    }
    let cap = if question { "?" } else { cap(stroke.code) };
    keys.push(cap);
    keys.join(" + ")
}

/// What is printed on the key with this code.
pub fn cap(code: &str) -> &str {
    match code {
        "BracketRight" => "]",
        "BracketLeft" => "[",
        "Backspace" => "⌫",
        "Escape" => "Esc",
        "Equal" => "=",
        "Minus" => "-",
        other => other.strip_prefix("Digit").or_else(|| other.strip_prefix("Key")).unwrap_or(other),
    }
}
