//! The file that a text is linked to, and how many edits are in no file yet.

use std::rc::Rc;
use std::sync::Arc;

use super::commands::FileRequest;
use super::{Command, Core, Feature, Module, NoticeKind};
use crate::edit::commands::ImportTerms;
use crate::i18n::FileWords;
use crate::model::{Annotation, Bundle, Seen, Stamp};
use crate::text::DocumentId;

#[derive(Clone, Debug, Default)]
pub struct State {
    /// The files that texts are linked to.
    pub files: Rc<Vec<LinkedFile>>,
    /// When the text that is shown was last offered as a download, in milliseconds since 1970.
    pub offered_at: Option<u64>,
}

/// A text's file, and how it stands with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedFile {
    pub document: DocumentId,
    pub name: String,
    pub state: FileState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// The file was last seen to hold the text at this time, in milliseconds since 1970; 0 for never.
    Ready(u64),
    /// The reader has to allow it again.
    Forbidden,
    Failed(FileFailure),
}

/// Why a file was not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFailure {
    /// It is gone, or cannot be read.
    Unreadable,
    /// The browser did not write it.
    Unwritable,
    /// Something else was read back than had been written.
    Mismatch,
    /// It holds something that is not this text with its annotations, and is not written over.
    Strange,
}

#[derive(Clone, Debug)]
pub enum Action {
    Request(FileRequest),
    /// How it stands with every file.
    Files(Rc<Vec<LinkedFile>>),
    /// A file has something that is not here.
    Found(Rc<Bundle>),
    /// The browser gave no file.
    NotLinked,
    /// Number of edits of the text that is shown since it was offered as a download, and when that was.
    Unexported(usize, Option<u64>),
}

impl Feature for State {
    type Action = Action;

    fn act(&mut self, core: &mut Core, action: Action) {
        match action {
            Action::Request(request) => {
                core.commands.push(Command::LinkedFile(request));
            }
            Action::Files(files) => self.take_over(core, files),
            // The step does it, since what is kept beside what stands is another feature's.
            Action::Found(_) => {}
            Action::NotLinked => {
                let words = core.messages().files().not_tied;
                core.say(NoticeKind::Problem, words);
            }
            Action::Unexported(count, offered_at) => {
                (core.unexported_edits, self.offered_at) = (count, offered_at);
            }
        }
    }

    fn module(action: &Action) -> Option<Module> {
        match action {
            Action::Request(_) | Action::Found(_) => Some(Module::Files),
            Action::Files(_) | Action::NotLinked | Action::Unexported(..) => None,
        }
    }
}

impl State {
    /// Says which file failed since the last time.
    fn take_over(&mut self, core: &mut Core, files: Rc<Vec<LinkedFile>>) {
        let words = core.messages().files();
        let failed = files.iter().find_map(|file| match file.state {
            FileState::Failed(failure) if !self.files.contains(file) => {
                Some((words.failed)(&file.name, why(words, failure)))
            }
            FileState::Failed(_) | FileState::Ready(_) | FileState::Forbidden => None,
        });
        self.files = files;
        if let Some(failed) = failed {
            core.say(NoticeKind::Problem, failed);
        }
    }

    /// The file of the text that is shown.
    pub fn here(&self, core: &Core) -> Option<&LinkedFile> {
        self.files.iter().find(|file| Some(file.document) == core.editor.active)
    }
}

/// Why a file was not written, in words.
pub fn why(words: &FileWords, failure: FileFailure) -> &'static str {
    match failure {
        FileFailure::Unreadable => words.unreadable,
        FileFailure::Unwritable => words.unwritable,
        FileFailure::Mismatch => words.mismatch,
        FileFailure::Strange => words.strange,
    }
}

