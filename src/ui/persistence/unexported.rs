//! Edits that are in no file. A download that was offered may have been given up or refused, which no browser tells: it is
//! said when it was offered, and nothing more.

use super::PersistenceDriver;
use crate::browser::now;
use crate::model::Stamp;
use crate::session::{Session, linked_file};
use crate::text::DocumentId;

impl PersistenceDriver {
    /// Notes that a text was offered as a download.
    pub(super) fn note_offer(&self, session: &Session, document: DocumentId) {
        let history = session.core.present().history_of(document);
        let last = history.last_done().map_or(Stamp::ORIGIN, |moment| moment.stamp);
        self.replicator.offer(document, last, now());
        self.count_unexported(session);
    }

    /// Says how many edits of the text that is shown were made since it was last offered, and when that was.
    pub(super) fn count_unexported(&self, session: &Session) {
        let Some(document) = session.core.present().active else { return };
        let (last, at) = self.replicator.offered(document).unzip();
        let unexported = session.core.present().history().distance(last.unwrap_or_default());
        if (unexported, at) != (session.core.unexported_edits, session.linked_file.offered_at) {
            self.ask(linked_file::Action::Unexported(unexported, at));
        }
    }
}
