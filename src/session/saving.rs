//! What is stored: how it stands, what came from other tabs and stores, and stored records that cannot be used.

use std::rc::Rc;

use super::{Command, Core, Feature};
use crate::storage::{Arrival, Standing, Unread};

#[derive(Clone)]
pub struct State {
    /// What may be said about what is stored.
    pub status: Standing,
    /// How much of the fast store is taken, in percent of what the strictest browser gives.
    pub used_percent: u64,
    /// Whether the browser has promised to keep what is stored, where that is known.
    pub is_promised: Option<bool>,
    /// Stored records that could not be read, and were put into quarantine.
    pub quarantine: Rc<Vec<Unread>>,
    /// The last step in which something changed that is to be stored.
    changed_at: u64,
}

impl Default for State {
    fn default() -> Self {
        Self {
            status: Standing::Nothing,
            used_percent: 0,
            is_promised: None,
            quarantine: Rc::default(),
            changed_at: 0,
        }
    }
}

#[derive(Clone, Debug)]
pub enum Action {
    /// How it stands with the stores.
    Status(Report),
    /// Another tab or a store has something.
    Receive(Rc<Arrival>),
    /// Stores again what failed.
    Retry,
    /// Says no more that records are in quarantine.
    DismissQuarantine,
    /// Erases everything that is stored, and begins anew.
    Erase,
}

/// What the stores last said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub status: Standing,
    pub used_percent: u64,
    pub is_promised: Option<bool>,
    /// The step of the session that was handed to the stores last.
    pub submitted: u64,
}

impl Feature for State {
    type Action = Action;

    fn act(&mut self, core: &mut Core, action: Action) {
        match action {
            Action::Status(report) => {
                self.is_promised = report.is_promised;
                self.status = report.status;
                self.used_percent = report.used_percent;
            }
            // The step does it, since conflicts are another feature's.
            Action::Receive(_) => {}
            Action::Retry => {
                core.commands.push(Command::SaveAgain);
            }
            Action::DismissQuarantine => self.quarantine = Rc::default(),
            Action::Erase => {
                core.commands.push(Command::EraseEverything);
            }
        }
    }

    /// Nothing is called stored that the stores do not have yet: what shows a change says so, however late they are
    /// handed it.
    fn reconcile(&mut self, before: &Core, now: &mut Core) {
        if !now.present().project.is(&before.present().project) {
            self.changed_at = now.steps;
            if !matches!(self.status, Standing::Failed { .. }) {
                self.status = Standing::Awaited;
            }
        }
    }
}

impl State {
    pub(super) fn starting(quarantine: Vec<Unread>) -> Self {
        Self { quarantine: Rc::new(quarantine), ..Self::default() }
    }

    /// The report is known, or was made before everything was handed over and says too much.
    pub(super) fn knows(&self, report: &Report) -> bool {
        let is_same = report.status == self.status
            && report.used_percent == self.used_percent
            && report.is_promised == self.is_promised;
        report.submitted < self.changed_at || is_same
    }

    /// Takes over which records cannot be used, where that was looked for again.
    pub(super) fn quarantine(&mut self, incoming: &Arrival) {
        if let Some(unread) = &incoming.unread {
            self.quarantine = Rc::new(unread.clone());
        }
    }
}
