//! Annexes: parts of the program that lie in files of their own. Each is fetched when it is first needed, once.
//!
//! An annex is a table of functions. Until it is open nobody has the table, so nothing behind it can be called; an
//! action that needs it waits in the session and acts when it is open. In a build that is not divided every annex is
//! part of the one file and opens at once.

mod dialogs;
mod doors;
mod files;
mod finding;
mod marking;
mod records;

use std::cell::Cell;
use std::future::Future;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::controls::Dispatch;
use super::early;
use super::effect::use_effect_with;
use super::errands::Errand;
use super::session::{Action, Dialog, NoticeKind, Session, SessionHandle};
use super::tying::Tying;
use crate::browser::{Finder, open_finder};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Annex {
    /// The reader's work with the text, and keeping it. The others build on it.
    Marking,
    /// The menu, the tag scheme, and the list of shortcuts.
    Dialogs,
    /// Reading and writing files.
    Files,
    /// Looking for words, and many annotations at once.
    Finding,
    /// Reading what is stored.
    Records,
}

/// A table that is there once its annex is open.
type Door<T> = Cell<Option<&'static T>>;

thread_local! {
    static MARKING: Door<marking::Table> = const { Cell::new(None) };
    static DIALOGS: Door<dialogs::Table> = const { Cell::new(None) };
    static FILES: Door<files::Table> = const { Cell::new(None) };
    static FINDING: Door<finding::Table> = const { Cell::new(None) };
    static FINDER: Door<Finder> = const { Cell::new(None) };
    static RECORDS: Door<records::Table> = const { Cell::new(None) };
}

pub fn marking() -> Option<&'static marking::Table> {
    MARKING.get()
}

pub fn dialogs() -> Option<&'static dialogs::Table> {
    DIALOGS.get()
}

pub fn files() -> Option<&'static files::Table> {
    FILES.get()
}

pub fn finding() -> Option<&'static finding::Table> {
    FINDING.get()
}

/// What finds words; there whenever [`finding`] is.
pub fn finder() -> Option<&'static Finder> {
    FINDER.get()
}

pub fn records() -> Option<&'static records::Table> {
    RECORDS.get()
}

impl Annex {
    fn is_open(self) -> bool {
        match self {
            Self::Marking => marking().is_some(),
            Self::Dialogs => dialogs().is_some(),
            Self::Files => files().is_some(),
            Self::Finding => finding().is_some(),
            Self::Records => records().is_some(),
        }
    }

    /// Fetches it, unless that is done. Says whether it is open now; where it is not, the next time tries again.
    pub async fn open(self) -> bool {
        if marking().is_none() {
            MARKING.set(fetched(doors::to_marking()).await.ok());
        }
        if marking().is_none() {
            return false;
        }
        if self.is_open() {
            return true;
        }
        match self {
            Self::Marking => {}
            Self::Dialogs => DIALOGS.set(fetched(doors::to_dialogs()).await.ok()),
            Self::Files => FILES.set(fetched(doors::to_files()).await.ok()),
            Self::Finding => {
                FINDER.set(open_finder().await);
                if finder().is_some() {
                    FINDING.set(fetched(doors::to_finding()).await.ok());
                }
            }
            Self::Records => RECORDS.set(fetched(doors::to_records()).await.ok()),
        }
        self.is_open()
    }
}

/// In a divided build asking for a table is a future, the macro's work; else the table is there.
#[cfg(divided)]
fn fetched<T>(table: impl Future<Output = T>) -> impl Future<Output = T> {
    table
}

#[cfg(not(divided))]
fn fetched<T>(table: T) -> impl Future<Output = T> {
    std::future::ready(table)
}

impl Action {
    /// What must be open before it can be done.
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "a new action is the reader's work until shown to be none"
    )]
    fn needs(&self) -> Option<Annex> {
        match self {
            Self::Open(Dialog::Help | Dialog::Scheme(_) | Dialog::Points(_) | Dialog::Erase)
            | Self::Run(Errand::Menu | Errand::Erase)
            | Self::Rule(_)
            | Self::TakeKey(_) => Some(Annex::Dialogs),
            Self::Open(Dialog::Working(_) | Dialog::Import(_))
            | Self::Import(_)
            | Self::Tie(Tying::Pick | Tying::Ask | Tying::Untie | Tying::Resume)
            | Self::Run(Errand::ExportText) => Some(Annex::Files),
            Self::Find(_) => Some(Annex::Finding),
            Self::Points(_) | Self::Open(Dialog::Damage) => Some(Annex::Records),
            Self::Run(Errand::CopyLink | Errand::CopyQuote) => Some(Annex::Marking),
            Self::Hover(_)
            | Self::GoTo(_)
            | Self::Read
            | Self::CloseDialog
            | Self::ToggleList
            | Self::Kept(..)
            | Self::Run(_)
            | Self::Enter(..)
            | Self::Retry
            | Self::Say(_)
            | Self::Dismiss
            | Self::ForgetUnread => None,
            _ => Some(Annex::Marking),
        }
    }

    pub(super) fn must_wait(&self) -> bool {
        self.needs().is_some_and(|annex| !annex.is_open())
    }
}

impl Session {
    /// Does what waited for an annex, or says that it cannot be had.
    pub(super) fn enter(&mut self, annex: Annex, is_open: bool) {
        let waiting = std::mem::take(&mut self.waiting);
        let (due, waiting) = waiting.into_iter().partition(|action| action.needs() == Some(annex));
        self.waiting = waiting;
        let due: Vec<Action> = due;
        if is_open {
            for action in due {
                self.act(action);
            }
        } else if early::give_up() || !due.is_empty() || annex == Annex::Records {
            self.say(NoticeKind::Problem, self.messages().not_fetched);
        }
    }
}

/// Opens the annex for the reader's work, as a hand goes to the text. Nothing is said where that fails: nothing was asked.
pub fn come_near(dispatch: Dispatch) {
    spawn_local(async move {
        let is_open = Annex::Marking.open().await;
        dispatch.dispatch(Action::Enter(Annex::Marking, is_open));
    });
}

/// Opens what actions wait for.
#[hook]
pub fn use_annexes(session: &SessionHandle) {
    let dispatch = session.dispatcher();
    let needed: Vec<Annex> = session.waiting.iter().filter_map(Action::needs).collect();
    use_effect_with(needed, move |needed| {
        for annex in needed.iter().copied() {
            let dispatch = dispatch.clone();
            spawn_local(async move {
                let is_open = annex.open().await;
                dispatch.dispatch(Action::Enter(annex, is_open));
            });
        }
    });
}
