//! Deeds that touch two slices. There are few, so that each has a name; they call methods of the slices, which alone
//! write their own state.

use super::selecting::Selection;
use super::{Pending, Session, importing, linked_file, pen};
use crate::model::Bundle;
use crate::storage::Incoming;

/// Tags what was selected with the tag that is in the pen.
pub(super) fn draw(session: &mut Session, selection: Selection) {
    let Some(tag) = session.pen.armed(&session.core).map(|tag| tag.id.clone()) else { return };
    session.selecting.select(&mut session.core, Some(selection));
    session.core.tag(&tag);
    session.pen.note_use(&session.core);
}

/// Tags what was selected instead of what was drawn just before. Where it cannot be drawn, what was drawn before stays.
pub(super) fn redraw(session: &mut Session, selection: Selection) {
    let before = session.core.editor.clone();
    let stamp = session.core.tick();
    let undone = session.core.editor.undo(stamp).ok();
    let Some(undone) = undone.filter(|_| session.pen.was_just_used(&session.core)) else {
        return draw(session, selection);
    };
    session.core.editor = undone;
    let there = pen::last_step(&session.core);
    draw(session, selection);
    if pen::last_step(&session.core) == there {
        session.core.editor = before;
    }
}

/// Brings in what a file holds, and keeps beside it what was decided to be kept beside.
pub(super) fn import(session: &mut Session, pending: &Pending) {
    let document = pending.reading.bundle.document.id();
    let conflicts = importing::import(&mut session.core, pending);
    session.conflicts.keep(document, conflicts);
}

/// Joins what another program wrote into the file that a text is linked to.
pub(super) fn join_found(session: &mut Session, bundle: &Bundle) {
    let conflicts = linked_file::join_found(&mut session.core, bundle);
    session.conflicts.keep(bundle.document.id(), conflicts);
}

/// Joins what came from another tab or a store, and offers what lost a race by it.
pub(super) fn receive(session: &mut Session, incoming: &Incoming) {
    session.core.join(incoming);
    session.conflicts.offer(incoming);
    session.saving.quarantine(incoming);
    session.core.show_when_loaded(incoming.is_all);
    if incoming.is_all {
        session.core.loading.progress = None;
        if let Some(link) = session.core.loading.pending_link {
            session.core.visit(Some(link));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Annotated, AnnotationEdit, Change, Project, Stamp};
    use crate::session::testing::{
        after, annotated, annotation, choose, current, first_text, id, session, told, told_of, viewing, words,
    };
    use crate::session::{Action, LoadingProgress, Session, library, saving};
    use crate::storage::Incoming;
    use crate::text::DocumentId;
    use std::rc::Rc;
    use std::sync::Arc;

    fn received(session: &Session, incoming: Incoming) -> Session {
        after(session, saving::Action::Receive(Rc::new(incoming)))
    }

    fn whole() -> Incoming {
        Incoming { is_all: true, ..Incoming::default() }
    }

    /// The text that was shown last is still to come.
    fn waiting() -> Session {
        let mut session = session();
        session.core.editor = session.core.editor.showing(None);
        session.core.loading.shown_last = Some(DocumentId::of("三"));
        after(&session, library::Action::Progress(LoadingProgress::default()))
    }

    fn third() -> Incoming {
        let third = annotated("三");
        Incoming { found: Some(Project::new().with(third)), ..Incoming::default() }
    }

    #[test]
    fn the_text_that_is_waited_for_is_shown_once_it_is_here() {
        let session = waiting();
        assert_eq!(session.core.awaited(), Some(DocumentId::of("三")));
        let session = received(&session, third());
        assert_eq!(session.core.editor.active, Some(DocumentId::of("三")));
        assert_eq!(session.core.awaited(), None);
        assert!(session.core.is_partial(), "there may be more");
        assert!(!received(&session, whole()).core.is_partial());
    }

    #[test]
    fn the_first_text_is_shown_where_the_one_that_is_waited_for_does_not_come() {
        let some = received(&waiting(), Incoming::default());
        assert_eq!(some.core.editor.active, None);
        let all = received(&some, whole());
        assert_eq!((all.core.editor.active, all.core.is_partial()), (Some(first_text()), false));
    }

    #[test]
    fn a_text_that_is_shown_stays_though_another_comes() {
        let session = received(&choose(&session(), 1), Incoming { is_all: true, ..third() });
        assert_eq!((session.core.editor.active, current(&session)), (Some(first_text()), Some(1)));
    }

    #[test]
    fn a_link_that_waited_is_followed_once_all_is_here() {
        let session = after(&session(), library::Action::Progress(LoadingProgress::default()));
        let session = after(&session, library::Action::Visit(Some(id(1_000))));
        let annotations = [annotation(1_000, "term", 0, 1)].into_iter().collect();
        let found = Project::new().with(Annotated { annotations, ..annotated("三") });
        let session =
            received(&session, Incoming { found: Some(found), is_all: true, ..Incoming::default() });
        assert_eq!(
            (session.core.editor.active, current(&session)),
            (Some(DocumentId::of("三")), Some(1_000))
        );
        assert_eq!(session.core.loading.pending_link, None);
    }

    #[test]
    fn a_link_that_waited_for_nothing_says_so() {
        let session = after(&session(), library::Action::Progress(LoadingProgress::default()));
        let session = received(&after(&session, library::Action::Visit(Some(id(1_000)))), whole());
        assert_eq!(words(&session), session.core.messages().no_such_annotation);
    }

    #[test]
    fn a_change_that_does_not_fit_here_keeps_no_other_out() {
        let change = |document, number, end| Change::Annotation {
            document,
            id: id(number),
            edit: AnnotationEdit::Join(Arc::new(annotation(number, "place", 29, end))),
        };
        let changes = vec![change(DocumentId::of("nowhere"), 40, 31), change(first_text(), 41, 31)];
        let session = received(&session(), Incoming { changes, ..Incoming::default() });
        assert_eq!(told(&session).len(), 6);
    }

    #[test]
    fn what_comes_from_elsewhere_is_joined_to_the_present_and_not_to_the_past() {
        let change = Change::Annotation {
            document: first_text(),
            id: id(40),
            edit: AnnotationEdit::Join(Arc::new(annotation(40, "place", 29, 31))),
        };
        let incoming = Incoming { changes: vec![change], ..Incoming::default() };
        let session = received(&viewing(&session()), incoming);
        assert_eq!(told(&session), ["person 王五"]);
        assert_eq!(told_of(session.core.present()).len(), 6);
    }

    #[test]
    fn what_is_written_after_a_stamp_from_elsewhere_is_later() {
        let latest = Stamp::of_file(9_000_000_000_000);
        let session = received(&session(), Incoming { latest, ..Incoming::default() });
        let session =
            after(&session, Action::Annotating(crate::session::annotating::Action::Note(id(1), "后".into())));
        let stamp = session.core.editor.shown().unwrap().annotations.get(id(1)).unwrap().note.stamp;
        assert!(stamp > latest);
    }
}
