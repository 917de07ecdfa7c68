//! One action: it is done, or waits for its module; then every slice is brought in line with what became of the core.

use super::{
    Action, Session, escape, importing, leaving, linked_file, overlaps, pen, saving, selecting, together,
};

impl Session {
    /// The session after an action; `None` where the action says what is so already, as the pointer often does.
    #[must_use]
    pub fn after(&self, action: Action) -> Option<Self> {
        if self.is_so_already(&action) {
            return None;
        }
        let mut next = self.clone();
        next.core.steps += 1;
        next.core.drawn_steps += u64::from(!matches!(action, Action::Saving(saving::Action::Status(_))));
        take(&mut next, action);
        next.reconcile(&self.core);
        Some(next)
    }

    #[allow(clippy::wildcard_enum_match_arm, reason = "an action does something until it is shown not to")]
    fn is_so_already(&self, action: &Action) -> bool {
        match action {
            Action::Selecting(selecting::Action::Select(selection)) => {
                self.selecting.is_selected(&self.core, *selection)
            }
            Action::Overlaps(overlaps::Action::Hover(id)) => *id == self.overlaps.hovered,
            Action::Saving(saving::Action::Status(report)) => self.saving.knows(report),
            _ => false,
        }
    }
}

/// Does an action now, or lets it wait for its module.
fn take(session: &mut Session, action: Action) {
    match action.module().filter(|module| !session.modules.is_here(*module)) {
        Some(module) => session.modules.wait(&mut session.core, module, action),
        None => act(session, action),
    }
}

/// Does an action: the few that touch several slices by their deed, all others by their feature.
#[allow(clippy::wildcard_enum_match_arm, reason = "all others belong to one feature")]
fn act(session: &mut Session, action: Action) {
    match action {
        Action::Leaving(leaving::Action::Leave) => escape::leave(session),
        Action::Fetched(module, is_here) => {
            for waited in session.modules.fetched(&mut session.core, module, is_here) {
                act(session, waited);
            }
        }
        Action::Pen(pen::Action::Draw(selection)) => together::draw(session, selection),
        Action::Pen(pen::Action::Redraw(selection)) => together::redraw(session, selection),
        Action::Importing(importing::Action::Import(pending)) => together::import(session, &pending),
        Action::LinkedFile(linked_file::Action::Found(bundle)) => together::join_found(session, &bundle),
        Action::Saving(saving::Action::Receive(incoming)) => together::receive(session, &incoming),
        other => session.act(other),
    }
}

#[cfg(test)]
mod tests {
    use crate::session::annotating;
    use crate::session::testing::{after, id, session, told};

    #[test]
    fn the_state_before_an_action_stays_as_it_was() {
        let before = session();
        let next = after(&before, annotating::Action::Delete(id(1)));
        assert_eq!((told(&before).len(), told(&next).len()), (5, 4));
    }

    #[test]
    fn each_action_is_a_step_by_which_states_are_told_apart() {
        let before = session();
        let next = after(&before, annotating::Action::Delete(id(77)));
        assert!(before == before.clone() && before != next);
        assert_eq!(next.core.steps, before.core.steps + 1);
    }
}
