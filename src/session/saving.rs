//! What is stored: how it stands, what came from other tabs and stores, and stored records that cannot be used.

use std::rc::Rc;

use super::{Command, Core, Feature};
use crate::storage::{Incoming, Rejected, SaveStatus};

#[derive(Clone, Debug)]
pub struct State {
    /// What may be said about what is stored.
    pub status: SaveStatus,
    /// How much of the fast store is taken, in percent of what the strictest browser gives.
    pub used_percent: u64,
    /// Whether the browser has promised to keep what is stored, where that is known.
    pub is_promised: Option<bool>,
    /// Stored records that could not be read, and were put into quarantine.
    pub quarantine: Rc<Vec<Rejected>>,
    /// The last step in which something changed that is to be stored.
    changed_at: u64,
}

impl Default for State {
    fn default() -> Self {
        Self {
            status: SaveStatus::Nothing,
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
    Receive(Rc<Incoming>),
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
    pub status: SaveStatus,
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
            if !matches!(self.status, SaveStatus::Failed { .. }) {
                self.status = SaveStatus::Awaited;
            }
        }
    }
}

impl State {
    pub(super) fn starting(quarantine: Vec<Rejected>) -> Self {
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
    pub(super) fn quarantine(&mut self, incoming: &Incoming) {
        if let Some(unread) = &incoming.unread {
            self.quarantine = Rc::new(unread.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Annotated, Project};
    use crate::session::testing::{
        MARKED, after, annotated, annotation, bundle, id, is_refused, session, taken, told, viewing,
    };
    use crate::session::{Session, annotating, list};
    use crate::storage::{Durability, Failure, Fault};

    fn report(status: SaveStatus, submitted: u64) -> Report {
        Report { status, used_percent: 3, is_promised: Some(true), submitted }
    }

    fn kept() -> SaveStatus {
        SaveStatus::Kept { level: Durability::Power, at: 5 }
    }

    fn noted(session: &Session) -> Session {
        after(session, annotating::Action::Note(id(1), "注".into()))
    }

    #[test]
    fn what_the_stores_say_is_known_and_said_once() {
        let status = Action::Status(report(kept(), 0));
        let session = after(&session(), status.clone());
        assert_eq!((&session.saving.status, session.saving.used_percent), (&kept(), 3));
        assert_eq!(session.saving.is_promised, Some(true));
        assert!(session.after(status.into()).is_none());
    }

    #[test]
    fn another_share_or_promise_is_news() {
        let session = after(&session(), Action::Status(report(kept(), 0)));
        let news = [
            Report { used_percent: 4, ..report(kept(), 0) },
            Report { is_promised: None, ..report(kept(), 0) },
            report(SaveStatus::Nothing, 0),
        ];
        for report in news {
            assert!(session.after(Action::Status(report.clone()).into()).is_some(), "{report:?}");
        }
    }

    #[test]
    fn nothing_is_called_stored_that_the_stores_do_not_have_yet() {
        let session = noted(&after(&session(), Action::Status(report(kept(), 0))));
        assert_eq!(session.saving.status, SaveStatus::Awaited);
        let early = Action::Status(report(kept(), session.core.steps - 1));
        assert!(session.after(early.into()).is_none(), "it was said before the change was handed over");
        let session = after(&session, Action::Status(report(kept(), session.core.steps)));
        assert_eq!(session.saving.status, kept());
    }

    #[test]
    fn a_choice_is_nothing_to_store() {
        let session = after(&session(), Action::Status(report(kept(), 0)));
        assert_eq!(after(&session, list::Action::Next).saving.status, kept());
    }

    #[test]
    fn a_failure_stands_until_the_stores_say_otherwise() {
        let failed = SaveStatus::Failed { count: 1, failure: Failure::Blocked };
        let session = noted(&after(&session(), Action::Status(report(failed.clone(), 0))));
        assert_eq!(session.saving.status, failed);
    }

    #[test]
    fn a_change_to_the_present_is_awaited_while_a_point_is_viewed() {
        let session = after(&viewing(&session()), Action::Status(report(kept(), 0)));
        let found = Rc::new(bundle([annotation(40, "place", 29, 31)]));
        let session = after(&session, crate::session::linked_file::Action::Found(found));
        assert_eq!(session.saving.status, SaveStatus::Awaited);
    }

    #[test]
    fn a_point_that_is_viewed_is_nothing_to_store() {
        let session = after(&session(), Action::Status(report(kept(), 0)));
        assert_eq!(viewing(&session).saving.status, kept());
    }

    #[test]
    fn what_is_only_stored_is_no_step_that_is_drawn() {
        let start = session();
        let session = after(&start, Action::Status(report(kept(), 0)));
        assert_eq!(session.core.drawn_steps, start.core.drawn_steps);
        assert_eq!(session.core.steps, start.core.steps + 1);
        assert_eq!(noted(&session).core.drawn_steps, start.core.drawn_steps + 1);
    }

    #[test]
    fn what_failed_is_stored_again_and_all_is_erased_when_asked() {
        let start = session();
        taken(&start);
        assert!(matches!(taken(&after(&start, Action::Retry))[..], [Command::SaveAgain]));
        assert!(matches!(taken(&after(&start, Action::Erase))[..], [Command::EraseEverything]));
    }

    fn unread() -> Vec<Rejected> {
        vec![Rejected { key: "an:1".into(), raw: "甲".into(), fault: Fault::Checksum }]
    }

    #[test]
    fn records_in_quarantine_are_told_until_that_is_dismissed() {
        let mut session = session();
        session.saving = State::starting(unread());
        assert_eq!(session.saving.quarantine.len(), 1);
        assert!(after(&session, Action::DismissQuarantine).saving.quarantine.is_empty());
    }

    #[test]
    fn another_look_at_the_stores_says_what_is_in_quarantine() {
        let looked = Incoming { unread: Some(unread()), ..Incoming::default() };
        let session = after(&session(), Action::Receive(Rc::new(looked)));
        assert_eq!(session.saving.quarantine.len(), 1);
        let session = after(&session, Action::Receive(Rc::new(Incoming::default())));
        assert_eq!(session.saving.quarantine.len(), 1, "nobody looked again");
        let looked = Incoming { unread: Some(Vec::new()), ..Incoming::default() };
        assert!(after(&session, Action::Receive(Rc::new(looked))).saving.quarantine.is_empty());
    }

    #[test]
    fn what_another_tab_wrote_is_joined() {
        let annotations = [annotation(40, "place", 29, 31)].into_iter().collect();
        let found = Project::new().with(Annotated { annotations, ..annotated(MARKED) });
        let incoming = Incoming { found: Some(found), ..Incoming::default() };
        let session = after(&session(), Action::Receive(Rc::new(incoming)));
        assert_eq!(told(&session).len(), 6);
        assert!(
            is_refused(&after(&session, crate::session::history::Action::Undo)),
            "nobody here can undo it"
        );
    }
}
