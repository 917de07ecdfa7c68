//! Looking at a restore point: the page shows what stood there as if it were now, and nothing can be changed until one
//! goes back to now, or to the point for good. The present is put aside meanwhile, and is what is kept.

use std::rc::Rc;

use super::session::{NoticeKind, Session};
use crate::edit::{EditorState, commands};
use crate::model::{Annotated, AnnotationSet, Records};
use crate::storage::{Contrast, Point};
use crate::text::DocumentId;

/// What is done with restore points. The first four are asked of the storage.
#[derive(Clone, Debug)]
pub enum Points {
    List,
    /// Sets one, with a name or an empty one.
    Set(Rc<str>),
    /// The point of this time is to be shown.
    Look(u64),
    Forget(u64),
    Show(Rc<Looking>),
    /// Back to now.
    Back,
    /// The point that is looked at is to be the present.
    Restore,
}

/// A point, and what is otherwise now.
#[derive(Debug)]
pub struct Told {
    pub point: Point,
    pub contrast: Contrast,
}

/// What is looked at.
#[derive(Debug)]
pub struct Looking {
    pub document: DocumentId,
    pub point: Point,
    /// What stood there.
    pub then: Records,
}

/// While it is looked at.
#[derive(Clone, Debug)]
pub struct Aside {
    pub looking: Rc<Looking>,
    present: EditorState,
}

impl Session {
    /// What is so now, also while something else is looked at.
    pub fn present(&self) -> &EditorState {
        self.aside.as_ref().map_or(&self.editor, |aside| &aside.present)
    }

    pub(super) fn present_mut(&mut self) -> &mut EditorState {
        match &mut self.aside {
            Some(aside) => &mut Rc::make_mut(aside).present,
            None => &mut self.editor,
        }
    }

    /// Says that nothing can be changed, where that is so.
    pub(super) fn only_looks(&mut self) -> bool {
        let looks = self.aside.is_some();
        if looks {
            self.say(NoticeKind::Problem, self.messages().points().read_only);
        }
        looks
    }

    pub(super) fn handle(&mut self, what: Points) {
        match what {
            Points::Show(looking) => self.look_at(looking),
            Points::Back => self.look_away(),
            Points::Restore => {
                if let Some(looking) = self.aside.as_ref().map(|aside| aside.looking.clone()) {
                    self.restore(&looking);
                }
            }
            wish @ (Points::List | Points::Set(_) | Points::Look(_) | Points::Forget(_)) => {
                self.point_wish = Some(self.wish(wish));
            }
        }
    }

    fn look_at(&mut self, looking: Rc<Looking>) {
        self.look_away();
        self.dialog = None;
        let Some(stands) = self.editor.project.record(looking.document) else { return };
        let annotations: AnnotationSet = looking.then.values().map(|one| (**one).clone()).collect();
        let project = self.editor.project.with(Annotated { annotations, ..stands.clone() });
        let past = EditorState::new(project, Some(looking.document));
        let present = std::mem::replace(&mut self.editor, past);
        self.aside = Some(Rc::new(Aside { looking, present }));
        self.filter = None;
        self.filter_words = None;
        self.text_focus = Some(self.wish(()));
    }

    /// Back to now, if something else is looked at.
    pub(super) fn look_away(&mut self) {
        self.edging = None;
        self.stack = None;
        if let Some(aside) = self.aside.take() {
            self.editor = aside.present.clone();
        }
    }

    fn restore(&mut self, looking: &Looking) {
        self.look_away();
        let count = looking.then.len();
        let restored =
            self.command(|state, stamp| commands::restore(state, looking.document, &looking.then, stamp));
        self.text_focus = Some(self.wish(()));
        if restored {
            self.say(NoticeKind::Done, (self.messages().points().restored)(count));
        }
    }
}
