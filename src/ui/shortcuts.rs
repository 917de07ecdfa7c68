//! Which key does what. Keys are matched by `KeyboardEvent.code`, the place on the keyboard (W3C, *UI Events
//! `KeyboardEvent` code Values*), so they work under a Chinese input method and under other layouts.

use std::sync::Arc;

use super::edges::EdgeStep;
use super::errands::Errand;
use super::find::Finding;
use super::key_choice::chosen;
use super::pen::Pen;
use super::reach::Reach;
use super::session::{Action, Dialog};
use super::settings::Settings;
use crate::i18n::Messages;
use crate::keys::Stroke;
use crate::model::{Tag, TagScheme};

/// One row of the table: strokes that do the same.
pub(super) struct Shortcut {
    pub strokes: &'static [Stroke<'static>],
    asks: Action,
    pub says: fn(&Messages) -> &'static str,
}

pub(super) const SHORTCUTS: &[Shortcut] = &[
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
        strokes: &[Stroke::plain("KeyP")],
        asks: Action::Pen(Pen::Toggle),
        says: |messages| messages.shortcuts.pen,
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
        strokes: &[Stroke::plain("KeyC")],
        asks: Action::Run(Errand::CopyQuote),
        says: |messages| messages.copy_quote,
    },
    Shortcut {
        strokes: &[Stroke::shift("KeyC")],
        asks: Action::Run(Errand::CopyLink),
        says: |messages| messages.copy_link,
    },
    Shortcut {
        strokes: &[Stroke::plain("KeyM")],
        asks: Action::Run(Errand::Menu),
        says: |messages| messages.shortcuts.menu,
    },
    Shortcut {
        strokes: &[Stroke::plain("Escape")],
        asks: Action::Leave,
        says: |messages| messages.shortcuts.leave,
    },
    Shortcut {
        strokes: &[Stroke::shift("Slash"), Stroke::plain("F1")],
        asks: Action::Open(Dialog::Help),
        says: |messages| messages.shortcuts.help,
    },
];

/// What a stroke asks for, if anything: first the tags' own keys, then the table, then the tags' keys with Shift.
pub fn action(stroke: Stroke, scheme: &TagScheme, settings: &Settings) -> Option<Action> {
    let tag = |shift| {
        let has_key = |tag: &&Arc<Tag>| Stroke { shift, ..Stroke::plain(&tag.key.value) } == stroke;
        scheme.tags().into_iter().find(has_key).map(|tag| tag.id.clone())
    };
    let row = || SHORTCUTS.iter().find(|row| row.is_asked_by(stroke, &settings.keys));
    tag(false)
        .map(Action::Tag)
        .or_else(|| row().map(|shortcut| shortcut.asks.clone()))
        .or_else(|| tag(true).map(|tag| Action::Pen(Pen::Take(tag))))
}

/// What a key does by itself, if anything: no tag can have it.
pub fn holder(code: &str, keys: &str, messages: &Messages) -> Option<&'static str> {
    let row = SHORTCUTS.iter().find(|shortcut| shortcut.is_asked_by(Stroke::plain(code), keys));
    row.map(|shortcut| (shortcut.says)(messages))
}

impl Shortcut {
    /// The reader's own stroke stands in the place of all of the table's.
    pub fn is_asked_by(&self, stroke: Stroke, keys: &str) -> bool {
        chosen(self, keys).map_or_else(|| self.strokes.contains(&stroke), |own| own == stroke)
    }

    /// Its strokes for people.
    pub fn drawn(&self, keys: &str) -> Vec<String> {
        match chosen(self, keys) {
            Some(own) => vec![drawn(own)],
            None => self.strokes.iter().copied().map(drawn).collect(),
        }
    }
}

/// A stroke as it stands on the key caps of the usual keyboard.
pub fn drawn(stroke: Stroke) -> String {
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
    keys.push(if question { "?" } else { cap(stroke.code) });
    keys.join(" + ")
}

/// What is printed on the key with this code.
pub fn cap(code: &str) -> &str {
    match code {
        "BracketRight" => "]",
        "BracketLeft" => "[",
        "Backspace" => "⌫",
        "Escape" => "Esc",
        "Comma" => ",",
        "Period" => ".",
        "Slash" => "/",
        "Semicolon" => ";",
        "Quote" => "'",
        "Backquote" => "`",
        "Backslash" => "\\",
        "Minus" => "-",
        "Equal" => "=",
        other => other.strip_prefix("Digit").or_else(|| other.strip_prefix("Key")).unwrap_or(other),
    }
}
