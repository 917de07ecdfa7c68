//! The key that puts away what is nearest; `escape.rs` has the list of what that is.

use super::keys::{Context, Shortcut, Stroke};
use super::{Core, Feature};

#[derive(Clone, Debug, Default)]
pub struct State;

#[derive(Clone, Copy, Debug)]
pub enum Action {
    Leave,
}

impl Feature for State {
    type Action = Action;

    const SHORTCUTS: &'static [Shortcut<Action>] = &[Shortcut {
        id: "leave",
        strokes: &[Stroke::plain("Escape")],
        context: Context::Page,
        asks: Action::Leave,
        says: |messages| messages.shortcuts.leave,
    }];

    /// The step does it, since what is put away is other features'.
    fn act(&mut self, _: &mut Core, _: Action) {}
}
