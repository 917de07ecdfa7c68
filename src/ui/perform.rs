//! Doing what the reader means, and saying what came of it.

use std::rc::Rc;

use super::session::{NoticeKind, Part, Session};
use super::words;
use crate::browser::new_id;
use crate::edit::{EditorState, Refusal, commands};
use crate::model::{AnnotationId, Change, Intention, Moment, Origin, Stamp, TagId, Transaction};
use crate::storage::Arrival;
use crate::text::DocumentId;

/// How many characters of a quote are read aloud.
const SPOKEN: usize = 40;

impl Session {
    /// Does what the user meant, or says why not.
    pub(super) fn command(
        &mut self,
        plan: impl FnOnce(&EditorState, Stamp) -> Result<Transaction, Refusal>,
    ) -> bool {
        let stamp = self.tick();
        let planned = plan(&self.editor, stamp);
        self.carry_out(planned)
    }

    fn carry_out(&mut self, planned: Result<Transaction, Refusal>) -> bool {
        if self.only_looks() {
            return false;
        }
        match planned.and_then(|transaction| self.editor.apply(transaction)) {
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

    /// Tags the selection; without one, retags what is current.
    pub(super) fn tag(&mut self, tag: &TagId) {
        if let Some(id) = self.editor.current.filter(|_| self.editor.selection.is_none()) {
            return self.retag(id, tag);
        }
        let author = self.author();
        if self.command(|state, _| commands::annotate(state, tag, new_id(), &author)) {
            if let Some(words) = self.current_words() {
                self.say(NoticeKind::Spoken, words);
            }
            self.caret_behind_current();
            self.show_current_in_list();
        }
    }

    /// The current annotation's tag and quote, to be read aloud.
    pub(super) fn current_words(&self) -> Option<String> {
        let annotation = self.editor.current_annotation()?;
        let quote = self.editor.shown()?.document.slice(annotation.target.value.hull())?;
        let short: String = quote.chars().take(SPOKEN).collect();
        Some((self.messages().tagged)(&self.tag_name_of(&annotation.tag.value), &short))
    }

    pub(super) fn retag(&mut self, id: AnnotationId, tag: &TagId) {
        if self.command(|state, stamp| commands::retag(state, id, tag, stamp)) {
            let words = (self.messages().retagged)(&self.tag_name_of(tag));
            self.say(NoticeKind::Spoken, words);
            self.show_current_in_list();
        }
    }

    pub(super) fn note(&mut self, id: AnnotationId, words: &str) {
        self.command(|state, stamp| commands::note(state, id, words, stamp));
    }

    pub(super) fn write_note(&mut self) {
        match self.editor.current {
            Some(id) => {
                self.list_open = true;
                self.row_focus = Some(self.wish((id, Part::Note)));
            }
            None => self.refuse(Refusal::NoAnnotation),
        }
    }

    pub(super) fn delete(&mut self, id: AnnotationId) {
        if self.command(|state, stamp| commands::delete(state, id, stamp)) {
            self.say(NoticeKind::Done, (self.messages().deleted)(1));
        }
    }

    pub(super) fn undo(&mut self) {
        let moment = self.editor.history().last_done().cloned();
        let stamp = self.tick();
        let words = self.messages().undone;
        if self.travel(self.editor.undo(stamp), moment.as_ref(), words) {
            self.withdraw_conflicts(moment.as_ref());
        }
    }

    pub(super) fn redo(&mut self) {
        let moment = self.editor.history().last_undone().cloned();
        let stamp = self.tick();
        let words = self.messages().redone;
        if self.travel(self.editor.redo(stamp), moment.as_ref(), words) {
            self.offer_conflicts_again(moment.as_ref());
        }
    }

    /// Says whether it was done.
    fn travel(
        &mut self,
        outcome: Result<EditorState, Refusal>,
        moment: Option<&Moment>,
        words: fn(&str) -> String,
    ) -> bool {
        if self.only_looks() {
            return false;
        }
        let what = moment.map(|moment| words::intention(self, &moment.intention));
        let is_done = outcome.is_ok();
        match outcome {
            Ok(after) => {
                self.editor = after;
                if let Some(id) = self.editor.current {
                    self.arrival = Some(self.wish(id));
                    self.show_current_in_list();
                }
                self.say(NoticeKind::Done, what.map_or_else(String::new, |what| words(&what)));
            }
            Err(refusal) => self.refuse(refusal),
        }
        is_done
    }

    pub(super) fn close(&mut self, id: DocumentId) {
        let title = self.editor.project.get(id).map(|annotated| self.title(&annotated.document));
        if self.command(|state, stamp| commands::close(state, id, stamp)) && self.editor.active == Some(id) {
            let other = self.editor.project.documents().next().map(|annotated| annotated.document.id());
            self.show(self.shipped.or(other));
            self.text_focus = Some(self.wish(()));
            self.say(NoticeKind::Done, (self.messages().closed)(&title.unwrap_or_default()));
        }
    }

    /// Joins what came from elsewhere. A change that does not fit here changes nothing.
    pub(super) fn arrive(&mut self, arrival: &Arrival) {
        self.clock.observe(arrival.latest);
        if let Some(found) = &arrival.found {
            *self.present_mut() = self.present().joining(found);
        }
        // Together, and one by one where one of them does not fit.
        let mut joins = |changes: &[Change]| {
            let joining = Transaction {
                changes: changes.to_vec(),
                origin: Origin::Elsewhere,
                intention: Intention::Restore,
                stamp: arrival.latest,
            };
            let after = self.present().apply(joining).ok();
            after.map(|after| *self.present_mut() = after).is_some()
        };
        if !joins(&arrival.changes) {
            for change in &arrival.changes {
                joins(std::slice::from_ref(change));
            }
        }
        self.take_in_copies(arrival);
        if let Some(unread) = &arrival.unread {
            self.unread = Rc::new(unread.clone());
        }
        self.meet(arrival.is_all);
        if arrival.is_all {
            self.gathering = None;
            if self.visiting.is_some() {
                self.visit(self.visiting);
            }
        }
    }
}
