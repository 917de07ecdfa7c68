//! Keys that the reader chose in the place of the table's. A row is known by the first of its own strokes:
//!
//! ```text
//!   KeyN=KeyM Ctrl+KeyS=Ctrl+KeyE
//! ```

use super::session::Session;
use super::settings::Settings;
use super::shortcuts::{SHORTCUTS, Shortcut, cap, drawn};
use crate::keys::Stroke;

const COMMAND: &str = "Ctrl+";
const ALT: &str = "Alt+";
const SHIFT: &str = "Shift+";

/// A stroke as it is stored: `Ctrl+Shift+KeyZ`
pub fn written(stroke: Stroke) -> String {
    let held = |is_held, name| if is_held { name } else { "" };
    [held(stroke.command, COMMAND), held(stroke.alt, ALT), held(stroke.shift, SHIFT), stroke.code].concat()
}

/// Reads what [`written`] writes.
fn read(text: &str) -> Stroke<'_> {
    let (text, command) = without(text, COMMAND);
    let (text, alt) = without(text, ALT);
    let (code, shift) = without(text, SHIFT);
    Stroke { code, command, shift, alt }
}

fn without<'a>(text: &'a str, prefix: &str) -> (&'a str, bool) {
    text.strip_prefix(prefix).map_or((text, false), |rest| (rest, true))
}

fn name(row: &Shortcut) -> String {
    row.strokes.first().copied().map(written).unwrap_or_default()
}

fn pairs(keys: &str) -> impl Iterator<Item = (&str, &str)> {
    keys.split(' ').filter_map(|pair| pair.split_once('='))
}

/// The reader's own stroke for a row.
pub fn chosen<'a>(row: &Shortcut, keys: &'a str) -> Option<Stroke<'a>> {
    if keys.is_empty() {
        return None;
    }
    let name = name(row);
    pairs(keys).find(|(row, _)| *row == name).map(|(_, stroke)| read(stroke))
}

/// All choices with another one; a row that gets a stroke of its own again has none.
fn with(keys: &str, row: &Shortcut, stroke: Stroke) -> String {
    let name = name(row);
    let mut all = String::new();
    let own = written(stroke);
    let new = Some((&*name, &*own)).filter(|_| !row.strokes.contains(&stroke));
    for (row, stroke) in pairs(keys).filter(|(row, _)| *row != name).chain(new) {
        let space = if all.is_empty() { "" } else { " " };
        all += &[space, row, "=", stroke].concat();
    }
    all
}

/// What the caret and the focus cannot do without.
const KEPT: &[&str] = &[
    "ArrowLeft",
    "ArrowRight",
    "ArrowUp",
    "ArrowDown",
    "Home",
    "End",
    "PageUp",
    "PageDown",
    "Enter",
    "Space",
];

impl Session {
    /// Gives a stroke to the row that waits for one, or says why not and waits on.
    pub(super) fn take_key(&mut self, written: &str) {
        let Some((at, _)) = self.choosing_key else { return };
        let Some(row) = SHORTCUTS.get(at) else { return };
        let stroke = read(written);
        self.choosing_key = self.key_refusal(at, stroke).map(|words| (at, words));
        if self.choosing_key.is_none() {
            let keys = with(&self.settings.keys, row, stroke).into();
            self.settings = Settings { keys, ..self.settings.clone() };
        }
    }

    /// Why a stroke cannot be had for a row.
    fn key_refusal(&self, at: usize, stroke: Stroke) -> Option<String> {
        let messages = self.messages();
        if KEPT.contains(&stroke.code) {
            return Some((messages.menu().key_kept)(cap(stroke.code)));
        }
        let taken = |what: &str| (messages.menu().key_taken)(&drawn(stroke), what);
        let tags = self.editor.project.scheme.tags();
        if let Some(tag) = tags.into_iter().find(|tag| Stroke::plain(&tag.key.value) == stroke) {
            return Some(taken(&self.tag_name(tag)));
        }
        let mut others = SHORTCUTS.iter().enumerate().filter(|(number, _)| *number != at);
        let (_, other) = others.find(|(_, row)| row.is_asked_by(stroke, &self.settings.keys))?;
        Some(taken((other.says)(messages)))
    }
}
