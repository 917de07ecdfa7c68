//! Which edits are in no file. What was offered as a download may have been given up or refused, which no browser tells:
//! it is said when it was offered, and nothing more.

use super::Autosave;
use crate::browser::now;
use crate::model::Stamp;
use crate::ui::session::{Action, Session};
use crate::ui::tying::Tying;

impl Autosave {
    /// Says how many edits of the text that is shown were made since it was last offered, and when that was.
    pub(super) fn count_unfiled(&self, session: &Session) {
        let Some(document) = session.present().active else { return };
        let history = session.present().history();
        let offered = session.tie_wish.as_ref().filter(|wish| matches!(wish.what, Tying::Offered));
        if offered.is_some_and(|wish| self.offers.replace(wish.number) != wish.number) {
            let last = history.last_done().map_or(Stamp::ORIGIN, |moment| moment.stamp);
            self.keeper.offer(document, last, now());
        }
        let (last, at) = self.keeper.offered(document).unzip();
        let unfiled = history.distance(last.unwrap_or_default());
        if (unfiled, at) != (session.unfiled, session.offered) {
            self.dispatch(Action::Tie(Tying::Unfiled(unfiled, at)));
        }
    }
}
