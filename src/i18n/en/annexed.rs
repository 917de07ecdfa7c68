//! What only the annexes say, in English.

use crate::i18n::MenuWords;

pub static MENU: MenuWords =
    MenuWords { view: "View", work: "Annotating", files: "Files", kept: "On this device", help: "Help" };
