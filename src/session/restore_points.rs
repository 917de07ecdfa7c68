//! Restore points: the page shows what stood at one of them as if it were now, and nothing can be changed until one goes
//! back to now, or to the point for good.

use std::rc::Rc;

use super::commands::PointQuestion;
use super::dialog::ListedPoint;
use super::{Command, Core, Dialog, Feature, Module, NoticeKind};
use crate::edit::{EditorState, commands};
use crate::model::{Annotated, AnnotationSet, Records};
use crate::storage::RestorePoint;
use crate::text::DocumentId;

#[derive(Clone, Debug, Default)]
pub struct State {
    /// The point that is shown in the place of the present.
    pub viewing: Option<Rc<Viewing>>,
}

/// A restore point with what stood there.
#[derive(Debug)]
pub struct Viewing {
    pub document: DocumentId,
    pub point: RestorePoint,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::testing::{
        MARKED, after, bare, choose, current, first_text, is_refused, kind, other_text, over, point, select,
        session, tag, taken, told, told_of, viewing, words,
    };
    use crate::session::{Action as Any, Mode, annotating, history, library, list};
    use crate::storage::Contrast;

    fn listed() -> Rc<Vec<ListedPoint>> {
        let contrast = Contrast { added: 4, removed: 0, changed: 0 };
        Rc::new(vec![ListedPoint { point: point().point.clone(), contrast }])
    }

    #[test]
    fn each_question_goes_to_the_storage() {
        let questions = [
            PointQuestion::List,
            PointQuestion::Set("名".into()),
            PointQuestion::View(5),
            PointQuestion::Forget(5),
        ];
        for question in questions {
            let session = session();
            taken(&session);
            let asked = taken(&after(&session, Action::Ask(question.clone())));
            let [Command::RestorePoints(one)] = &asked[..] else { panic!("{asked:?}") };
            assert_eq!(format!("{one:?}"), format!("{question:?}"));
        }
    }

    #[test]
    fn the_points_are_listed_in_a_dialog() {
        let session = after(&session(), Action::Listed(listed()));
        assert!(matches!(&session.core.dialog, Some(Dialog::RestorePoints(points)) if points.len() == 1));
    }

    #[test]
    fn that_there_are_none_is_told() {
        assert!(is_refused(&after(&session(), Action::Unavailable)));
    }

    #[test]
    fn a_question_waits_for_its_module() {
        let waiting = after(&bare(MARKED), Action::Ask(PointQuestion::List));
        assert!(matches!(taken(&waiting)[..], [Command::Fetch(Module::Dialogs)]));
        let fetched = after(&waiting, Any::Fetched(Module::Dialogs, true));
        assert!(matches!(taken(&fetched)[..], [Command::RestorePoints(PointQuestion::List)]));
    }

    #[test]
    fn a_point_is_shown_in_the_place_of_the_present() {
        let session = viewing(&after(&session(), Action::Listed(listed())));
        assert_eq!(told(&session), ["person 王五"]);
        assert!(session.core.is_viewing() && session.core.dialog.is_none());
        assert!(session.restore_points.viewing.is_some() && session.core.requests.focus_text.is_some());
        assert_eq!(told_of(session.core.present()).len(), 5);
    }

    #[test]
    fn back_to_now_leaves_nothing_of_the_past() {
        let before = choose(&session(), 2);
        let session = after(&viewing(&before), Action::Back);
        assert!(!session.core.is_viewing() && session.restore_points.viewing.is_none());
        assert!(session.core.editor.project.is(&before.core.editor.project));
        assert_eq!(current(&session), Some(2));
    }

    #[test]
    fn back_to_now_where_nothing_is_viewed_changes_nothing() {
        let session = after(&choose(&session(), 2), Action::Back);
        assert_eq!((current(&session), told(&session).len()), (Some(2), 5));
    }

    #[test]
    fn a_second_point_takes_the_place_of_the_first_and_not_of_the_present() {
        let session = viewing(&viewing(&session()));
        assert_eq!(told_of(session.core.present()).len(), 5);
        assert_eq!(told(&after(&session, Action::Back)).len(), 5);
    }

    #[test]
    fn a_restored_point_is_the_present_in_one_step() {
        let session = after(&viewing(&session()), Action::Restore);
        assert_eq!((told(&session), session.core.is_viewing()), (vec!["person 王五".to_owned()], false));
        assert_eq!(kind(&session), Some(NoticeKind::Done));
        assert!(session.core.requests.focus_text.is_some());
        assert_eq!(told(&after(&session, history::Action::Undo)).len(), 5);
    }

    #[test]
    fn a_point_that_stands_already_is_restored_without_a_word() {
        let start = over("晨报\n{person|王五}");
        let then: Records = start
            .core
            .editor
            .shown()
            .unwrap()
            .annotations
            .records()
            .map(|one| (one.id, one.clone()))
            .collect();
        let document = start.core.editor.active.unwrap();
        let same = Rc::new(Viewing { document, point: point().point.clone(), then });
        let session = after(&after(&start, Action::View(same)), Action::Restore);
        assert_eq!((words(&session), session.core.is_viewing()), ("", false));
    }

    #[test]
    fn nothing_is_restored_where_nothing_is_viewed() {
        assert_eq!(told(&after(&session(), Action::Restore)).len(), 5);
    }

    #[test]
    fn a_point_of_a_text_that_is_gone_shows_the_present() {
        let gone = Viewing {
            document: DocumentId::of("nowhere"),
            point: point().point.clone(),
            then: Records::new(),
        };
        let session = after(&session(), Action::View(Rc::new(gone)));
        assert!(!session.core.is_viewing() && session.restore_points.viewing.is_none());
        assert_eq!(told(&session).len(), 5);
    }

    #[test]
    fn another_text_leaves_the_past() {
        let session = after(&viewing(&session()), library::Action::Show(other_text()));
        assert!(!session.core.is_viewing() && session.restore_points.viewing.is_none());
        let session = after(&session, library::Action::Show(first_text()));
        assert_eq!(told(&session).len(), 5);
    }

    #[test]
    fn the_past_is_read_as_the_present_is() {
        let session = after(&viewing(&session()), list::Action::Next);
        assert_eq!((current(&session), session.core.mode.clone()), (Some(1), Mode::Reading));
    }

    #[test]
    fn what_came_since_a_point_is_gone_there_and_back_now() {
        let before = after(&select(&session(), 29, 31), annotating::Action::Tag(tag("place")));
        let session = viewing(&before);
        assert!(!told(&session).contains(&"place 尾声".to_owned()));
        assert!(told(&after(&session, Action::Back)).contains(&"place 尾声".to_owned()));
    }
}
