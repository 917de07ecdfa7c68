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

#[derive(Clone, Default)]
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
