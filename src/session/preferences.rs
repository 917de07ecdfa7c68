//! Choosing language, appearance, name and keys.

use super::{Core, Feature, Settings};

#[derive(Clone, Default)]
pub struct State;

#[derive(Clone, Debug)]
pub enum Action {
    Settle(Settings),
    /// The system turned dark, or light again.
    PrefersDark(bool),
}

impl Feature for State {
    type Action = Action;

    fn act(&mut self, core: &mut Core, action: Action) {
        match action {
            Action::Settle(settings) => core.settings = settings,
            Action::PrefersDark(prefers_dark) => core.env.prefers_dark = prefers_dark,
        }
    }
}
