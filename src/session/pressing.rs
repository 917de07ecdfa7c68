//! What a stroke asks for where the focus is.

use std::sync::Arc;

use super::keys::{Context, Focus, Shortcut, Stroke};
use super::{Action, Dialog, Mode, Session, annotating, finding, leaving, linking, pen, shortcuts};
use crate::model::{Tag, TagId};

/// What a stroke asks for, if anything: first a candidate that is offered, then a tag by its own key, then a row of the
/// table, then a tag for the pen.
pub fn asked_by(session: &Session, stroke: Stroke, focus: Focus) -> Option<Action> {
    // Some keyboards on a screen do not say which key it was.
    if stroke.code.is_empty() {
        return None;
    }
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

fn tag_with_key(session: &Session, stroke: Stroke, shift: bool) -> Option<TagId> {
    let has_key = |tag: &&Arc<Tag>| Stroke { shift, ..Stroke::plain(&tag.key.value) } == stroke;
    session.core.editor.project.scheme.tags().into_iter().find(has_key).map(|tag| tag.id.clone())
}
