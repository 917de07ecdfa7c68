//! The texts that are open: which one is shown, and the way to an annotation of any of them.

use super::{Core, Feature, LoadingProgress, NoticeKind};
use crate::edit::commands;
use crate::model::AnnotationId;
use crate::text::DocumentId;

#[derive(Clone, Debug, Default)]
pub struct State;

#[derive(Clone, Debug)]
pub enum Action {
    Show(DocumentId),
    Close(DocumentId),
    /// From a link, if what it names is an id.
    Visit(Option<AnnotationId>),
    /// How far what is stored has been read.
    Progress(LoadingProgress),
}

impl Feature for State {
    type Action = Action;

    fn act(&mut self, core: &mut Core, action: Action) {
        match action {
            Action::Show(id) => core.show(Some(id)),
            Action::Close(id) => close(core, id),
            Action::Visit(id) => core.visit(id),
            Action::Progress(progress) => core.loading.progress = Some(progress),
        }
    }
}

fn close(core: &mut Core, id: DocumentId) {
    let title = core.editor.project.get(id).map(|annotated| core.title(&annotated.document));
    if core.command(|state, stamp| commands::close(state, id, stamp)) && core.editor.active == Some(id) {
        let other = core.editor.project.documents().next().map(|annotated| annotated.document.id());
        core.show(core.loading.shipped.or(other));
        core.requests.focus_text = Some(core.request(()));
        core.say(NoticeKind::Done, (core.messages().closed)(&title.unwrap_or_default()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::testing::{
        after, choose, current, first_text, id, is_refused, other_text, select, session, tag, told, words,
    };
    use crate::session::{Mode, finding, linking};

    #[test]
    fn another_text_is_shown_with_nothing_selected_or_filtered() {
        let session = select(&choose(&session(), 1), 3, 5);
        let session = after(&session, crate::session::list::Action::FilterTag(Some(tag("person"))));
        let session = after(&session, Action::Show(other_text()));
        assert_eq!(told(&session), ["term 另一"]);
        assert_eq!((session.core.editor.selection, session.core.editor.current), (None, None));
        assert!(session.core.filter.is_empty());
    }

    #[test]
    fn the_text_that_is_shown_stays_as_it_is() {
        let session = after(&choose(&session(), 1), Action::Show(first_text()));
        assert_eq!(current(&session), Some(1));
    }

    #[test]
    fn the_list_over_a_narrow_text_closes_with_another_text() {
        let session = after(&session(), crate::session::list::Action::Toggle);
        assert!(session.core.view.is_list_open);
        assert!(!after(&session, Action::Show(other_text())).core.view.is_list_open);
    }

    #[test]
    fn a_mode_ends_with_its_text() {
        let session = after(&choose(&session(), 2), linking::Action::Offer(None));
        assert!(matches!(session.core.mode, Mode::ChoosingLink(..)));
        assert_eq!(after(&session, Action::Show(other_text())).core.mode, Mode::Reading);
    }

    #[test]
    fn a_closed_text_gives_way_to_the_one_that_came_with_the_program_and_that_is_said() {
        let session = after(&session(), Action::Show(other_text()));
        let session = after(&session, Action::Close(other_text()));
        assert_eq!(session.core.editor.active, Some(first_text()));
        assert!(session.core.editor.project.get(other_text()).is_none());
        assert!(words(&session).contains("晨报"), "{}", words(&session));
        assert!(session.core.requests.focus_text.is_some());
    }

    #[test]
    fn a_text_that_is_not_shown_closes_in_silence() {
        let session = after(&session(), Action::Close(other_text()));
        assert!(session.core.editor.project.get(other_text()).is_none());
        assert_eq!((session.core.editor.active, words(&session)), (Some(first_text()), ""));
    }

    #[test]
    fn a_text_that_is_not_there_cannot_be_closed() {
        let session = after(&session(), Action::Close(DocumentId::of("nowhere")));
        assert!(is_refused(&session));
        assert_eq!(session.core.editor.active, Some(first_text()));
    }

    #[test]
    fn a_link_leads_to_an_annotation_of_another_text() {
        let session = after(&session(), Action::Visit(Some(id(9))));
        assert_eq!((session.core.editor.active, current(&session)), (Some(other_text()), Some(9)));
        assert_eq!(session.core.requests.reveal.map(|request| request.what), Some(id(9)));
        assert!(session.core.loading.pending_link.is_none());
    }

    #[test]
    fn a_link_to_nothing_says_so() {
        for link in [None, Some(id(77))] {
            let session = after(&session(), Action::Visit(link));
            assert_eq!(words(&session), session.core.messages().no_such_annotation, "{link:?}");
            assert!(is_refused(&session));
        }
    }

    #[test]
    fn a_link_waits_while_more_is_read() {
        let progress = LoadingProgress { read: 1, all: 5, is_long: true };
        let session = after(&session(), Action::Progress(progress));
        assert!(session.core.is_partial());
        let session = after(&session, Action::Visit(Some(id(77))));
        assert_eq!((session.core.loading.pending_link, words(&session)), (Some(id(77)), ""));
        let session = after(&session, Action::Visit(Some(id(1))));
        assert_eq!((session.core.loading.pending_link, current(&session)), (None, Some(1)));
    }

    #[test]
    fn in_another_text_nothing_was_looked_for() {
        let session = after(&session(), finding::Action::Write("好".into()));
        assert!(session.finding.find.is_some());
        assert!(after(&session, Action::Show(other_text())).finding.find.is_none());
    }
}
