//! Keys that the reader chose in the place of the table's, as they are stored: each row by its id.
//!
//! ```text
//!   write-note=KeyM export=Ctrl+KeyE
//! ```

use super::{Shortcut, Stroke};

/// The rows of version 0.1, which stored each by its first stroke; with their ids.
const BY_STROKE: &[(&str, &str)] = &[
    ("BracketRight", "next-annotation"),
    ("BracketLeft", "previous-annotation"),
    ("Equal", "grow-selection"),
    ("Minus", "shrink-selection"),
    ("KeyJ", "next-unmarked"),
    ("Ctrl+KeyF", "find"),
    ("F3", "find-next"),
    ("Shift+F3", "find-previous"),
    ("KeyA", "tag-all"),
    ("KeyP", "pen"),
    ("KeyN", "write-note"),
    ("KeyE", "move-edge"),
    ("KeyL", "link"),
    ("Shift+KeyT", "tag-scheme"),
    ("Delete", "delete"),
    ("Ctrl+KeyZ", "undo"),
    ("Ctrl+Shift+KeyZ", "redo"),
    ("Ctrl+KeyS", "export"),
    ("Ctrl+KeyO", "open"),
    ("KeyC", "copy-quote"),
    ("Shift+KeyC", "copy-link"),
    ("KeyM", "menu"),
    ("Escape", "leave"),
    ("Shift+Slash", "help"),
];

fn pairs(keys: &str) -> impl Iterator<Item = (&str, &str)> {
    keys.split(' ').filter_map(|pair| pair.split_once('='))
}

/// The reader's own stroke for the row with this id.
pub fn chosen<'a>(id: &str, keys: &'a str) -> Option<Stroke<'a>> {
    pairs(keys).find(|(row, _)| *row == id).map(|(_, stroke)| Stroke::read(stroke))
}

/// All choices with another one; a row that gets a stroke of its own again has none.
pub fn with_chosen<A>(keys: &str, row: &Shortcut<A>, stroke: Stroke) -> String {
    let own = stroke.written();
    let new = Some((row.id, &*own)).filter(|_| !row.strokes.contains(&stroke));
    written(pairs(keys).filter(|(id, _)| *id != row.id).chain(new))
}

/// Choices as version 0.1 stored them, with ids in the place of strokes; others stay as they are.
pub fn upgraded(keys: &str) -> String {
    let id = |name| BY_STROKE.iter().find(|(stroke, _)| *stroke == name).map_or(name, |(_, id)| *id);
    written(pairs(keys).map(|(name, stroke)| (id(name), stroke)))
}

fn written<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let pairs: Vec<String> = pairs.map(|(id, stroke)| [id, "=", stroke].concat()).collect();
    pairs.join(" ")
}
