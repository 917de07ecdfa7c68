//! Escape puts away what is nearest: one thing each time, the innermost first.

use super::{Mode, Session, finding, pen};

/// Each puts one thing away and says `true`, or does nothing: the innermost first.
const INNERMOST_FIRST: &[fn(&mut Session) -> bool] =
    &[link_candidates, mode, armed_pen, selection, find_bar, current_annotation];

pub(super) fn leave(session: &mut Session) {
    let _ = INNERMOST_FIRST.iter().any(|put_away| put_away(session));
    session.core.notice = None;
}

fn link_candidates(session: &mut Session) -> bool {
    let is_open = matches!(session.core.mode, Mode::ChoosingLink(..));
    if is_open {
        session.core.leave_mode();
        session.core.back_to_text();
    }
    is_open
}

fn mode(session: &mut Session) -> bool {
    let is_other = session.core.mode != Mode::Reading;
    session.core.leave_mode();
    is_other
}

fn armed_pen(session: &mut Session) -> bool {
    let is_armed = session.pen.armed(&session.core).is_some();
    if is_armed {
        session.act(pen::Action::PutDown.into());
    }
    is_armed
}

fn selection(session: &mut Session) -> bool {
    let Some(span) = session.core.editor.selection else { return false };
    let end = if session.selecting.is_backward { span.start() } else { span.end() };
    session.core.requests.caret = Some(session.core.request(end));
    session.core.editor = session.core.editor.selecting(None);
    true
}

fn find_bar(session: &mut Session) -> bool {
    let is_open = session.finding.find.is_some();
    if is_open {
        session.act(finding::Action::Close.into());
    }
    is_open
}

fn current_annotation(session: &mut Session) -> bool {
    session.core.editor = session.core.editor.at(None);
    session.core.view.is_list_open = false;
    true
}
