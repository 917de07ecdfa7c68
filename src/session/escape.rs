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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::leaving::Action::Leave;
    use crate::session::selecting::{Action as Selecting, Selection};
    use crate::session::testing::{after, at, choose, current, moving, session, span, tag, to, told};
    use crate::session::{linking, list, overlaps};

    #[test]
    fn the_innermost_is_left_first_and_one_thing_each_time() {
        let find = after(&session(), finding::Action::Write("到".into()));
        let session = after(&choose(&find, 2), pen::Action::Take(tag("term")));
        let session =
            after(&session, Selecting::Select(Some(Selection { span: span(3, 5), backward: false })));
        let session = after(&session, linking::Action::Offer(None));
        let stands = |session: &Session| {
            [
                matches!(session.core.mode, Mode::ChoosingLink(..)),
                session.pen.armed(&session.core).is_some(),
                session.core.editor.selection.is_some(),
                session.finding.find.is_some(),
                session.core.editor.current.is_some(),
            ]
        };
        let mut now = session;
        for left in 0..=5 {
            assert_eq!(stands(&now), [left < 1, left < 2, left < 3, left < 4, left < 5], "after {left}");
            now = after(&now, Leave);
        }
    }

    #[test]
    fn a_move_is_given_up_and_what_moved_stays_current() {
        let session = after(&after(&moving(&session(), 1), to(7)), Leave);
        assert_eq!((current(&session), session.core.mode.clone()), (Some(1), Mode::Reading));
        assert!(session.core.preview.is_none());
    }

    #[test]
    fn a_choice_among_overlaps_ends_before_the_annotation_is_let_go() {
        let session = after(&session(), overlaps::Action::Point(Some(at(15))));
        let session = after(&session, Leave);
        assert_eq!((current(&session), session.core.mode.clone()), (Some(4), Mode::Reading));
        assert_eq!(current(&after(&session, Leave)), None);
    }

    #[test]
    fn the_caret_stays_at_the_end_at_which_the_selection_was_finished() {
        for (backward, caret) in [(false, 5), (true, 3)] {
            let selection = Selection { span: span(3, 5), backward };
            let session = after(&after(&session(), Selecting::Select(Some(selection))), Leave);
            assert_eq!(session.core.requests.caret.map(|request| request.what), Some(at(caret)));
            assert_eq!(session.core.editor.selection, None);
        }
    }

    #[test]
    fn the_list_over_a_narrow_text_closes_last() {
        let session = after(&choose(&session(), 1), list::Action::Toggle);
        let session = after(&session, Leave);
        assert_eq!((current(&session), session.core.view.is_list_open), (None, false));
    }

    #[test]
    fn a_pen_whose_tag_is_gone_holds_nothing_up() {
        let session = after(&choose(&session(), 1), pen::Action::Take(tag("place")));
        let session = after(&session, crate::session::tag_scheme::Action::Delete(tag("place")));
        assert_eq!(current(&after(&session, Leave)), None);
    }

    #[test]
    fn with_nothing_to_leave_nothing_happens() {
        let session = after(&session(), Leave);
        assert_eq!((current(&session), told(&session).len()), (None, 5));
    }
}
