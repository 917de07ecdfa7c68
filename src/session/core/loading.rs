//! What is still being read, and what is shown meanwhile.

use super::Core;
use crate::session::first_text;
use crate::text::DocumentId;

impl Core {
    /// The text in whose place the page says that it is being read, until it is here or the reader looks at another.
    pub fn awaited(&self) -> Option<DocumentId> {
        self.loading.shown_last.filter(|_| self.editor.active.is_none())
    }

    /// More is stored than is here.
    pub fn is_partial(&self) -> bool {
        self.loading.progress.is_some() || self.awaited().is_some()
    }

    /// Shows the text that is waited for once it is here, and the first one where it will not come.
    pub(in crate::session) fn show_when_loaded(&mut self, is_all: bool) {
        let Some(awaited) = self.awaited() else { return };
        if self.editor.project.get(awaited).is_some() {
            self.show(Some(awaited));
        } else if is_all {
            self.show(first_text(&self.editor.project, self.loading.shipped));
        }
    }
}
