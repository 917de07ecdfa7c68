//! What a stroke asks for where the focus is.

use std::sync::Arc;

use super::keys::{Context, Focus, Shortcut, Stroke};
use super::{Action, Dialog, Mode, Session, Settings, annotating, finding, leaving, linking, pen, shortcuts};
use crate::model::{Tag, TagId};

/// What a stroke asks for, if anything: first a candidate that is offered, then a tag by its own key, then a row of the
/// table, then a tag for the pen.
pub fn asked_by(session: &Session, stroke: Stroke, focus: Focus) -> Option<Action> {
    let row = || shortcuts().into_iter().find(|row| row.is_asked_by(stroke, &session.core.settings.keys));
    match session.core.dialog {
        None => {}
        Some(Dialog::TagScheme(_)) => {
            let is_meant = |row: &Shortcut<_>| row.context == Context::History && row.context.counts(focus);
            return row().filter(is_meant).map(|row| row.asks);
        }
        Some(_) => return None,
    }
    if focus.field.is_none() {
        if let Some(number) = candidate(session, stroke) {
            return Some(linking::Action::Take(number).into());
        }
        if let Some(tag) = tag_with_key(session, stroke, false) {
            let is_meant = focus.is_at_annotation || session.core.editor.selection.is_some();
            return is_meant.then(|| annotating::Action::Tag(tag).into());
        }
    }
    match row() {
        Some(row) if matches!(row.asks, Action::Leaving(leaving::Action::Leave)) => Some(leave(focus)),
        Some(row) => Some(row.asks).filter(|_| row.context.counts(focus)),
        None if focus.field.is_some() => None,
        None => tag_with_key(session, stroke, true).map(|tag| pen::Action::Take(tag).into()),
    }
}

/// Closes the find bar from there, and leads from any other field back to the text.
fn leave(focus: Focus) -> Action {
    if focus.is_in_find {
        finding::Action::Close.into()
    } else if focus.field.is_some() {
        annotating::Action::LeaveNote.into()
    } else {
        leaving::Action::Leave.into()
    }
}

/// The number of a candidate, while some are offered.
fn candidate(session: &Session, stroke: Stroke) -> Option<u32> {
    let is_offered = matches!(session.core.mode, Mode::ChoosingLink(..));
    let digit = stroke.code.strip_prefix("Digit").filter(|_| is_offered)?;
    let number = digit.chars().next()?.to_digit(10)?;
    (Stroke::plain(stroke.code) == stroke).then_some(number)
}

/// The strokes of the row with this id, for `aria-keyshortcuts`.
pub fn announced(settings: &Settings, id: &str) -> String {
    let row = shortcuts().into_iter().find(|row| row.id == id);
    row.map(|row| row.announced(&settings.keys, settings.is_quiet)).unwrap_or_default()
}

