//! Moving about: what is selected, which annotation is current, where the caret and the focus are.

use super::find::Finding;
use super::pen::Pen;
use super::session::{NoticeKind, Selection, Session, first_text};
use crate::edit::Refusal;
use crate::model::{Annotation, AnnotationId};
use crate::text::{CharOffset, DocumentId};

impl Session {
    pub(super) fn select(&mut self, selection: Option<Selection>) {
        if selection.is_some() {
            self.edging = None;
            self.stack = None;
        }
        self.narrow.clear();
        self.backward = selection.is_some_and(|selection| selection.backward);
        self.editor = self.editor.selecting(selection.map(|selection| selection.span));
    }

    /// A click on a character selects what is there, and the next below it each time again.
    pub(super) fn point(&mut self, at: Option<CharOffset>) {
        let id = at.and_then(|at| self.editor.next_at(at));
        self.editor = self.editor.selecting(None).at(id);
        self.stack = at;
        self.show_current_in_list();
    }

    /// Makes an annotation current and brings it into sight; the one that is current already is let go.
    pub(super) fn choose(&mut self, id: AnnotationId) {
        if self.editor.current == Some(id) && self.editor.selection.is_none() {
            self.editor = self.editor.at(None);
        } else {
            self.go_to(id);
        }
        self.list_open = false;
    }

    /// Makes an annotation current, brings it into sight, and puts the caret behind it.
    pub(super) fn go_to(&mut self, id: AnnotationId) {
        self.editor = self.editor.selecting(None).at(Some(id));
        self.arrival = Some(self.wish(id));
        self.stack = None;
        self.caret_behind_current();
        self.show_current_in_list();
        if let Some(words) = self.current_words() {
            self.say(NoticeKind::Spoken, words);
        }
    }

    /// Follows a link to an annotation, which may be of another text.
    pub(super) fn visit(&mut self, id: Option<AnnotationId>) {
        let home = id.and_then(|id| {
            let mut documents = self.editor.project.documents();
            let home = documents.find(|annotated| annotated.annotations.get(id).is_some())?;
            Some((id, home.document.id()))
        });
        // What is not here yet may be among what is still being read.
        self.visiting = id.filter(|_| home.is_none() && self.is_partial());
        match home {
            Some((id, document)) => {
                self.show(Some(document));
                self.go_to(id);
            }
            None if self.visiting.is_some() => {}
            None => self.say(NoticeKind::Problem, self.messages().no_such_annotation),
        }
    }

    pub(super) fn caret_behind_current(&mut self) {
        let end = self.editor.current_annotation().map(|annotation| annotation.target.value.hull().end());
        self.caret = end.map(|end| self.wish(end));
    }

    /// A filter that hides the current annotation is lifted.
    pub(super) fn show_current_in_list(&mut self) {
        if self.editor.current_annotation().is_some_and(|annotation| !self.lists(annotation)) {
            self.filter = None;
            self.filter_words = None;
        }
    }

    /// The filters let an annotation through.
    pub(super) fn lists(&self, annotation: &Annotation) -> bool {
        self.filter.as_ref().is_none_or(|tag| annotation.tag.value == *tag) && self.has_words(annotation)
    }

    /// To the next listed annotation, or the one before; from the ends to the other end.
    pub(super) fn step(&mut self, forward: bool) {
        let Some(annotations) = self.editor.shown().map(|shown| &shown.annotations) else { return };
        let count = annotations.count();
        let here = self.editor.current.and_then(|id| annotations.rank(id));
        let first = match (here, forward) {
            (Some(here), true) => here + 1,
            (Some(here), false) => here + count - 1,
            (None, true) => 0,
            (None, false) => count.saturating_sub(1),
        };
        let found = (0..count).find_map(|steps| {
            let rank = if forward { first + steps } else { first + count - steps } % count;
            annotations.nth(rank).filter(|annotation| self.lists(annotation)).map(|annotation| annotation.id)
        });
        match found {
            Some(id) => self.go_to(id),
            None => self.refuse(Refusal::NoAnnotation),
        }
    }

    /// Puts away what is nearest: the pen, else the selection, else the bar that finds, else what is
    /// current.
    pub(super) fn leave(&mut self) {
        if self.linking().is_some() {
            self.linking = None;
            self.leave_note();
        } else if self.edging.take().is_some() || self.stack_here().is_some() {
            self.stack = None;
        } else if self.pen.is_some() {
            self.wield(Pen::PutDown);
        } else if let Some(span) = self.editor.selection {
            let end = if self.backward { span.start() } else { span.end() };
            self.caret = Some(self.wish(end));
            self.editor = self.editor.selecting(None);
        } else if self.find.is_some() {
            self.find(Finding::Close);
        } else {
            self.editor = self.editor.at(None);
            self.list_open = false;
        }
        self.notice = None;
    }

    /// From the note back to the text, where the annotation ends.
    pub(super) fn leave_note(&mut self) {
        self.caret_behind_current();
        self.text_focus = Some(self.wish(()));
    }

    /// Shows the text that is waited for once it is here, and the first one where it will not come.
    pub(super) fn meet(&mut self, is_all: bool) {
        let Some(awaited) = self.awaited() else { return };
        if self.editor.project.get(awaited).is_some() {
            self.show(Some(awaited));
        } else if is_all {
            self.show(first_text(&self.editor.project, self.shipped));
        }
    }

    pub(super) fn show(&mut self, document: Option<DocumentId>) {
        if self.editor.active != document {
            self.look_away();
            self.editor = self.editor.showing(document);
            self.filter = None;
            self.filter_words = None;
            self.find = None;
            self.list_open = false;
            self.hover = None;
        }
    }
}
