//! The losing sides of concurrent edits, offered to be chosen or dismissed.

use std::sync::Arc;

use super::{Core, Feature};
use crate::edit::commands;
use crate::model::{Annotation, AnnotationId, Intention, ReplicaId, Stamp, UndoEntry};
use crate::storage::{Conflict, Incoming};
use crate::text::DocumentId;

#[derive(Clone, Debug, Default)]
pub struct State {
    pub conflicts: Arc<Vec<Conflict>>,
    /// Those that came with an import that was undone.
    withdrawn: Vec<Conflict>,
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

    /// What an import kept beside what stands goes with the import when that is undone, and comes again with it.
    fn reconcile(&mut self, before: &Core, now: &mut Core) {
        let (was, is) = (before.editor.history(), now.editor.history());
        if let Some(step) = turned(was.last_done(), is.last_undone()) {
            let (gone, kept) = self.conflicts.iter().cloned().partition(|one| came_with(one, &step));
            self.conflicts = Arc::new(kept);
            let gone: Vec<Conflict> = gone;
            self.withdrawn.extend(gone);
        }
        if let Some(step) = turned(was.last_undone(), is.last_done()) {
            let (again, kept) =
                std::mem::take(&mut self.withdrawn).into_iter().partition(|one| came_with(one, &step));
            self.withdrawn = kept;
            let again: Vec<Conflict> = again;
            Arc::make_mut(&mut self.conflicts).extend(again);
        }
    }
}

/// The step of the history that was undone since, or done again.
fn turned(from: Option<&UndoEntry>, to: Option<&UndoEntry>) -> Option<UndoEntry> {
    from.zip(to).filter(|(from, to)| from.stamp == to.stamp).map(|(from, _)| from.clone())
}

/// The import of that step kept it.
fn came_with(conflict: &Conflict, step: &UndoEntry) -> bool {
    let stamp = Stamp { replica: ReplicaId::FILE, ..step.stamp };
    matches!(step.intention, Intention::Import { .. }) && conflict.annotation.modified() == stamp
}

impl State {
    pub(super) fn starting(conflicts: Vec<Conflict>) -> Self {
        Self { conflicts: Arc::new(conflicts), withdrawn: Vec::new() }
    }

    /// Keeps what a file has otherwise beside what stands, to be chosen in its row.
    pub(super) fn keep(&mut self, document: DocumentId, conflicts: Vec<Annotation>) {
        let conflicts = conflicts.into_iter().map(|annotation| Conflict { document, annotation });
        Arc::make_mut(&mut self.conflicts).extend(conflicts);
    }

    /// Offers what lost a race, each once, and no longer what another window chose or dismissed.
    pub(super) fn offer(&mut self, incoming: &Incoming) {
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
    pub fn about(&self, core: &Core, id: AnnotationId) -> Vec<(usize, &Conflict)> {
        let differs = |conflict: &Conflict| {
            conflict.annotation.id == id
                && commands::take_copy(&core.editor, &conflict.annotation, Stamp::ORIGIN).is_ok()
        };
        self.conflicts.iter().enumerate().filter(|(_, conflict)| differs(conflict)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::testing::{
        MARKED, after, annotation, bundle, id, lost, note, pending, viewing, with_conflicts, words,
    };
    use crate::session::{Session, history, saving};
    use std::rc::Rc;

    fn decide(session: &Session, number: usize, is_wanted: bool) -> Session {
        after(session, Action::Decide { number, is_wanted })
    }

    fn start() -> Session {
        with_conflicts(MARKED, vec![lost(1, "甲"), lost(2, "乙")])
    }

    fn left(session: &Session) -> Vec<String> {
        session.conflicts.conflicts.iter().map(|one| one.annotation.note.value.to_string()).collect()
    }

    #[test]
    fn a_conflict_that_is_taken_stands_and_is_offered_no_longer() {
        let session = decide(&start(), 0, true);
        assert_eq!((note(&session, 1).as_str(), left(&session)), ("甲", vec!["乙".to_owned()]));
        assert_eq!(note(&after(&session, history::Action::Undo), 1), "");
    }

    #[test]
    fn a_conflict_that_is_dismissed_changes_nothing() {
        let session = decide(&start(), 1, false);
        assert_eq!((note(&session, 2).as_str(), left(&session)), ("", vec!["甲".to_owned()]));
    }

    #[test]
    fn a_number_that_no_conflict_has_decides_nothing() {
        assert_eq!(left(&decide(&start(), 2, true)).len(), 2);
    }

    #[test]
    fn only_the_conflicts_about_an_annotation_that_say_something_else_are_shown() {
        let session = start();
        let about = |session: &Session, number| {
            let about = session.conflicts.about(&session.core, id(number));
            about.into_iter().map(|(number, _)| number).collect::<Vec<_>>()
        };
        assert_eq!((about(&session, 1), about(&session, 2), about(&session, 3)), (vec![0], vec![1], vec![]));
        let noted = after(&session, crate::session::annotating::Action::Note(id(1), "甲".into()));
        assert_eq!(about(&noted, 1), [0; 0], "it says that by now");
    }

    #[test]
    fn a_conflict_that_cannot_be_taken_in_the_past_is_offered_still() {
        let viewing = viewing(&start());
        let session = decide(&viewing, 0, true);
        assert_eq!(words(&session), session.core.messages().points().read_only);
        assert_eq!(left(&session), ["甲", "乙"], "nothing is lost");
    }

    #[test]
    fn another_window_offers_and_withdraws() {
        let incoming = Incoming { copies: vec![lost(1, "甲"), lost(5, "丙")], ..Incoming::default() };
        let session = after(&start(), saving::Action::Receive(Rc::new(incoming)));
        assert_eq!(left(&session), ["甲", "乙", "丙"], "each once");
        let incoming = Incoming { withdrawn: vec![lost(1, "甲").key()], ..Incoming::default() };
        let session = after(&session, saving::Action::Receive(Rc::new(incoming)));
        assert_eq!(left(&session), ["乙", "丙"]);
    }

    #[test]
    fn what_an_import_keeps_beside_what_stands_goes_and_comes_with_it() {
        let start = with_conflicts(MARKED, vec![lost(2, "乙")]);
        let start = after(&start, crate::session::Action::Fetched(crate::session::Module::Files, true));
        let noted = after(&start, crate::session::annotating::Action::Note(id(1), "甲".into()));
        let noted = after(&noted, crate::session::linked_file::Action::Unexported(1, None));
        let mut theirs = annotation(1, "person", 3, 5);
        theirs.note = crate::model::Stamped::new("从文件来".into(), Stamp::of_file(6));
        let new = annotation(40, "place", 29, 31);
        let file = pending(bundle([theirs, new]));
        let imported = after(&noted, crate::session::importing::Action::Import(file));
        assert_eq!(left(&imported), ["乙", "从文件来"]);
        let undone = after(&imported, history::Action::Undo);
        assert_eq!(left(&undone), ["乙"], "the other came before");
        assert_eq!(left(&after(&undone, history::Action::Redo)), ["乙", "从文件来"]);
        let other = after(&imported, crate::session::annotating::Action::Note(id(2), "丙".into()));
        assert_eq!(left(&after(&other, history::Action::Undo)).len(), 2, "another step was undone");
    }
}
