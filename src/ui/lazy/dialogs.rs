//! The menu, the tag scheme, the list of shortcuts and the other dialogs.

use crate::ui::dialogs::{content, menu_sheet};
use crate::ui::page::{Content, Sheet};

pub struct Views {
    pub content: Content,
    pub menu: Sheet,
}

pub static VIEWS: Views = Views { content, menu: menu_sheet };
