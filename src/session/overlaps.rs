//! What lies under the pointer: the smallest annotation of a character first, and a list where several lie over each other.

use std::sync::Arc;

use super::{Core, Feature, Mode};
use crate::model::{Annotation, AnnotationId};
use crate::text::CharOffset;

#[derive(Clone, Default)]
pub struct State {
    /// The annotation under the pointer, in the text or in the list.
    pub hovered: Option<AnnotationId>,
}

#[derive(Clone, Debug)]
pub enum Action {
    /// A click on a character, or beside the text.
    Point(Option<CharOffset>),
    Hover(Option<AnnotationId>),
    /// Among the annotations at the point: the one under the current, or the one above.
    Next {
        down: bool,
    },
    /// From the list of those at the point, which closes.
    Pick(AnnotationId),
}

impl Feature for State {
    type Action = Action;

    fn act(&mut self, core: &mut Core, action: Action) {
        match action {
            Action::Point(at) => point(core, at),
            Action::Hover(id) => self.hovered = id,
            Action::Next { down } => next_overlap(core, down),
            Action::Pick(id) => {
                core.editor = core.editor.at(Some(id));
                core.leave_mode();
                core.lift_filter_over_current();
            }
        }
    }

    /// Another text has nothing under the pointer, and where fewer than two lie at the point there is nothing to choose.
    fn reconcile(&mut self, before: &Core, now: &mut Core) {
        if before.editor.active != now.editor.active {
            self.hovered = None;
        }
        if matches!(now.mode, Mode::ChoosingOverlap(_)) && now.overlaps().is_none() {
            now.leave_mode();
        }
    }
}

/// A click on a character selects what is there, and the next below it each time again.
fn point(core: &mut Core, at: Option<CharOffset>) {
    let id = at.and_then(|at| core.editor.next_at(at));
    core.editor = core.editor.selecting(None).at(id);
    core.leave_mode();
    if let Some(at) = at {
        core.enter(Mode::ChoosingOverlap(at));
    }
    core.lift_filter_over_current();
}

/// Goes down or up among the annotations at the point, over the ends too.
fn next_overlap(core: &mut Core, down: bool) {
    let Some(there) = core.overlaps() else { return };
    let count = there.len();
    let here = there.iter().position(|one| Some(one.id) == core.editor.current).unwrap_or(0);
    let next = there.get((here + if down { 1 } else { count - 1 }) % count).map(|one| one.id);
    core.editor = core.editor.at(next);
    core.lift_filter_over_current();
    core.speak_current();
}

impl Core {
    /// The annotations among which the reader chooses: more than one at the point, of which one is current.
    pub fn overlaps(&self) -> Option<Vec<&Arc<Annotation>>> {
        let Mode::ChoosingOverlap(at) = self.mode else { return None };
        let there = self.editor.shown()?.annotations.at(at);
        let is_about = there.len() > 1 && self.editor.selection.is_none();
        Some(there).filter(|there| is_about && there.iter().any(|one| Some(one.id) == self.editor.current))
    }

    /// The smallest annotation of a character, which lies above the others.
    pub fn topmost(&self, at: CharOffset) -> Option<AnnotationId> {
        Some(self.editor.shown()?.annotations.at(at).first()?.id)
    }
}
