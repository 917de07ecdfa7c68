//! Deeds that bring something into sight: an annotation, a text, a row of the list.

use super::Core;
use crate::model::{Annotation, AnnotationId};
use crate::session::NoticeKind;
use crate::text::{DocumentId, Span};

/// How many characters of a quote are read aloud.
const SPOKEN: usize = 40;

impl Core {
    /// Makes an annotation current, brings it into sight, and puts the caret behind it.
    pub(in crate::session) fn go_to(&mut self, id: AnnotationId) {
        self.editor = self.editor.selecting(None).at(Some(id));
        self.requests.reveal = Some(self.request(id));
        self.leave_mode();
        self.caret_behind_current();
        self.lift_filter_over_current();
        self.speak_current();
    }

    /// Asks for the caret where the current annotation ends.
    pub(in crate::session) fn caret_behind_current(&mut self) {
        let end = self.editor.current_annotation().map(|annotation| annotation.target.value.hull().end());
        self.requests.caret = end.map(|end| self.request(end));
    }

    /// From a field back to the text, where the current annotation ends.
    pub(in crate::session) fn back_to_text(&mut self) {
        self.caret_behind_current();
        self.requests.focus_text = Some(self.request(()));
    }

    /// A filter that hides the current annotation is lifted.
    pub(in crate::session) fn lift_filter_over_current(&mut self) {
        if self.editor.current_annotation().is_some_and(|annotation| !self.lists(annotation)) {
            self.filter.clear();
        }
    }

    /// Whether the filter lets an annotation of the text that is shown through.
    pub fn lists(&self, annotation: &Annotation) -> bool {
        let quote = || self.quote(annotation.target.value.hull());
        self.filter.lets_through(annotation, quote, (self.env.finder)())
    }

    /// The words of a span of the text that is shown.
    pub fn quote(&self, span: Span) -> Option<&str> {
        self.editor.shown()?.document.slice(span)
    }

    /// The current annotation's tag and quote, to be read aloud.
    pub(in crate::session) fn current_words(&self) -> Option<String> {
        let annotation = self.editor.current_annotation()?;
        let short: String = self.quote(annotation.target.value.hull())?.chars().take(SPOKEN).collect();
        Some((self.messages().tagged)(&self.tag_name_of(&annotation.tag.value), &short))
    }

    pub(in crate::session) fn speak_current(&mut self) {
        if let Some(words) = self.current_words() {
            self.say(NoticeKind::Spoken, words);
        }
    }

    /// Shows another text, or none.
    pub(in crate::session) fn show(&mut self, document: Option<DocumentId>) {
        if self.editor.active != document {
            self.view_present();
            self.editor = self.editor.showing(document);
            self.filter.clear();
            self.view.is_list_open = false;
        }
    }

    /// Follows a link to an annotation, which may be of another text.
    pub(in crate::session) fn visit(&mut self, id: Option<AnnotationId>) {
        let home = id.and_then(|id| {
            let mut documents = self.editor.project.documents();
            let home = documents.find(|annotated| annotated.annotations.get(id).is_some())?;
            Some((id, home.document.id()))
        });
        self.loading.pending_link = id.filter(|_| home.is_none() && self.is_partial());
        match home {
            Some((id, document)) => {
                self.show(Some(document));
                self.go_to(id);
            }
            None if self.loading.pending_link.is_some() => {}
            None => self.say(NoticeKind::Problem, self.messages().no_such_annotation),
        }
    }
}
