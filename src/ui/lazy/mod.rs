//! Lazily loaded modules: parts of the program that lie in files of their own. Each is fetched when it is first needed, once.
//!
//! A module is a table of functions, its `VIEWS`. Until it is here nobody has the table, so nothing behind it can be called;
//! an action that needs it waits in the session. In a build that is not divided every module is part of the one file and
//! comes at once.

mod dialogs;
mod doors;
mod files;
mod finding;

use std::cell::Cell;
use std::future::Future;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::browser::open_finder;
use crate::session::{Dialog, Importer, Module};
use crate::text::Finder;
use crate::ui::controls::SessionHandle;
use crate::ui::persistence::LinkedFileDriver;

/// A table that is there once its module is.
type Door<T> = Cell<Option<&'static T>>;

thread_local! {
    static DIALOGS: Door<dialogs::Views> = const { Cell::new(None) };
    static FILES: Door<files::Views> = const { Cell::new(None) };
    static FINDING: Door<finding::Views> = const { Cell::new(None) };
    static FINDER: Door<Finder> = const { Cell::new(None) };
}

pub fn dialogs() -> Option<&'static dialogs::Views> {
    DIALOGS.get()
}

pub fn files() -> Option<&'static files::Views> {
    FILES.get()
}

pub fn finding() -> Option<&'static finding::Views> {
    FINDING.get()
}

/// What brings in a file; there whenever [`files`] is.
pub fn importer() -> Option<&'static Importer> {
    files().map(|files| files.importer)
}

/// What is done about linked files; there whenever [`files`] is.
pub fn linked_file_driver() -> Option<&'static LinkedFileDriver> {
    files().map(|files| files.linked)
}

/// What finds words; there whenever [`finding`] is.
pub fn finder() -> Option<&'static Finder> {
    FINDER.get()
}

/// What stands in a dialog, once its module is here.
pub fn dialog_content(session: &SessionHandle, dialog: &Dialog) -> Html {
    let content = match dialog {
        Dialog::Working(_) | Dialog::Import(_) => files().map(|files| (files.content)(session, dialog)),
        Dialog::Help
        | Dialog::TagScheme(_)
        | Dialog::RestorePoints(_)
        | Dialog::Erase
        | Dialog::Quarantine => dialogs().map(|dialogs| (dialogs.content)(session, dialog)),
    };
    content.unwrap_or_default()
}

fn is_here(module: Module) -> bool {
    match module {
        Module::Dialogs => dialogs().is_some(),
        Module::Files => files().is_some(),
        Module::Finding => finding().is_some(),
    }
}

/// Fetches a module, unless that is done. Says whether it is here now; where it is not, the next time tries again.
pub async fn open(module: Module) -> bool {
    if !is_here(module) {
        match module {
            Module::Dialogs => DIALOGS.set(fetched(doors::to_dialogs()).await.ok()),
            Module::Files => FILES.set(fetched(doors::to_files()).await.ok()),
            Module::Finding => {
                FINDER.set(open_finder().await);
                if finder().is_some() {
                    FINDING.set(fetched(doors::to_finding()).await.ok());
                }
            }
        }
    }
    is_here(module)
}

/// The same for who cannot wait.
pub fn fetch(module: Module, then: Box<dyn FnOnce(bool)>) {
    spawn_local(async move { then(open(module).await) });
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
