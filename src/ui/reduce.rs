//! What each action does to the session.

use std::rc::Rc;

use yew::Reducible;

use super::session::{Action, NoticeKind, Part, Selection, Session};
use super::words;
use crate::browser::new_id;
use crate::edit::{EditorState, Refusal, commands};
use crate::model::{AnnotationId, Bundle, Stamp, TagId, Transaction};
use crate::text::{CharOffset, DocumentId};

/// How many characters of a quote are read aloud.
const SPOKEN: usize = 40;

impl Reducible for Session {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        if self.is_idle(&action) {
            return self;
        }
        let mut session = (*self).clone();
        session.revision += 1;
        session.act(action);
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

    fn act(&mut self, action: Action) {
        match action {
            Action::Select(selection) => self.select(selection),
            Action::Point(at) => self.point(at),
            Action::Choose(id) => self.choose(id),
            Action::Hover(id) => self.hover = id,
            Action::Tag(tag) => self.tag(&tag),
            Action::Retag(id, tag) => self.retag(id, &tag),
            Action::Note(id, words) => self.note(id, &words),
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
            Action::GoTo(place) => self.place = Some(self.wish(place)),
            Action::Show(id) => self.editor = self.editor.showing(Some(id)),
            Action::Close(id) => self.close(id),
            Action::Import(bundle) => self.import(&bundle),
            Action::Open(dialog) => {
                self.notice = None;
                self.dialog = Some(dialog);
            }
            Action::CloseDialog => self.dialog = None,
            Action::Filter(tag) => self.filter = tag,
            Action::ToggleList => self.list_open = !self.list_open,
            Action::Settle(settings) => self.settings = settings,
            Action::Kept(standing) => self.standing = standing,
            Action::Arrived(transaction) => self.arrive(transaction),
            Action::Run(errand) => self.errand = Some(self.wish(errand)),
            Action::Retry => self.retries += 1,
            Action::Say(notice) => self.notice = Some(notice),
            Action::Dismiss => self.notice = None,
            Action::ForgetUnread => self.unread = Rc::default(),
        }
    }

    fn select(&mut self, selection: Option<Selection>) {
        self.backward = selection.is_some_and(|selection| selection.backward);
        self.editor = self.editor.selecting(selection.map(|selection| selection.span));
    }

    fn point(&mut self, at: Option<CharOffset>) {
        let id = at.and_then(|at| self.editor.next_at(at));
        self.editor = self.editor.selecting(None).at(id);
    }

    fn choose(&mut self, id: AnnotationId) {
        self.editor = self.editor.selecting(None).at(Some(id));
        self.arrival = Some(self.wish(id));
    }

    /// Does what the user meant, or says why not.
    fn command(&mut self, plan: impl FnOnce(&EditorState, Stamp) -> Result<Transaction, Refusal>) -> bool {
        let stamp = self.tick();
        let done = plan(&self.editor, stamp).and_then(|transaction| self.editor.apply(transaction));
        match done {
            Ok(after) => {
                self.editor = after;
                self.notice = None;
                true
            }
            Err(Refusal::NothingToDo) => false,
            Err(refusal) => {
                self.refuse(refusal);
                false
            }
        }
    }

    fn tag(&mut self, tag: &TagId) {
        if self.editor.selection.is_none() && self.editor.current.is_some() {
            if let Some(id) = self.editor.current {
                self.retag(id, tag);
            }
            return;
        }
        let author = self.author();
        if self.command(|state, _| commands::annotate(state, tag, new_id(), &author)) {
            let name = self.tag_name_of(tag);
            if let Some(words) = self.current_quote() {
                self.say(NoticeKind::Done, (self.messages().tagged)(&name, &words));
            }
            let end = self.editor.current_annotation().map(|annotation| annotation.target.value.hull().end());
            self.caret = end.map(|end| self.wish(end));
        }
    }

    fn current_quote(&self) -> Option<String> {
        let span = self.editor.current_annotation()?.target.value.hull();
        let words = self.editor.shown()?.document.slice(span)?;
        Some(words.chars().take(SPOKEN).collect())
    }

