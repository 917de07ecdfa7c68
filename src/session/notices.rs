//! Saying something once, and no longer.

use super::{Core, Feature, Notice};

#[derive(Clone, Debug, Default)]
pub struct State;

#[derive(Clone, Debug)]
pub enum Action {
    Say(Notice),
    Dismiss,
}

impl Feature for State {
    type Action = Action;

    fn act(&mut self, core: &mut Core, action: Action) {
        match action {
            Action::Say(notice) => core.notice = Some(Notice { number: core.steps, ..notice }),
            Action::Dismiss => core.notice = None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::testing::{after, id, kind, session, words};
    use crate::session::{NoticeKind, annotating, leaving};

    #[test]
    fn two_that_say_the_same_are_told_apart() {
        let once = after(&session(), Action::Say(Notice::done("好")));
        let twice = after(&once, Action::Say(Notice::done("好")));
        assert_eq!((words(&once), words(&twice)), ("好", "好"));
        assert_ne!(once.core.notice, twice.core.notice);
    }

    #[test]
    fn a_notice_is_of_its_kind_and_dismissed() {
        let problem = after(&session(), Action::Say(Notice::problem("不好")));
        assert_eq!(kind(&problem), Some(NoticeKind::Problem));
        assert_eq!(kind(&after(&session(), Action::Say(Notice::done("好")))), Some(NoticeKind::Done));
        assert_eq!(kind(&after(&problem, Action::Dismiss)), None);
    }

    #[test]
    fn a_problem_is_gone_with_the_next_thing_that_is_done() {
        let problem = after(&session(), Action::Say(Notice::problem("不好")));
        let session = after(&problem, annotating::Action::Note(id(1), "注".into()));
        assert_eq!(kind(&session), None);
    }

    #[test]
    fn escape_puts_what_is_said_away() {
        let problem = after(&session(), Action::Say(Notice::problem("不好")));
        assert_eq!(kind(&after(&problem, leaving::Action::Leave)), None);
    }
}
