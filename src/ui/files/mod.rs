//! Ways in for files: the file dialog, dropping, and the preview of an import, which is lazily loaded.

mod differing;
mod file_drop;
mod file_picker;
mod import_preview;
mod while_reading;

use crate::session::Dialog;
use crate::ui::controls::SessionHandle;
use yew::prelude::*;

pub use self::file_drop::use_file_drop;
pub use self::file_picker::{TakeFile, use_file_picker};

/// What stands in a dialog of this module; nothing in another one's.
pub fn content(session: &SessionHandle, dialog: &Dialog) -> Html {
    match dialog {
        Dialog::Working(_) => while_reading::while_reading(session),
        Dialog::Import(pending) => import_preview::import_preview(session, pending),
        Dialog::Help
        | Dialog::TagScheme(_)
        | Dialog::RestorePoints(_)
        | Dialog::Erase
        | Dialog::Quarantine => Html::default(),
    }
}
