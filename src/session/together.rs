//! Deeds that touch two slices. There are few, so that each has a name; they call methods of the slices, which alone
//! write their own state.

use super::selecting::Selection;
use super::{Pending, Session, importing, linked_file, pen};
use crate::model::Bundle;
use crate::storage::Arrival;

/// Tags what was selected with the tag that is in the pen.
pub(super) fn draw(session: &mut Session, selection: Selection) {
    let Some(tag) = session.pen.armed(&session.core).map(|tag| tag.id.clone()) else { return };
    session.selecting.select(&mut session.core, Some(selection));
    session.core.tag(&tag);
    session.pen.note_use(&session.core);
}

/// Tags what was selected instead of what was drawn just before. Where it cannot be drawn, what was drawn before stays.
pub(super) fn redraw(session: &mut Session, selection: Selection) {
    let before = session.core.editor.clone();
    let stamp = session.core.tick();
    let undone = session.core.editor.undo(stamp).ok();
    let Some(undone) = undone.filter(|_| session.pen.was_just_used(&session.core)) else {
        return draw(session, selection);
    };
    session.core.editor = undone;
    let there = pen::last_step(&session.core);
    draw(session, selection);
    if pen::last_step(&session.core) == there {
        session.core.editor = before;
    }
}

/// Brings in what a file holds, and keeps beside it what was decided to be kept beside.
pub(super) fn import(session: &mut Session, pending: &Pending) {
    let document = pending.reading.bundle.document.id();
    let conflicts = importing::import(&mut session.core, pending);
    session.conflicts.keep(document, conflicts);
}

/// Joins what another program wrote into the file that a text is linked to.
pub(super) fn join_found(session: &mut Session, bundle: &Bundle) {
    let conflicts = linked_file::join_found(&mut session.core, bundle);
    session.conflicts.keep(bundle.document.id(), conflicts);
}

/// Joins what came from another tab or a store, and offers what lost a race by it.
pub(super) fn receive(session: &mut Session, incoming: &Arrival) {
    session.core.join(incoming);
    session.conflicts.offer(incoming);
    session.saving.quarantine(incoming);
    session.core.show_when_loaded(incoming.is_all);
    if incoming.is_all {
        session.core.loading.progress = None;
        if let Some(link) = session.core.loading.pending_link {
            session.core.visit(Some(link));
        }
    }
}
