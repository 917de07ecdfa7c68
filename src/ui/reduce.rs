//! What each action does to the session.

use std::rc::Rc;

use yew::Reducible;

use super::annex;
use super::session::{Action, Notice, Session};
use crate::storage::Standing;

impl Reducible for Session {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        if self.is_idle(&action) {
            return self;
        }
        let mut session = (*self).clone();
        session.revision += 1;
        session.turn += u64::from(!matches!(action, Action::Kept(..)));
        if action.must_wait() {
            session.waiting.push(action);
        } else {
            session.act(action);
        }
        session.end_stale_edging(&self);
        session.wait_for_stores(&self);
        Rc::new(session)
    }
}

impl Session {
    /// The action says what is so already, as the pointer and the selection often do.
    #[allow(clippy::wildcard_enum_match_arm, reason = "a new action is not idle until shown to be")]
    fn is_idle(&self, action: &Action) -> bool {
        match action {
            Action::Select(selection) => {
                let span = selection.map(|selection| selection.span);
                span == self.editor.selection && selection.is_none_or(|one| one.backward == self.backward)
            }
            Action::Hover(id) => *id == self.hover,
            // What was said before all was handed over says too much.
            Action::Kept(standing, used, is_promised, handed) => {
                let is_same =
                    *standing == self.standing && *used == self.used && *is_promised == self.is_promised;
                *handed < self.changed || is_same
            }
            _ => false,
        }
    }

    /// Nothing is called kept that the stores do not have yet: what shows a change says so, however late they are handed it.
    fn wait_for_stores(&mut self, before: &Self) {
        if !self.present().project.is(&before.present().project) {
            self.changed = self.revision;
            if !matches!(self.standing, Standing::Failed { .. }) {
                self.standing = Standing::Awaited;
            }
        }
    }

    /// What any visit may come to. All else is the reader's work.
    #[allow(clippy::wildcard_enum_match_arm, reason = "`work` has every action")]
    pub(super) fn act(&mut self, action: Action) {
        match action {
            Action::Hover(id) => self.hover = id,
            Action::GoTo(place) => self.place = Some(self.wish(place)),
            Action::Read => self.text_focus = Some(self.wish(())),
            Action::Open(dialog) => {
                self.notice = None;
                self.dialog = Some(dialog);
            }
            Action::CloseDialog => {
                self.dialog = None;
                self.choosing_key = None;
            }
            Action::ToggleList => self.list_open = !self.list_open,
            Action::Kept(standing, used, is_promised, _) => {
                self.is_promised = is_promised;
                self.standing = standing;
                self.used = used;
            }
            Action::Run(errand) => self.errand = Some(self.wish(errand)),
            Action::Enter(annex, is_open) => self.enter(annex, is_open),
            Action::Retry => self.retries += 1,
            Action::Say(notice) => self.notice = Some(Notice { number: self.revision, ..notice }),
            Action::Dismiss => self.notice = None,
            Action::ForgetUnread => self.unread = Rc::default(),
            work => {
                if let Some(marking) = annex::marking() {
                    (marking.work)(self, work);
                }
            }
        }
    }
}
