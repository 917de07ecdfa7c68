//! The file that a text is tied to, when it was offered as a download, and how many edits are in neither: what the session knows of it, and what is
//! shown. The autosave does the writing.

use std::rc::Rc;
use std::sync::Arc;

use yew::prelude::*;

use super::controls::Button;
use super::errands::Errand;
use super::notice::problem;
use super::session::{Action, NoticeKind, Session, SessionHandle};
use crate::browser::{day_and_time, has_file_picker, time_of_day};
use crate::edit::commands::{self, ImportTerms};
use crate::i18n::FileWords;
use crate::model::{Annotation, Bundle, Seen, Stamp};
use crate::text::DocumentId;

/// From so many edits on the page says by itself that they are in no file.
const REMIND: usize = 20;

/// What is done with the file. The first four are asked of the browser.
#[derive(Clone, Debug)]
pub enum Tying {
    /// Has the reader choose one for the text that is shown.
    Pick,
    /// Asks again for the leave to write it.
    Ask,
    Untie,
    /// Files that texts were tied to in an earlier visit.
    Resume,
    /// How it stands with every file.
    Told(Rc<Vec<Tied>>),
    /// A file has something that is not here.
    Found(Rc<Bundle>),
    /// The text that is shown was offered as a download.
    Offered,
    /// So many edits were made since it was offered, and when that was.
    Unfiled(usize, Option<u64>),
}

/// How it stands with a text's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tied {
    pub document: DocumentId,
    pub name: String,
    pub state: TiedState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TiedState {
    /// It was last seen to hold the text at this time; 0 for never.
    Ready(u64),
    /// The reader has to allow it again.
    Forbidden,
    /// It was not written, and why.
    Failed(TiedFailure),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TiedFailure {
    /// It is gone, or cannot be read.
    Unreadable,
    /// The browser did not write it.
    Unwritable,
    /// Something else was read back than had been written.
    Mismatch,
    /// It holds something that is not this text with its annotations, and is not written over.
    Strange,
}

impl Session {
    pub(super) fn tie(&mut self, what: Tying) {
        match what {
            Tying::Told(tied) => self.hear_of(tied),
            Tying::Found(bundle) => self.take_in(&bundle),
            Tying::Unfiled(count, offered) => (self.unfiled, self.offered) = (count, offered),
            wish @ (Tying::Pick | Tying::Ask | Tying::Untie | Tying::Resume | Tying::Offered) => {
                self.tie_wish = Some(self.wish(wish));
            }
        }
    }

    fn hear_of(&mut self, tied: Rc<Vec<Tied>>) {
        let words = self.messages().files();
        let news = tied.iter().find_map(|now| match now.state {
            TiedState::Failed(failure) if !self.tied.contains(now) => {
                Some((words.failed)(&now.name, why(words, failure)))
            }
            TiedState::Failed(_) | TiedState::Ready(_) | TiedState::Forbidden => None,
        });
        self.tied = tied;
        if let Some(news) = news {
            self.say(NoticeKind::Problem, news);
        }
    }

    /// Joins what another program or person wrote into a file, as an import does. What was deleted here and is in the
    /// file as it was stays deleted: nobody has said anything new.
    fn take_in(&mut self, bundle: &Bundle) {
        let present = self.present().clone();
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
            self.clock.observe(annotation.modified());
        }
        let bundle = Bundle { annotations, ..bundle.clone() };
        // The file has had what stands here, but for what is about to be written: so what is later there holds.
        let terms = ImportTerms { exported: Stamp::of_file(u64::MAX), ..ImportTerms::default() };
        let plan = commands::import_on(&present, &bundle, &terms, self.tick());
        let count = (plan.new + plan.changed) as u32;
        if plan.is_idle() {
            return;
        }
        match present.apply(plan.transaction) {
            Ok(after) => {
                *self.present_mut() = after.at(present.current);
                self.keep_conflicts(bundle.document.id(), plan.conflicts);
                self.say(NoticeKind::Done, (self.messages().files().came_in)(count));
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// The file of the text that is shown.
    fn tied_here(&self) -> Option<&Tied> {
        self.tied.iter().find(|tied| Some(tied.document) == self.editor.active)
    }
}

fn why(words: &FileWords, failure: TiedFailure) -> &'static str {
    match failure {
        TiedFailure::Unreadable => words.unreadable,
        TiedFailure::Unwritable => words.unwritable,
        TiedFailure::Mismatch => words.mismatch,
        TiedFailure::Strange => words.strange,
    }
}

/// What the menu says of the file.
pub fn file_rows(session: &SessionHandle) -> Html {
    let words = session.messages().files();
    let dispatch = session.dispatcher();
    let row = |says: &str, what: Tying| Button::new(says).asks(&dispatch, Action::Tie(what));
    let tied = session.tied_here();
    let says = tied.map(|tied| match tied.state {
        TiedState::Ready(0) => (words.tied)(&tied.name, ""),
        TiedState::Ready(at) => (words.tied)(&tied.name, &time_of_day(at)),
        TiedState::Forbidden => (words.forbidden)(&tied.name),
        TiedState::Failed(failure) => (words.failed)(&tied.name, why(words, failure)),
    });
    html! {
        <>
            if let Some(says) = says {
                <small>{ says }</small>
            }
            if tied.is_some_and(|tied| tied.state == TiedState::Forbidden) {
                { row(words.ask, Tying::Ask) }
            }
            if tied.is_some() {
                { row(words.untie, Tying::Untie) }
            } else if has_file_picker() {
                { row(words.tie, Tying::Pick) }
            }
            if let (None, Some(at)) = (tied, session.offered) {
                <small>{ (words.offered)(&day_and_time(at)) }</small>
            }
            if tied.is_none() && session.unfiled > 0 {
                <small>{ (words.unfiled)(session.unfiled) }</small>
                { Button::new(session.messages().download_everything).asks(&dispatch, Action::Run(Errand::ExportAll)) }
            }
        </>
    }
}

/// What stands beside the status where the reader should do something for the file.
pub fn file_reminder(session: &SessionHandle) -> Html {
    let words = session.messages().files();
    let dispatch = session.dispatcher();
    match session.tied_here() {
        Some(Tied { name, state: TiedState::Forbidden, .. }) => {
            Button::new(&(words.ask_for)(name)).class("quiet").asks(&dispatch, Action::Tie(Tying::Ask))
        }
        None if session.unfiled >= REMIND => Button::new(&(words.unfiled)(session.unfiled))
            .class("quiet")
            .with("title", session.messages().export_hint)
            .asks(&dispatch, Action::Run(Errand::Export)),
        Some(Tied { state: TiedState::Ready(_) | TiedState::Failed(_), .. }) | None => html! {},
    }
}

/// What the status says where everything is in files.
pub fn saved_in_file(session: &SessionHandle, at: u64) -> String {
    let name = session.tied_here().or(session.tied.first()).map_or("", |tied| &tied.name);
    (session.messages().files().saved)(&time_of_day(at), name)
}

/// The browser gave no file.
pub fn not_tied(session: &Session) -> Action {
    Action::Say(problem(session.messages().files().not_tied))
}
