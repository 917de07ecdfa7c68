//! The preview of an import.

use crate::ui::files::content;
use crate::ui::page::Content;

pub struct Views {
    pub content: Content,
}

pub static VIEWS: Views = Views { content };
