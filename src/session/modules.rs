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