fn tag_with_key(session: &Session, stroke: Stroke, shift: bool) -> Option<TagId> {
    let has_key = |tag: &&Arc<Tag>| Stroke { shift, ..Stroke::plain(&tag.key.value) } == stroke;
    session.core.editor.project.scheme.tags().into_iter().find(has_key).map(|tag| tag.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::keys::Field;
    use crate::session::testing::{after, choose, select, session, tag};
    use crate::session::{dialogs, preferences};

    const PAGE: Focus = Focus { field: None, is_in_find: false, is_at_annotation: false };
    const TEXT: Focus = Focus { is_at_annotation: true, ..PAGE };
    const NOTE: Focus = Focus { field: Some(Field::Settled), is_at_annotation: true, ..PAGE };
    const FIELD: Focus = Focus { field: Some(Field::Written), ..PAGE };
    const FIND: Focus = Focus { field: Some(Field::Written), is_in_find: true, ..PAGE };
    const FIND_BUTTON: Focus = Focus { is_in_find: true, ..PAGE };

    /// What is asked for, as an action is written, up to its first bracket.
    fn asked(session: &Session, written: &str, focus: Focus) -> String {
        let asked = asked_by(session, Stroke::read(written), focus);
        asked.map_or_else(|| "–".to_owned(), |action| format!("{action:?}"))
    }

    fn check(session: &Session, table: &[(&str, &str, Focus, &str)]) {
        for (name, stroke, focus, action) in table {
            assert_eq!(asked(session, stroke, *focus), *action, "{name}: {stroke}");
        }
    }

    #[test]
    fn what_is_announced_of_a_row_is_what_asks_for_it() {
        let settings = |keys: &str, is_quiet| Settings { keys: keys.into(), is_quiet, ..Settings::default() };
        let table = [
            ("link", "", false, "L"),
            ("link", "link=KeyX", false, "X"),
            ("link", "", true, ""),
            ("redo", "", true, "Control+Shift+Z Control+Y"),
            ("nowhere", "", false, ""),
        ];
        for (id, keys, is_quiet, expected) in table {
            assert_eq!(announced(&settings(keys, is_quiet), id), expected, "{id}, {keys}");
        }
    }

    #[test]
    fn keys_on_the_page() {
        check(
            &session(),
            &[
                ("next", "BracketRight", PAGE, "List(Next)"),
                ("previous", "BracketLeft", TEXT, "List(Previous)"),
                ("a larger segment", "Equal", TEXT, "Selecting(Segment(Larger))"),
                ("a smaller segment", "Minus", TEXT, "Selecting(Segment(Smaller))"),
                ("the next unmarked paragraph", "KeyJ", PAGE, "Selecting(Segment(NextUnmarked))"),
                ("find", "Ctrl+KeyF", PAGE, "Finding(Open)"),
                ("the next occurrence", "F3", PAGE, "Finding(Step { forward: true })"),
                ("the occurrence before", "Shift+F3", PAGE, "Finding(Step { forward: false })"),
                ("tag all", "KeyA", PAGE, "Finding(All)"),
                ("the pen", "KeyP", PAGE, "Pen(Toggle)"),
                ("an edge", "KeyE", PAGE, "MovingEdges(Begin)"),
                ("a note at an annotation", "KeyN", TEXT, "Annotating(WriteNote)"),
                ("a note elsewhere", "KeyN", PAGE, "–"),
                ("a link at an annotation", "KeyL", TEXT, "Linking(Offer(None))"),
                ("a link elsewhere", "KeyL", PAGE, "–"),
                ("a deletion at an annotation", "Delete", TEXT, "Annotating(DeleteCurrent)"),
                ("a deletion by the other key", "Backspace", TEXT, "Annotating(DeleteCurrent)"),
                ("a deletion elsewhere", "Delete", PAGE, "–"),
                ("undo", "Ctrl+KeyZ", PAGE, "History(Undo)"),
                ("redo", "Ctrl+Shift+KeyZ", PAGE, "History(Redo)"),
                ("redo by the other key", "Ctrl+KeyY", TEXT, "History(Redo)"),
                ("export", "Ctrl+KeyS", PAGE, "Exporting(Project)"),
                ("open", "Ctrl+KeyO", PAGE, "Importing(Pick)"),
                ("a quote", "KeyC", PAGE, "Exporting(CopyQuote)"),
                ("an address", "Shift+KeyC", PAGE, "Exporting(CopyLink)"),
                ("the menu", "KeyM", PAGE, "Dialogs(OpenMenu)"),
                ("the tags", "Shift+KeyT", PAGE, "Dialogs(Open(TagScheme(None)))"),
                ("help", "Shift+Slash", PAGE, "Dialogs(Open(Help))"),
                ("help by the other key", "F1", PAGE, "Dialogs(Open(Help))"),
                ("escape", "Escape", PAGE, "Leaving(Leave)"),
                ("the browser's copy", "Ctrl+KeyC", TEXT, "–"),
                ("a key with Alt", "Alt+KeyP", TEXT, "–"),
                ("a key of nothing", "KeyX", TEXT, "–"),
                ("a key that does not say which", "", TEXT, "–"),
            ],
        );
    }

    #[test]
    fn keys_in_fields() {
        check(
            &session(),
            &[
                ("a letter", "KeyP", FIELD, "–"),
                ("a digit", "Digit1", FIELD, "–"),
                ("a digit in a note", "Digit1", NOTE, "–"),
                ("the pen's digit", "Shift+Digit1", NOTE, "–"),
                ("find", "Ctrl+KeyF", FIELD, "Finding(Open)"),
                ("the next occurrence", "F3", FIND, "Finding(Step { forward: true })"),
                ("export", "Ctrl+KeyS", NOTE, "Exporting(Project)"),
                ("undo of what is being written", "Ctrl+KeyZ", FIELD, "–"),
                ("undo of what is settled", "Ctrl+KeyZ", NOTE, "History(Undo)"),
                ("redo of what is settled", "Ctrl+KeyY", NOTE, "History(Redo)"),
                ("open", "Ctrl+KeyO", FIELD, "–"),
                ("help", "F1", FIELD, "–"),
                ("a deletion in a note", "Delete", NOTE, "–"),
                ("escape from a note", "Escape", NOTE, "Annotating(LeaveNote)"),
                ("escape from a field", "Escape", FIELD, "Annotating(LeaveNote)"),
                ("escape from the field of the find bar", "Escape", FIND, "Finding(Close)"),
                ("escape from a button of the find bar", "Escape", FIND_BUTTON, "Finding(Close)"),
            ],
        );
    }

    #[test]
    fn keys_of_tags() {
        let start = session();
        check(
            &start,
            &[
                ("at an annotation", "Digit1", TEXT, "Annotating(Tag(\"quote\"))"),
                ("with nothing to tag", "Digit1", PAGE, "–"),
                ("for the pen", "Shift+Digit4", PAGE, "Pen(Take(\"person\"))"),
                ("of no tag", "Digit9", TEXT, "–"),
                ("of no tag for the pen", "Shift+Digit9", TEXT, "–"),
                ("with Ctrl", "Ctrl+Digit1", TEXT, "–"),
            ],
        );
        check(&select(&start, 3, 5), &[("with a selection", "Digit1", PAGE, "Annotating(Tag(\"quote\"))")]);
    }

    #[test]
    fn digits_while_candidates_are_offered() {
        let offered = after(&choose(&session(), 2), linking::Action::Offer(None));
        check(
            &offered,
            &[
                ("a candidate", "Digit1", TEXT, "Linking(Take(1))"),
                ("from anywhere", "Digit2", PAGE, "Linking(Take(2))"),
                ("nobody whom the text names", "Digit0", PAGE, "Linking(Take(0))"),
                ("one that is not offered", "Digit9", TEXT, "Linking(Take(9))"),
                ("the pen is taken up meanwhile", "Shift+Digit1", TEXT, "Pen(Take(\"quote\"))"),
                ("in a field", "Digit1", NOTE, "–"),
                ("other keys mean what they do", "KeyL", TEXT, "Linking(Offer(None))"),
            ],
        );
    }

    #[test]
    fn keys_under_the_dialog_of_the_tags() {
        let scheme = after(&session(), dialogs::Action::Open(Dialog::TagScheme(None)));
        check(
            &scheme,
            &[
                ("undo", "Ctrl+KeyZ", PAGE, "History(Undo)"),
                ("redo", "Ctrl+KeyY", PAGE, "History(Redo)"),
                ("undo of what is settled", "Ctrl+KeyZ", NOTE, "History(Undo)"),
                ("undo of what is being written", "Ctrl+KeyZ", FIELD, "–"),
                ("a letter", "KeyP", PAGE, "–"),
                ("a tag", "Digit1", TEXT, "–"),
                ("escape, which closes it by itself", "Escape", PAGE, "–"),
            ],
        );
    }

    #[test]
    fn no_key_counts_under_other_dialogs() {
        let dialogs =
            [Dialog::Help, Dialog::Erase, Dialog::Quarantine, Dialog::RestorePoints(std::rc::Rc::default())];
        for dialog in dialogs {
            let session = after(&session(), dialogs::Action::Open(dialog.clone()));
            for row in shortcuts() {
                for stroke in row.strokes {
                    assert!(asked_by(&session, *stroke, TEXT).is_none(), "{dialog:?} {}", row.id);
                }
            }
        }
    }

    #[test]
    fn the_reader_s_own_keys_count() {
        let keys = Settings { keys: "leave=KeyX pen=Ctrl+KeyE write-note=F9".into(), ..Settings::default() };
        let session = after(&session(), preferences::Action::Settle(keys));
        check(
            &session,
            &[
                ("the chosen key", "Ctrl+KeyE", PAGE, "Pen(Toggle)"),
                ("the one before", "KeyP", PAGE, "–"),
                ("in the same places", "Ctrl+KeyE", FIELD, "–"),
                ("at an annotation", "F9", TEXT, "Annotating(WriteNote)"),
                ("and nowhere else", "F9", PAGE, "–"),
                ("another key that leaves", "KeyX", FIND_BUTTON, "Finding(Close)"),
            ],
        );
    }

    #[test]
    fn a_key_of_a_tag_that_was_deleted_is_free() {
        let session = after(&session(), crate::session::tag_scheme::Action::Delete(tag("quote")));
        check(
            &session,
            &[("deleted", "Digit1", TEXT, "–"), ("another", "Digit2", TEXT, "Annotating(Tag(\"term\"))")],
        );
    }
}
