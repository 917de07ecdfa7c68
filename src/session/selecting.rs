//! What is selected in the text, and the ways to a place in it.

use super::keys::{Context, Shortcut, Stroke};
use super::{Core, Feature, SelectSegment};
use crate::text::{CharOffset, Span};

/// What the reader has selected, and at which end the selection was finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    pub span: Span,
    pub backward: bool,
}

#[derive(Clone, Debug, Default)]
pub struct State {
    /// The selection was finished at its start.
    pub is_backward: bool,
}

#[derive(Clone, Debug)]
pub enum Action {
    Select(Option<Selection>),
    /// Puts the focus into the text.
    FocusText,
    /// Puts the caret at a place and shows it.
    GoTo(CharOffset),
    Segment(SelectSegment),
}

impl Feature for State {
    type Action = Action;

    const SHORTCUTS: &'static [Shortcut<Action>] = &[
        Shortcut {
            id: "grow-selection",
            strokes: &[Stroke::plain("Equal")],
            context: Context::Page,
            asks: Action::Segment(SelectSegment::Larger),
            says: |messages| messages.shortcuts.grow,
        },
        Shortcut {
            id: "shrink-selection",
            strokes: &[Stroke::plain("Minus")],
            context: Context::Page,
            asks: Action::Segment(SelectSegment::Smaller),
            says: |messages| messages.shortcuts.shrink,
        },
        Shortcut {
            id: "next-unmarked",
            strokes: &[Stroke::plain("KeyJ")],
            context: Context::Page,
            asks: Action::Segment(SelectSegment::NextUnmarked),
            says: |messages| messages.shortcuts.unmarked,
        },
    ];

    fn act(&mut self, core: &mut Core, action: Action) {
        match action {
            Action::Select(selection) => self.select(core, selection),
            Action::FocusText => core.requests.focus_text = Some(core.request(())),
            Action::GoTo(place) => core.requests.scroll_to = Some(core.request(place)),
            Action::Segment(segment) => core.requests.select = Some(core.request(segment)),
        }
    }
}

impl State {
    pub(super) fn select(&mut self, core: &mut Core, selection: Option<Selection>) {
        if selection.is_some() {
            core.leave_mode();
        }
        self.is_backward = selection.is_some_and(|selection| selection.backward);
        core.editor = core.editor.selecting(selection.map(|selection| selection.span));
    }

    /// This is selected already.
    pub(super) fn is_selected(&self, core: &Core, selection: Option<Selection>) -> bool {
        let span = selection.map(|selection| selection.span);
        span == core.editor.selection && selection.is_none_or(|one| one.backward == self.is_backward)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::testing::{after, at, choose, moving, select, session, span};
    use crate::session::{Mode, annotating, linking};

    #[test]
    fn a_selection_is_told_with_the_end_it_was_finished_at() {
        let backward = Selection { span: span(3, 5), backward: true };
        let session = after(&session(), Action::Select(Some(backward)));
        assert_eq!(session.core.editor.selection, Some(span(3, 5)));
        assert!(session.selecting.is_backward);
        let session = after(&session, Action::Select(None));
        assert_eq!((session.core.editor.selection, session.selecting.is_backward), (None, false));
    }

    #[test]
    fn the_same_selection_again_is_no_step() {
        let session = select(&session(), 3, 5);
        let again = |backward| Action::Select(Some(Selection { span: span(3, 5), backward })).into();
        assert!(session.after(again(false)).is_none());
        assert!(session.after(again(true)).is_some(), "its other end is another selection");
        let none = Action::Select(None).into();
        assert!(after(&session, Action::Select(None)).after(none).is_none());
    }

    #[test]
    fn a_selection_leaves_what_is_under_way() {
        let offered = after(&choose(&session(), 2), linking::Action::Offer(None));
        assert_eq!(select(&offered, 3, 5).core.mode, Mode::Reading);
        let moved = select(&moving(&session(), 1), 7, 9);
        assert_eq!((moved.core.mode.clone(), moved.core.preview.is_none()), (Mode::Reading, true));
    }

    #[test]
    fn selecting_nothing_leaves_nothing() {
        let session = after(&moving(&session(), 1), Action::FocusText);
        let session = select(&session, 7, 9);
        let offered = after(&choose(&session, 2), linking::Action::Offer(None));
        assert!(offered.after(Action::Select(None).into()).is_none(), "nothing is selected already");
        assert!(matches!(offered.core.mode, Mode::ChoosingLink(..)));
    }

    #[test]
    fn each_way_to_a_place_is_asked_of_the_text() {
        let start = session();
        let focused = after(&start, Action::FocusText);
        assert!(focused.core.requests.focus_text.is_some());
        let gone_to = after(&start, Action::GoTo(at(29)));
        assert_eq!(gone_to.core.requests.scroll_to.map(|request| request.what), Some(at(29)));
        let grown = after(&start, Action::Segment(SelectSegment::Larger));
        assert_eq!(grown.core.requests.select.map(|request| request.what), Some(SelectSegment::Larger));
    }

    #[test]
    fn the_same_request_again_is_a_new_one() {
        let once = after(&session(), Action::FocusText);
        let twice = after(&once, Action::FocusText);
        assert_ne!(once.core.requests.focus_text, twice.core.requests.focus_text);
    }

    #[test]
    fn what_was_written_to_find_a_tag_goes_with_the_selection() {
        let session = after(&select(&session(), 3, 5), annotating::Action::FindTag("per".into()));
        assert_eq!(session.annotating.tag_query, "per");
        assert_eq!(select(&session, 7, 9).annotating.tag_query, "");
    }
}
