//! What the page asks of the browser when the reader wants it: file dialogs and downloads.

use yew::prelude::*;

use super::annex;
use super::effect::use_effect_with;
use super::importing::pick_file;
use super::notice::problem;
use super::session::{Action, Session, SessionHandle};
use super::tying::Tying;
use crate::browser;
use crate::formats::{self, Format};
use crate::storage::Unread;

/// Done once, outside the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    PickFile,
    /// Opens the menu.
    Menu,
    /// Downloads the text that is shown with its annotations.
    Export,
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
            Some(errand @ (Errand::Export | Errand::ExportText | Errand::ExportUnread)) => {
                let failed = annex::files().and_then(|files| (files.download)(&here, errand).err());
                if errand == Errand::Export && failed.is_none() {
                    here.dispatch(Action::Tie(Tying::Exported));
                }
                failed
            }
        };
        if let Some(words) = problem_words {
            here.dispatch(Action::Say(problem(words)));
        }
    });
}

/// Downloads what an errand is about, or says why not.
pub fn download(session: &Session, errand: Errand) -> Result<(), &'static str> {
    match errand {
        Errand::Export if session.is_partial() => Err(session.messages().awaiting().not_whole),
        Errand::Export => write(session, "project-json"),
        Errand::ExportText => write(session, "plain-text"),
        Errand::ExportUnread => {
            let done = browser::download("pizhu-set-aside.txt", "text/plain", &listed(&session.unread));
            done.map_err(|_| session.messages().no_download)
        }
        Errand::PickFile | Errand::Menu | Errand::CopyLink | Errand::CopyQuote | Errand::Erase => Ok(()),
    }
}

/// The text that is shown as it is now, in a format, also while a restore point is looked at.
fn write(session: &Session, id: &str) -> Result<(), &'static str> {
    let shown = session.present().shown().ok_or(session.messages().no_document)?;
    let format = formats::ALL.iter().find(|format| format.id == id);
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
