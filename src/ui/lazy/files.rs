//! Opening files: the preview of an import, and the work of it.

use crate::session::{IMPORTER, Importer};
use crate::ui::files::content;
use crate::ui::page::Content;
use crate::ui::persistence::{LINKED_FILE_DRIVER, LinkedFileDriver};

pub struct Views {
    pub content: Content,
    pub importer: &'static Importer,
    pub linked: &'static LinkedFileDriver,
}

pub static VIEWS: Views = Views { content, importer: &IMPORTER, linked: &LINKED_FILE_DRIVER };
