//! Why a key cannot be had: the caret and the focus need it, or something else has it.

use super::{Shortcut, Stroke, cap};
use crate::i18n::Messages;
use crate::model::TagScheme;
use crate::wording::shown_tag_name;

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

/// Why a stroke cannot be had for a row of the table, in words. `own` are the reader's keys.
pub fn refusal<A>(
    table: &[Shortcut<A>],
    row: &Shortcut<A>,
    stroke: Stroke,
    own: &str,
    scheme: &TagScheme,
    messages: &'static Messages,
) -> Option<String> {
    if KEPT.contains(&stroke.code) {
        return Some((messages.menu().key_kept)(cap(stroke.code)));
    }
    let taken = |what: &str| (messages.menu().key_taken)(&stroke.drawn(), what);
    if let Some(tag) = scheme.tags().into_iter().find(|tag| Stroke::plain(&tag.key.value) == stroke) {
        return Some(taken(&shown_tag_name(tag, messages)));
    }
    let mut others = table.iter().filter(|other| other.id != row.id);
    let other = others.find(|other| other.is_asked_by(stroke, own))?;
    Some(taken((other.says)(messages)))
}

/// What a key does by itself, if anything: no tag can have it. `own` are the reader's keys.
pub fn holder<A>(table: &[Shortcut<A>], code: &str, own: &str, messages: &Messages) -> Option<&'static str> {
    let row = table.iter().find(|row| row.is_asked_by(Stroke::plain(code), own));
    row.map(|row| (row.says)(messages))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n;
    use crate::model::first_scheme;
    use crate::session::shortcuts;

    fn refused(id: &str, stroke: Stroke, own: &str) -> Option<String> {
        let table = shortcuts();
        let row = table.iter().find(|row| row.id == id).unwrap();
        refusal(&table, row, stroke, own, &first_scheme(), i18n::choose(["en"]))
    }

    #[test]
    fn keys_of_the_caret_and_the_focus_are_kept_with_any_modifier() {
        for code in KEPT {
            assert!(refused("pen", Stroke::plain(code), "").is_some(), "{code}");
            assert!(refused("pen", Stroke::command(code), "").is_some(), "Ctrl+{code}");
        }
    }

    #[test]
    fn a_stroke_is_refused_by_the_name_of_what_has_it() {
        let messages = i18n::choose(["en"]);
        let table = [
            (Stroke::plain("Digit1"), "quote"),
            (Stroke::plain("KeyN"), messages.shortcuts.note),
            (Stroke::command("KeyS"), messages.shortcuts.export),
            (Stroke::plain("Backspace"), messages.shortcuts.delete),
        ];
        for (stroke, by) in table {
            let words = refused("pen", stroke, "").unwrap();
            assert!(words.contains(by) && words.contains(&stroke.drawn()), "{words}");
        }
    }

    #[test]
    fn a_free_stroke_and_the_row_s_own_are_not_refused() {
        for stroke in
            [Stroke::plain("KeyX"), Stroke::plain("KeyP"), Stroke::shift("KeyP"), Stroke::shift("Digit1")]
        {
            assert_eq!(refused("pen", stroke, ""), None, "{stroke:?}");
        }
    }

    #[test]
    fn the_reader_s_own_keys_count_for_the_table_s() {
        assert_eq!(refused("pen", Stroke::plain("KeyN"), "write-note=KeyX"), None);
        assert!(refused("pen", Stroke::plain("KeyX"), "write-note=KeyX").is_some());
    }

    #[test]
    fn what_a_key_does_by_itself_is_told() {
        let messages = i18n::choose(["en"]);
        let held = |code, own| holder(&shortcuts(), code, own, messages);
        assert_eq!(held("KeyN", ""), Some(messages.shortcuts.note));
        assert_eq!(held("KeyS", ""), None, "only with Ctrl does it");
        assert_eq!(held("KeyN", "write-note=KeyX"), None);
        assert_eq!(held("KeyX", "write-note=KeyX"), Some(messages.shortcuts.note));
    }
}
