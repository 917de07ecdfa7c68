//! Taking in what another tab, a store or a file has.

use super::Core;
use crate::model::{Change, Intention, Origin, Transaction};
use crate::storage::Incoming;

impl Core {
    /// Joins what came from elsewhere. A change that does not fit here changes nothing.
    pub(in crate::session) fn join(&mut self, incoming: &Incoming) {
        self.clock.observe(incoming.latest);
        if let Some(found) = &incoming.found {
            *self.present_mut() = self.present().joining(found);
        }
        // All together, and one by one where one of them does not fit.
        if !self.joins(incoming, &incoming.changes) {
            for change in &incoming.changes {
                self.joins(incoming, std::slice::from_ref(change));
            }
        }
    }

    fn joins(&mut self, incoming: &Incoming, changes: &[Change]) -> bool {
        let joining = Transaction {
            changes: changes.to_vec(),
            origin: Origin::Elsewhere,
            intention: Intention::Restore,
            stamp: incoming.latest,
        };
        let after = self.present().apply(joining).ok();
        after.map(|after| *self.present_mut() = after).is_some()
    }
}
