//! What the benchmark asks of the keeper: to read records of a text that is shown already.

use std::sync::Arc;

use super::Keeper;
use crate::model::Project;
use crate::storage::{Ledger, Level, load};
use crate::text::Document;

impl Keeper {
    /// Reads them as [`Keeper::open`] does.
    pub fn take_in(&self, entries: Vec<(String, String)>, document: &Arc<Document>) -> Option<Project> {
        let loaded = load(entries, std::slice::from_ref(document));
        let project = self.handed.borrow().project.with(loaded.project.record(document.id())?.clone());
        self.ledger.replace(Ledger::of_read(loaded.keys, Level::Device));
        self.handed.borrow_mut().project = project.clone();
        Some(project)
    }
}
