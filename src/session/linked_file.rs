//! The file that a text is linked to, and how many edits are in no file yet.

use std::rc::Rc;
use std::sync::Arc;

use super::commands::FileRequest;
use super::{Command, Core, Feature, Module, NoticeKind};
use crate::edit::commands::{self, ImportTerms};
use crate::i18n::FileWords;
use crate::model::{Annotation, Bundle, Seen, Stamp};
use crate::text::DocumentId;

#[derive(Clone, Default)]
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
            Action::Request(_) => Some(Module::Files),
            Action::Files(_) | Action::Found(_) | Action::NotLinked | Action::Unexported(..) => None,
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
    let plan = commands::import_on(&present, &bundle, &terms, core.tick());
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
