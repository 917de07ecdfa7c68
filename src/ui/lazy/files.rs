//! Opening files: the preview of an import, and the work of it.

use crate::session::{IMPORTER, Importer};
use crate::ui::files::content;
use crate::ui::page::Content;

pub struct Views {
    pub content: Content,
    pub importer: &'static Importer,
}

pub static VIEWS: Views = Views { content, importer: &IMPORTER };
