//! What each action does to the session.

use std::rc::Rc;

use yew::Reducible;

use super::annex;
use super::session::{Action, Notice, Part, Session};
use crate::edit::Refusal;

impl Reducible for Session {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        if self.is_idle(&action) {
            return self;
        }
        let mut session = (*self).clone();
        session.revision += 1;
        if action.must_wait() {
            session.waiting.push(action);
        } else {
            session.act(action);
        }
        session.end_stale_edging(&self);
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
            Action::Kept(standing) => *standing == self.standing,
            _ => false,
        }
    }

    pub(super) fn act(&mut self, action: Action) {
        match action {
            Action::Select(selection) => self.select(selection),
            Action::Point(at) => self.point(at),
            Action::Choose(id) => self.choose(id),
            Action::Hover(id) => self.hover = id,
            Action::Tag(tag) => self.tag(&tag),
            Action::Retag(id, tag) => self.retag(id, &tag),
            Action::Note(id, words) => self.note(id, &words),
            Action::Attribute(id, name, value) => self.attribute(id, &name, value),
            Action::Link(name) => self.offer_links(name),
            Action::TakeOffered(number) => self.take_offered(number),
            Action::Rule(rule) => {
                if let Some(dialogs) = annex::dialogs() {
                    (dialogs.rule)(self, &rule);
                }
            }
            Action::Narrow(words) => self.narrow = words,
            Action::TagNamed(words) => self.tag_named(&words),
            Action::WriteNote => self.write_note(),
            Action::Delete(id) => {
                self.delete(id);
                self.row_focus = self.editor.current.map(|id| self.wish((id, Part::Summary)));
            }
            Action::DeleteCurrent => match self.editor.current {
                Some(id) => self.delete(id),
                None => self.refuse(Refusal::NoAnnotation),
            },
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Next => self.step(true),
            Action::Previous => self.step(false),
            Action::Leave => self.leave(),
            Action::Edge(step) => self.edge(step),
            Action::Under(down) => self.look_under(down),
            Action::Pick(id) => self.pick(id),
            Action::GoTo(place) => self.place = Some(self.wish(place)),
            Action::Read => self.text_focus = Some(self.wish(())),
            Action::Show(id) => self.show(Some(id)),
            Action::Close(id) => self.close(id),
            Action::Import(bundle) => {
                if let Some(files) = annex::files() {
                    (files.import)(self, &bundle);
                }
            }
            Action::Open(dialog) => {
                self.notice = None;
                self.dialog = Some(dialog);
            }
            Action::CloseDialog => {
                self.dialog = None;
                self.choosing_key = None;
            }
            Action::ChooseKey(row) => self.choosing_key = row.map(|row| (row, String::new())),
            Action::TakeKey(stroke) => {
                if let Some(dialogs) = annex::dialogs() {
                    (dialogs.take_key)(self, &stroke);
                }
            }
            Action::Visit(id) => self.visit(id),
            Action::Filter(tag) => self.filter = tag,
            Action::Find(what) => self.find(what),
            Action::Reach(reach) => self.reach = Some(self.wish(reach)),
            Action::LeaveNote => self.leave_note(),
            Action::ToggleList => self.list_open = !self.list_open,
            Action::Settle(settings) => self.settings = settings,
            Action::Kept(standing) => self.standing = standing,
            Action::Arrived(transaction) => self.arrive(transaction),
            Action::Run(errand) => self.errand = Some(self.wish(errand)),
            Action::Enter(annex, is_open) => self.enter(annex, is_open),
            Action::Retry => self.retries += 1,
            Action::Say(notice) => self.notice = Some(Notice { number: self.revision, ..notice }),
            Action::Dismiss => self.notice = None,
            Action::ForgetUnread => self.unread = Rc::default(),
        }
    }
}
