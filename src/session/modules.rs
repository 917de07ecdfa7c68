//! Which lazily loaded modules are here, and the actions that wait for one: each acts once its module has been fetched, or
//! is refused in words.

use super::{Command, Core, Module, NoticeKind};

/// The modules that are here, and the actions of kind `A` that wait for another.
#[derive(Clone)]
pub struct Modules<A> {
    here: Vec<Module>,
    waiting: Vec<(Module, A)>,
}

impl<A> Default for Modules<A> {
    fn default() -> Self {
        Self { here: Vec::new(), waiting: Vec::new() }
    }
}

impl<A> Modules<A> {
    pub fn is_here(&self, module: Module) -> bool {
        self.here.contains(&module)
    }

    /// An action waits for its module.
    pub fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Lets an action wait, and has its module fetched.
    pub(super) fn wait(&mut self, core: &mut Core, module: Module, action: A) {
        self.waiting.push((module, action));
        core.commands.push(Command::Fetch(module));
    }

    /// The actions that can be done now, in their order. Those whose module cannot be had are dropped, and that is said.
    pub(super) fn fetched(&mut self, core: &mut Core, module: Module, is_here: bool) -> Vec<A> {
        let (due, waiting) =
            std::mem::take(&mut self.waiting).into_iter().partition(|(other, _)| *other == module);
        self.waiting = waiting;
        let due: Vec<(Module, A)> = due;
        if !is_here {
            if !due.is_empty() {
                core.say(NoticeKind::Problem, core.messages().not_fetched);
            }
            return Vec::new();
        }
        if !self.is_here(module) {
            self.here.push(module);
        }
        due.into_iter().map(|(_, action)| action).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::testing::{MARKED, after, bare, current, is_refused, taken, words};
    use crate::session::{Action, Dialog, dialogs, finding, list, notices};

    #[test]
    fn an_action_waits_and_its_module_is_fetched() {
        let session = after(&bare(MARKED), finding::Action::Open);
        assert!(session.modules.is_waiting() && session.finding.find.is_none());
        assert!(matches!(taken(&session)[..], [Command::Fetch(Module::Finding)]));
    }

    #[test]
    fn what_waits_is_done_in_its_order() {
        let write = |words: &str| finding::Action::Write(words.into());
        let session = after(&after(&bare(MARKED), write("到")), write("未到"));
        let session = after(&session, Action::Fetched(Module::Finding, true));
        assert_eq!(session.finding.find.as_ref().unwrap().query.as_str(), "未到");
        assert!(session.modules.is_here(Module::Finding) && !session.modules.is_waiting());
    }

    #[test]
    fn what_waits_for_another_module_waits_on() {
        let session = after(&bare(MARKED), dialogs::Action::Open(Dialog::Help));
        let session = after(&session, Action::Fetched(Module::Finding, true));
        assert!(session.modules.is_waiting() && session.core.dialog.is_none());
        assert!(after(&session, Action::Fetched(Module::Dialogs, true)).core.dialog.is_some());
    }

    #[test]
    fn what_cannot_be_had_is_refused_and_may_be_asked_for_again() {
        let session = after(&bare(MARKED), finding::Action::Open);
        let session = after(&session, Action::Fetched(Module::Finding, false));
        assert_eq!(words(&session), session.core.messages().not_fetched);
        assert!(is_refused(&session) && !session.modules.is_waiting());
        assert!(!session.modules.is_here(Module::Finding));
        taken(&session);
        let again = after(&session, finding::Action::Open);
        assert!(matches!(taken(&again)[..], [Command::Fetch(Module::Finding)]));
        assert!(after(&again, Action::Fetched(Module::Finding, true)).finding.find.is_some());
    }

    #[test]
    fn a_module_that_nobody_waits_for_fails_in_silence() {
        assert_eq!(words(&after(&bare(MARKED), Action::Fetched(Module::Files, false))), "");
    }

    #[test]
    fn a_module_that_comes_twice_does_nothing_twice() {
        let session = after(&bare(MARKED), finding::Action::Tick(0));
        let session = after(&session, Action::Fetched(Module::Finding, true));
        let session = after(&session, Action::Fetched(Module::Finding, true));
        assert!(session.modules.is_here(Module::Finding) && !session.modules.is_waiting());
        assert_eq!(taken(&after(&session, finding::Action::Open)).len(), 1, "the first fetch, and no other");
    }

    #[test]
    fn what_is_in_the_first_file_never_waits() {
        let session = after(&after(&bare(MARKED), list::Action::Next), notices::Action::Dismiss);
        assert_eq!((current(&session), session.modules.is_waiting()), (Some(1), false));
        assert!(taken(&session).is_empty());
    }
}
