//! Reading and writing files, in all formats.

use web_sys::File;
use yew::Html;

use crate::i18n::Messages;
use crate::model::Bundle;
use crate::ui::controls::Dispatch;
use crate::ui::errands::{Errand, download};
use crate::ui::importing::{Pending, import_preview, open_file};
use crate::ui::session::{Session, SessionHandle};

pub struct Table {
    pub open: fn(Dispatch, &'static Messages, File),
    pub preview: fn(&SessionHandle, &Pending) -> Html,
    pub import: fn(&mut Session, &Bundle),
    pub download: fn(&Session, Errand) -> Result<(), &'static str>,
}

pub static TABLE: Table =
    Table { open: open_file, preview: import_preview, import: Session::import, download };
