//! Restore points: the page shows what stood at one of them as if it were now, and nothing can be changed until one goes
//! back to now, or to the point for good.

use std::rc::Rc;

use super::commands::PointQuestion;
use super::dialog::ListedPoint;
use super::{Command, Core, Dialog, Feature, Module, NoticeKind};
use crate::edit::{EditorState, commands};
use crate::model::{Annotated, AnnotationSet, Records};
use crate::storage::Point;
use crate::text::DocumentId;

#[derive(Clone, Default)]
pub struct State {
    /// The point that is shown in the place of the present.
    pub viewing: Option<Rc<Viewing>>,
}

/// A restore point with what stood there.
#[derive(Debug)]
pub struct Viewing {
    pub document: DocumentId,
    pub point: Point,
    pub then: Records,
}

#[derive(Clone, Debug)]
pub enum Action {
    Ask(PointQuestion),
    /// The points of the text that is shown, the oldest first.
    Listed(Rc<Vec<ListedPoint>>),
    View(Rc<Viewing>),
    /// There are no points, or they cannot be had.
    Unavailable,
    /// Back to now.
    Back,
    /// The point that is viewed is to be the present.
    Restore,
}

impl Feature for State {
    type Action = Action;

    fn act(&mut self, core: &mut Core, action: Action) {
        match action {
            Action::Ask(question) => {
                core.commands.push(Command::RestorePoints(question));
            }
            Action::Listed(points) => core.dialog = Some(Dialog::RestorePoints(points)),
            Action::View(viewing) => self.view(core, viewing),
            Action::Unavailable => {
                core.say(NoticeKind::Problem, core.messages().points().none);
            }
            Action::Back => core.view_present(),
            Action::Restore => {
                if let Some(viewing) = self.viewing.clone() {
                    restore(core, &viewing);
                }
            }
        }
    }

    fn reconcile(&mut self, _: &Core, now: &mut Core) {
        if !now.is_viewing() {
            self.viewing = None;
        }
    }

    fn module(action: &Action) -> Option<Module> {
        match action {
            Action::Ask(_) | Action::Listed(_) => Some(Module::Dialogs),
            Action::View(_) | Action::Unavailable | Action::Back | Action::Restore => None,
        }
    }
}

impl State {
    fn view(&mut self, core: &mut Core, viewing: Rc<Viewing>) {
        core.view_present();
        core.dialog = None;
        let Some(stands) = core.editor.project.record(viewing.document) else { return };
        let annotations: AnnotationSet = viewing.then.values().map(|one| (**one).clone()).collect();
        let project = core.editor.project.with(Annotated { annotations, ..stands.clone() });
        core.view_past(EditorState::new(project, Some(viewing.document)));
        core.filter.clear();
        core.requests.focus_text = Some(core.request(()));
        self.viewing = Some(viewing);
    }
}

fn restore(core: &mut Core, viewing: &Viewing) {
    core.view_present();
    let count = viewing.then.len();
    let is_restored =
        core.command(|state, stamp| commands::restore(state, viewing.document, &viewing.then, stamp));
    core.requests.focus_text = Some(core.request(()));
    if is_restored {
        core.say(NoticeKind::Done, (core.messages().points().restored)(count));
    }
}
