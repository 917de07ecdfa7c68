//! Saying something once, and no longer.

use super::{Core, Feature, Notice};

#[derive(Clone, Default)]
pub struct State;

#[derive(Clone, Debug)]
pub enum Action {
    Say(Notice),
    Dismiss,
}

impl Feature for State {
    type Action = Action;

    fn act(&mut self, core: &mut Core, action: Action) {
        match action {
            Action::Say(notice) => core.notice = Some(Notice { number: core.steps, ..notice }),
            Action::Dismiss => core.notice = None,
        }
    }
}
