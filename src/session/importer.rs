//! The work of bringing in a file, as a table: it is fetched when the first file is opened.

use crate::edit::EditorState;
use crate::edit::commands::{self, ImportPlan, ImportTerms};
use crate::formats::ReadError;
use crate::i18n::Messages;
use crate::model::{Bundle, Stamp};
use crate::wording;

/// What plans imports, and says why a file cannot be read.
pub struct Importer {
    pub plan: fn(&EditorState, &Bundle, &ImportTerms, Stamp) -> ImportPlan,
    pub why_unread: fn(&Messages, &ReadError) -> String,
}

/// Named by `ui::lazy` and by tests alone: whoever names it brings the work along.
pub static IMPORTER: Importer = Importer { plan: commands::import_on, why_unread: wording::read_error };