/// Joins what another program or person wrote into a file, as an import does. What was deleted here and is in the file as
/// it was stays deleted: nobody has said anything new.
/// What is kept beside what stands is the answer.
pub(super) fn join_found(core: &mut Core, bundle: &Bundle) -> Vec<Annotation> {
    let Some(importer) = (core.env.importer)() else { return Vec::new() };
    let present = core.present().clone();
    let known = present.project.record(bundle.document.id());
    let is_news = |theirs: &&Arc<Annotation>| {
        let mine = known.and_then(|known| known.annotations.record(theirs.id));
        mine.is_none_or(|mine| {
            let alive = Annotation { seen: Seen::nothing(), ..(**mine).clone() };
            mine.is_alive() || !alive.says_as(theirs)
        })
    };
    let annotations: Vec<_> = bundle.annotations.iter().filter(is_news).cloned().collect();
    for annotation in &annotations {
        core.clock.observe(annotation.modified());
    }
    let bundle = Bundle { annotations, ..bundle.clone() };
    // The file has had what stands here, but for what is about to be written: so what is later there holds.
    let terms = ImportTerms { exported: Stamp::of_file(u64::MAX), ..ImportTerms::default() };
    let plan = (importer.plan)(&present, &bundle, &terms, core.tick());
    let count = (plan.new + plan.changed) as u32;
    if plan.is_idle() {
        return Vec::new();
    }
    match present.apply(plan.transaction) {
        Ok(after) => {
            *core.present_mut() = after.at(present.current);
            core.say(NoticeKind::Done, (core.messages().files().came_in)(count));
            plan.conflicts
        }
        Err(refusal) => {
            core.refuse(refusal);
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::testing::{
        MARKED, after, annotation, bare, bundle, choose, current, first_text, id, is_refused, note,
        other_text, session, taken, told, told_of, viewing, words,
    };
    use crate::session::{Action as Any, Session, annotating, library};

    fn file(state: FileState) -> LinkedFile {
        LinkedFile { document: first_text(), name: "晨报.json".into(), state }
    }

    fn with(session: &Session, state: FileState) -> Session {
        after(session, Action::Files(Rc::new(vec![file(state)])))
    }

    #[test]
    fn each_request_goes_to_the_browser() {
        for request in [FileRequest::Link, FileRequest::Ask, FileRequest::Unlink, FileRequest::Resume] {
            let session = session();
            taken(&session);
            let asked = taken(&after(&session, Action::Request(request)));
            assert!(matches!(asked[..], [Command::LinkedFile(one)] if one == request), "{asked:?}");
        }
    }

    #[test]
    fn a_request_waits_for_its_module() {
        let waiting = after(&bare(MARKED), Action::Request(FileRequest::Link));
        assert!(matches!(taken(&waiting)[..], [Command::Fetch(Module::Files)]));
        let fetched = after(&waiting, Any::Fetched(Module::Files, true));
        assert!(matches!(taken(&fetched)[..], [Command::LinkedFile(FileRequest::Link)]));
    }

    #[test]
    fn each_failure_is_told_with_the_file_and_why_once() {
        let failures =
            [FileFailure::Unreadable, FileFailure::Unwritable, FileFailure::Mismatch, FileFailure::Strange];
        for failure in failures {
            let session = with(&session(), FileState::Failed(failure));
            let reason = why(session.core.messages().files(), failure);
            assert!(is_refused(&session), "{failure:?}");
            assert!(words(&session).contains("晨报.json") && words(&session).contains(reason), "{failure:?}");
            let dismissed = after(&session, crate::session::notices::Action::Dismiss);
            assert_eq!(words(&with(&dismissed, FileState::Failed(failure))), "", "{failure:?}");
        }
    }

    #[test]
    fn each_failure_has_words_of_its_own() {
        let words = session().core.messages().files();
        let failures =
            [FileFailure::Unreadable, FileFailure::Unwritable, FileFailure::Mismatch, FileFailure::Strange];
        let mut said: Vec<_> = failures.into_iter().map(|failure| why(words, failure)).collect();
        said.sort_unstable();
        said.dedup();
        assert_eq!(said.len(), 4);
    }

    #[test]
    fn another_failure_of_the_same_file_is_told_again() {
        let session = with(&session(), FileState::Failed(FileFailure::Unreadable));
        let session = with(&session, FileState::Failed(FileFailure::Strange));
        assert!(words(&session).contains(why(session.core.messages().files(), FileFailure::Strange)));
    }

    #[test]
    fn a_file_that_is_ready_or_forbidden_is_no_failure() {
        for state in [FileState::Ready(5), FileState::Forbidden] {
            let session = with(&session(), state);
            assert_eq!(words(&session), "");
            assert_eq!(session.linked_file.here(&session.core).map(|file| file.state), Some(state));
        }
    }

    #[test]
    fn the_file_of_another_text_is_not_here() {
        let session = after(&with(&session(), FileState::Ready(5)), library::Action::Show(other_text()));
        assert!(session.linked_file.here(&session.core).is_none());
    }

    #[test]
    fn a_text_that_was_not_linked_is_told() {
        assert!(is_refused(&after(&session(), Action::NotLinked)));
    }

    #[test]
    fn the_number_of_edits_that_are_in_no_file_is_known() {
        assert_eq!(after(&session(), Action::Unexported(3, None)).core.unexported_edits, 3);
    }

    #[test]
    fn what_a_file_has_comes_in_and_is_counted() {
        let found = Rc::new(bundle([annotation(40, "place", 29, 31), annotation(41, "event", 0, 2)]));
        let session = after(&choose(&session(), 2), Action::Found(found));
        assert_eq!(told(&session).len(), 7);
        assert_eq!(current(&session), Some(2), "the reader stays where they are");
        assert!(words(&session).contains('2'), "{}", words(&session));
    }

    #[test]
    fn nothing_new_in_a_file_is_no_news() {
        let start = choose(&session(), 2);
        let session = after(&start, Action::Found(Rc::new(bundle([]))));
        assert_eq!(words(&session), words(&start));
        assert!(session.core.editor.project.is(&start.core.editor.project));
    }

    #[test]
    fn what_was_deleted_here_stays_deleted_though_the_file_has_it_still() {
        let session = after(&session(), annotating::Action::Delete(id(1)));
        let session = after(&session, Action::Found(Rc::new(bundle([annotation(1, "person", 3, 5)]))));
        assert!(!told(&session).contains(&"person 王五".to_owned()));
    }

    #[test]
    fn what_was_deleted_here_comes_back_where_the_file_says_something_new_of_it() {
        let session = after(&session(), annotating::Action::Delete(id(1)));
        let mut noted = annotation(1, "person", 3, 5);
        noted.note.value = "从文件来".into();
        let session = after(&session, Action::Found(Rc::new(bundle([noted]))));
        assert_eq!(note(&session, 1), "从文件来");
    }

    #[test]
    fn a_file_reaches_the_present_while_a_point_is_viewed() {
        let found = Rc::new(bundle([annotation(40, "place", 29, 31)]));
        let session = after(&viewing(&session()), Action::Found(found));
        assert_eq!(told(&session), ["person 王五"]);
        assert_eq!(told_of(session.core.present()).len(), 6);
    }
}
