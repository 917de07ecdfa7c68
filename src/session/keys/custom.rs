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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::shortcuts;

    fn row(id: &str) -> Shortcut<crate::session::Action> {
        shortcuts().into_iter().find(|row| row.id == id).unwrap()
    }

    #[test]
    fn every_row_of_version_0_1_is_a_row_still_with_that_stroke() {
        for (stroke, id) in BY_STROKE {
            assert_eq!(row(id).strokes[0].written(), *stroke, "{id}");
        }
    }

    #[test]
    fn every_row_of_version_0_1_is_read_by_its_id() {
        for (stroke, id) in BY_STROKE {
            assert_eq!(upgraded(&format!("{stroke}=KeyX")), format!("{id}=KeyX"));
        }
    }

    #[test]
    fn choices_of_today_and_strangers_stay_as_they_are() {
        for keys in ["", "pen=KeyX", "pen=KeyX export=Ctrl+KeyE", "of-a-newer-version=KeyX"] {
            assert_eq!(upgraded(keys), keys);
            assert_eq!(upgraded(&upgraded(keys)), keys);
        }
        assert_eq!(upgraded("KeyN=KeyX Ctrl+Shift+KeyZ=F9 rubbish"), "write-note=KeyX redo=F9");
    }

    #[test]
    fn a_choice_is_read_for_its_row_alone() {
        let keys = "pen=KeyX export=Ctrl+KeyE";
        assert_eq!(chosen("pen", keys), Some(Stroke::plain("KeyX")));
        assert_eq!(chosen("export", keys), Some(Stroke::command("KeyE")));
        assert_eq!(chosen("ex", keys), None);
        assert_eq!(chosen("open", keys), None);
    }

    #[test]
    fn a_choice_stands_beside_the_others_and_over_the_one_before() {
        let keys = with_chosen("", &row("pen"), Stroke::plain("KeyX"));
        let keys = with_chosen(&keys, &row("export"), Stroke::command("KeyE"));
        assert_eq!(keys, "pen=KeyX export=Ctrl+KeyE");
        assert_eq!(with_chosen(&keys, &row("pen"), Stroke::plain("KeyY")), "export=Ctrl+KeyE pen=KeyY");
    }

    #[test]
    fn a_row_that_gets_any_stroke_of_its_own_again_has_no_choice() {
        assert_eq!(with_chosen("redo=KeyX", &row("redo"), Stroke::command("KeyY")), "");
        assert_eq!(with_chosen("redo=KeyX", &row("redo"), Stroke::command("KeyZ").with_shift()), "");
    }
}
