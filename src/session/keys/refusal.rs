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