    fn retag(&mut self, id: AnnotationId, tag: &TagId) {
        if self.command(|state, stamp| commands::retag(state, id, tag, stamp)) {
            let words = (self.messages().retagged)(&self.tag_name_of(tag));
            self.say(NoticeKind::Done, words);
        }
    }

    fn note(&mut self, id: AnnotationId, words: &str) {
        self.command(|state, stamp| commands::note(state, id, words, stamp));
    }

    fn write_note(&mut self) {
        match self.editor.current {
            Some(id) => {
                self.list_open = true;
                self.row_focus = Some(self.wish((id, Part::Note)));
            }
            None => self.refuse(Refusal::NoAnnotation),
        }
    }

    fn delete(&mut self, id: AnnotationId) {
        if self.command(|state, stamp| commands::delete(state, id, stamp)) {
            self.say(NoticeKind::Done, (self.messages().deleted)(1));
        }
    }

    fn undo(&mut self) {
        let what = self.editor.history().last_done().map(|moment| words::intention(self, &moment.intention));
        let stamp = self.tick();
        self.travel(self.editor.undo(stamp), what.map(|what| (self.messages().undone)(&what)));
    }

    fn redo(&mut self) {
        let what =
            self.editor.history().last_undone().map(|moment| words::intention(self, &moment.intention));
        let stamp = self.tick();
        self.travel(self.editor.redo(stamp), what.map(|what| (self.messages().redone)(&what)));
    }

    fn travel(&mut self, outcome: Result<EditorState, Refusal>, words: Option<String>) {
        match outcome {
            Ok(after) => {
                self.editor = after;
                self.say(NoticeKind::Done, words.unwrap_or_default());
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// To the annotation after the current one, or before it; from the ends to the other end.
    fn step(&mut self, forward: bool) {
        let Some(annotations) = self.editor.shown().map(|shown| &shown.annotations) else { return };
        let count = annotations.count();
        let here = self.editor.current.and_then(|id| annotations.rank(id));
        let there = match (here, forward) {
            (Some(here), true) => (here + 1) % count.max(1),
            (Some(here), false) => here.checked_sub(1).unwrap_or(count.saturating_sub(1)),
            (None, true) => 0,
            (None, false) => count.saturating_sub(1),
        };
        match annotations.nth(there).map(|annotation| annotation.id) {
            Some(id) => self.choose(id),
            None => self.refuse(Refusal::NoAnnotation),
        }
    }

    fn leave(&mut self) {
        if self.editor.selection.is_some() {
            let end = self.editor.selection.map(|span| if self.backward { span.start() } else { span.end() });
            self.caret = end.map(|end| self.wish(end));
            self.editor = self.editor.selecting(None);
        } else {
            self.editor = self.editor.at(None);
            self.list_open = false;
        }
        self.notice = None;
    }

    fn close(&mut self, id: DocumentId) {
        if self.command(|state, stamp| commands::close(state, id, stamp)) && self.editor.active == Some(id) {
            let other = self.editor.project.documents().next().map(|annotated| annotated.document.id());
            self.editor = self.editor.showing(other);
        }
    }

    fn import(&mut self, bundle: &Bundle) {
        self.dialog = None;
        for annotation in &bundle.annotations {
            self.clock.observe(annotation.modified());
        }
        let stamp = self.tick();
        let plan = commands::import(&self.editor, bundle, stamp);
        let count = (plan.new + plan.changed) as u32;
        match plan.carry_out(&self.editor, bundle) {
            Ok(after) => {
                self.editor = after;
                let opened = (self.messages().opened)(self.title(&bundle.document));
                let words = if count == 0 { opened } else { (self.messages().imported)(count) };
                self.say(NoticeKind::Done, words);
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// Joins what another tab wrote. What does not fit here changes nothing.
    fn arrive(&mut self, transaction: Option<Transaction>) {
        // What stands in the store now is not ours: it is written again as joined.
        self.retries += 1;
        let Some(transaction) = transaction else { return };
        self.clock.observe(transaction.stamp);
        if let Ok(after) = self.editor.apply(transaction) {
            self.editor = after;
        }
    }
}
