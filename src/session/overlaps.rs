//! What lies under the pointer: the smallest annotation of a character first, and a list where several lie over each other.

use std::sync::Arc;

use super::{Core, Feature, Mode};
use crate::model::{Annotation, AnnotationId};
use crate::text::CharOffset;

#[derive(Clone, Debug, Default)]
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::testing::{after, at, choose, current, id, other_text, select, session, tag, words};
    use crate::session::{Session, annotating, library, list};

    fn pointed(offset: u32) -> Session {
        after(&session(), Action::Point(Some(at(offset))))
    }

    #[test]
    fn the_smallest_annotation_is_pointed_at_first_and_then_what_lies_under_it() {
        let session = pointed(15);
        assert_eq!(current(&session), Some(4));
        let session = after(&session, Action::Point(Some(at(15))));
        assert_eq!(current(&session), Some(3));
        assert_eq!(current(&after(&session, Action::Point(Some(at(15))))), Some(4));
    }

    #[test]
    fn one_annotation_alone_offers_no_choice() {
        let session = pointed(3);
        assert_eq!((current(&session), session.core.mode.clone()), (Some(1), Mode::Reading));
        assert!(session.core.overlaps().is_none());
    }

    #[test]
    fn a_click_beside_all_lets_go_of_everything() {
        let session = after(&select(&choose(&session(), 1), 7, 9), Action::Point(Some(at(29))));
        assert_eq!((current(&session), session.core.editor.selection), (None, None));
        let session = after(&choose(&session, 1), Action::Point(None));
        assert_eq!((current(&session), session.core.mode.clone()), (None, Mode::Reading));
    }

    #[test]
    fn the_overlaps_are_walked_over_both_ends() {
        let session = pointed(15);
        let down = after(&session, Action::Next { down: true });
        assert_eq!((current(&down), words(&down)), (Some(3), "term: 34名党员"));
        assert_eq!(current(&after(&down, Action::Next { down: true })), Some(4));
        assert_eq!(current(&after(&session, Action::Next { down: false })), Some(3));
    }

    #[test]
    fn without_overlaps_there_is_no_next() {
        let session = after(&choose(&session(), 1), Action::Next { down: true });
        assert_eq!(current(&session), Some(1));
    }

    #[test]
    fn a_pick_closes_the_list_of_overlaps() {
        let session = after(&pointed(15), Action::Pick(id(3)));
        assert_eq!((current(&session), session.core.mode.clone()), (Some(3), Mode::Reading));
    }

    #[test]
    fn a_deletion_that_leaves_one_closes_the_list_of_overlaps() {
        let session = after(&pointed(15), annotating::Action::Delete(id(4)));
        assert!(session.core.overlaps().is_none());
        assert_eq!(session.core.mode, Mode::Reading);
    }

    #[test]
    fn a_filter_never_hides_what_is_pointed_at() {
        let filtered = after(&session(), list::Action::FilterTag(Some(tag("person"))));
        assert!(after(&filtered, Action::Point(Some(at(15)))).core.filter.is_empty());
        assert!(!after(&filtered, Action::Point(Some(at(3)))).core.filter.is_empty());
        assert!(!after(&filtered, Action::Point(None)).core.filter.is_empty(), "nothing is hidden");
    }

    #[test]
    fn the_topmost_is_the_smallest() {
        let session = session();
        assert_eq!(session.core.topmost(at(15)), Some(id(4)));
        assert_eq!(session.core.topmost(at(18)), Some(id(3)));
        assert_eq!(session.core.topmost(at(29)), None);
    }

    #[test]
    fn what_is_hovered_goes_with_its_text() {
        let session = after(&session(), Action::Hover(Some(id(1))));
        assert_eq!(session.overlaps.hovered, Some(id(1)));
        assert!(session.after(Action::Hover(Some(id(1))).into()).is_none(), "it is hovered already");
        assert_eq!(after(&session, library::Action::Show(other_text())).overlaps.hovered, None);
    }

    #[test]
    fn the_pointer_chooses_nothing() {
        let session = after(&choose(&session(), 1), Action::Hover(Some(id(2))));
        assert_eq!(
            (current(&session), session.core.requests.reveal.map(|one| one.what)),
            (Some(1), Some(id(1)))
        );
    }
}
