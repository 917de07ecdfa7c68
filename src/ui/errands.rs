//! What the page asks of the browser when the reader wants it: file dialogs and downloads.

use yew::prelude::*;

use super::annex;
use super::effect::use_effect_with;
use super::importing::pick_file;
use super::notice::{problem, said};
use super::session::{Action, Session, SessionHandle};
use super::tying::Tying;
use crate::browser::{self, now, time_of_day};
use crate::formats::{self, Format};
use crate::model::Annotated;
use crate::storage::Unread;

/// Done once, outside the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    PickFile,
    /// Opens the menu.
    Menu,
    /// Downloads the text that is shown with its annotations.
    Export,
    /// Downloads every text that has something of the reader's, each as a file.
    ExportAll,
    /// Downloads the text alone.
    ExportText,
    /// Copies a link to the current annotation.
    CopyLink,
    /// Copies its words, with who said them and where they stand.
    CopyQuote,
    /// Erases everything that is stored, and begins anew.
    Erase,
    /// Downloads the stored records that could not be read.
    ExportUnread,
}

/// Runs each errand that the session wishes for.
#[hook]
pub fn use_errands(session: &SessionHandle) {
    let here = session.clone();
    use_effect_with(session.errand, move |errand| {
        let problem_words = match errand.map(|wish| wish.what) {
            None => None,
            Some(Errand::Erase) => {
                if let Some(dialogs) = annex::dialogs() {
                    (dialogs.erase_everything)();
                }
                None
            }
            Some(Errand::PickFile) => {
                pick_file();
                None
            }
            Some(Errand::Menu) => {
                if let Some(dialogs) = annex::dialogs() {
                    (dialogs.open_menu)();
                }
                None
            }
            Some(Errand::CopyLink) => {
                if let Some(marking) = annex::marking() {
                    (marking.copy_link)(&here);
                }
                None
            }
            Some(Errand::CopyQuote) => {
                if let Some(marking) = annex::marking() {
                    (marking.copy_quote)(&here);
                }
                None
            }
            Some(Errand::ExportText) => annex::files().and_then(|files| (files.download_text)(&here).err()),
            Some(errand @ (Errand::Export | Errand::ExportAll)) => {
                let failed = way_out(&here, errand).err();
                if failed.is_none() {
                    tell_of_offer(&here);
                }
                failed
            }
            Some(Errand::ExportUnread) => way_out(&here, Errand::ExportUnread).err(),
        };
        if let Some(words) = problem_words {
            here.dispatch(Action::Say(problem(words)));
        }
    });
}

/// Downloads what is not to be lost, or says why not. It needs no part of the program that may be impossible to fetch when
/// nothing else is left.
pub fn way_out(session: &Session, errand: Errand) -> Result<(), &'static str> {
    let messages = session.messages();
    match errand {
        Errand::Export if session.is_partial() => Err(messages.awaiting().not_whole),
        Errand::Export => {
            let shown = session.present().shown().ok_or(messages.no_document)?;
            write(session, shown)
        }
        Errand::ExportAll => {
            worth_keeping(session).into_iter().try_for_each(|annotated| write(session, annotated))?;
            // What is here is given out all the same: the rest may never come.
            if session.is_partial() { Err(messages.awaiting().in_part) } else { Ok(()) }
        }
        Errand::ExportUnread => {
            let done = browser::download("pizhu-set-aside.txt", "text/plain", &listed(&session.unread));
            done.map_err(|_| messages.no_download)
        }
        Errand::ExportText
        | Errand::PickFile
        | Errand::Menu
        | Errand::CopyLink
        | Errand::CopyQuote
        | Errand::Erase => Ok(()),
    }
}

/// The text that is shown, and behind it every other that is annotated or not brought along by the program, closed ones
/// too.
fn worth_keeping(session: &Session) -> Vec<&Annotated> {
    let present = session.present();
    let shown = present.shown();
    let others = present.project.records().filter(|one| {
        let id = one.document.id();
        let is_own = session.shipped != Some(id) && one.open.value;
        present.active != Some(id) && (is_own || !one.annotations.is_empty())
    });
    shown.into_iter().chain(others).collect()
}

/// A text as it is now, also while a restore point is looked at.
fn write(session: &Session, annotated: &Annotated) -> Result<(), &'static str> {
    let no_download = session.messages().no_download;
    let text = formats::project_file(annotated, &session.present().project.scheme).ok_or(no_download)?;
    let name = [&annotated.document.info().title, ".json"].concat();
    browser::download(&name, "application/json", &text).map_err(|_| no_download)
}

/// Nobody tells whether a download was kept, so it is said when it was offered.
fn tell_of_offer(session: &SessionHandle) {
    // Before anything can be changed there is nothing to count.
    if annex::marking().is_some() {
        session.dispatch(Action::Tie(Tying::Offered));
    }
    let words = session.messages().files();
    session.dispatch(Action::Say(said((words.offered)(&time_of_day(now())))));
}

/// Downloads the text that is shown alone, or says why not.
pub fn download_text(session: &Session) -> Result<(), &'static str> {
    let shown = session.present().shown().ok_or(session.messages().no_document)?;
    let format = formats::ALL.iter().find(|format| format.id == "plain-text");
    let Some(Format { extension, media_type, write: Some(write), .. }) = format else { return Ok(()) };
    let written = write(shown, &session.present().project.scheme);
    let name = [shown.document.info().title.as_str(), ".", extension].concat();
    browser::download(&name, media_type, &written.text).map_err(|_| session.messages().no_download)
}

/// Keys and values as they were found, one below the other.
fn listed(unread: &[Unread]) -> String {
    let lines: Vec<&str> = unread.iter().flat_map(|one| [one.key.as_str(), &one.raw, ""]).collect();
    lines.join("\n")
}
