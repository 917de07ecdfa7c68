//! Tagging, and writing an attribute.

use super::Core;
use crate::edit::commands;
use crate::model::{AnnotationId, AttributeId, AttributeValue, TagId};
use crate::session::{Mode, NoticeKind};

impl Core {
    /// Tags the selection; without one, retags the current annotation.
    pub(in crate::session) fn tag(&mut self, tag: &TagId) {
        if let Some(id) = self.editor.current.filter(|_| self.editor.selection.is_none()) {
            return self.retag(id, tag);
        }
        let (author, id) = (self.author(), (self.env.new_id)());
        if self.command(|state, _| commands::annotate(state, tag, id, &author)) {
            self.speak_current();
            self.caret_behind_current();
            self.lift_filter_over_current();
        }
    }

    pub(in crate::session) fn retag(&mut self, id: AnnotationId, tag: &TagId) {
        if self.command(|state, stamp| commands::retag(state, id, tag, stamp)) {
            let words = (self.messages().retagged)(&self.tag_name_of(tag));
            self.say(NoticeKind::Spoken, words);
            self.lift_filter_over_current();
        }
    }

    /// Writes or takes away a value. Where candidates were offered for it, the reader goes on in the text.
    pub(in crate::session) fn set_attribute(
        &mut self,
        id: AnnotationId,
        name: &AttributeId,
        value: Option<AttributeValue>,
    ) {
        let is_done = self.command(|state, stamp| commands::set_attribute(state, id, name, value, stamp));
        if matches!(self.mode, Mode::ChoosingLink(..)) {
            self.leave_mode();
            self.back_to_text();
        }
        if is_done {
            self.speak_links(id);
        }
    }

    fn speak_links(&mut self, id: AnnotationId) {
        let annotation = self.editor.shown().and_then(|shown| shown.annotations.get(id));
        let words = annotation.map(|annotation| self.links_and_note(annotation)).unwrap_or_default();
        if !words.is_empty() {
            self.say(NoticeKind::Spoken, words);
        }
    }
}
