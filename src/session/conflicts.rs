//! The losing sides of concurrent edits, offered to be chosen or dismissed.

use std::sync::Arc;

use super::{Core, Feature};
use crate::edit::commands;
use crate::model::{AnnotationId, Stamp};
use crate::storage::{Arrival, Copy};

#[derive(Clone, Default)]
pub struct State {
    pub conflicts: Arc<Vec<Copy>>,
}

#[derive(Clone, Debug)]
pub enum Action {
    /// The conflict with this number is taken in the place of what won, or dismissed.
    Decide { number: usize, is_wanted: bool },
}

impl Feature for State {
    type Action = Action;

    fn act(&mut self, core: &mut Core, action: Action) {
        let Action::Decide { number, is_wanted } = action;
        let Some(conflict) = self.conflicts.get(number).cloned() else { return };
        // While a restore point is viewed nothing is written, and a conflict that is not decided is offered still.
        if core.refuses_to_change() {
            return;
        }
        Arc::make_mut(&mut self.conflicts).remove(number);
        if is_wanted {
            core.command(|state, stamp| commands::take_copy(state, &conflict.annotation, stamp));
        }
    }
}

impl State {
    pub(super) fn starting(conflicts: Vec<Copy>) -> Self {
        Self { conflicts: Arc::new(conflicts) }
    }

    /// Offers what lost a race, each once, and no longer what another window chose or dismissed.
    pub(super) fn offer(&mut self, incoming: &Arrival) {
        for conflict in &incoming.copies {
            if !self.conflicts.contains(conflict) {
                Arc::make_mut(&mut self.conflicts).push(conflict.clone());
            }
        }
        if !incoming.withdrawn.is_empty() {
            Arc::make_mut(&mut self.conflicts)
                .retain(|conflict| !incoming.withdrawn.contains(&conflict.key()));
        }
    }

    /// The conflicts about an annotation that say something else than it does by now, each with its number.
    pub fn about(&self, core: &Core, id: AnnotationId) -> Vec<(usize, &Copy)> {
        let differs = |conflict: &Copy| {
            conflict.annotation.id == id
                && commands::take_copy(&core.editor, &conflict.annotation, Stamp::ORIGIN).is_ok()
        };
        self.conflicts.iter().enumerate().filter(|(_, conflict)| differs(conflict)).collect()
    }
}
