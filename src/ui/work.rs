//! The reader's work: what each action does to the project, the selection and what is current.

use super::annex;
use super::session::{Action, Part, Session};
use crate::edit::Refusal;

impl Session {
    pub(super) fn work(&mut self, action: Action) {
        match action {
            Action::Select(selection) => self.select(selection),
            Action::Point(at) => self.point(at),
            Action::Choose(id) => self.choose(id),
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
            Action::Pen(pen) => self.wield(pen),
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
            Action::LeaveNote => self.leave_note(),
            Action::Edge(step) => self.edge(step),
            Action::Under(down) => self.look_under(down),
            Action::Pick(id) => self.pick(id),
            Action::Show(id) => self.show(Some(id)),
            Action::Close(id) => self.close(id),
            Action::Import(pending) => {
                if let Some(files) = annex::files() {
                    (files.import)(self, &pending);
                }
            }
            Action::Decide(what) => {
                if let Some(files) = annex::files() {
                    (files.decide)(self, &what);
                }
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
            Action::Settle(settings) => self.settle(settings),
            Action::Arrived(arrival) => self.arrive(&arrival),
            Action::Gather(so_far) => self.gathering = Some(so_far),
            Action::Resume(document, past) => {
                let resumed = self.present().resuming(document, &past);
                *self.present_mut() = resumed;
            }
            Action::Points(what) => self.handle(what),
            Action::Tie(what) => self.tie(what),
            Action::TakeCopy(number, is_wanted) => self.take_copy(number, is_wanted),
            // What `act` does.
            Action::Hover(_)
            | Action::GoTo(_)
            | Action::Read
            | Action::Open(_)
            | Action::CloseDialog
            | Action::ToggleList
            | Action::Kept(..)
            | Action::Run(_)
            | Action::Enter(..)
            | Action::Retry
            | Action::Say(_)
            | Action::Dismiss
            | Action::ForgetUnread => {}
        }
    }
}
