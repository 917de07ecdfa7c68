//! Reading and writing files, in all formats.

use web_sys::File;
use yew::Html;

use super::Fetched;
use crate::i18n::Messages;
use crate::model::Bundle;
use crate::ui::controls::Dispatch;
use crate::ui::errands::{Errand, download};
use crate::ui::importing::{Pending, import_preview, open_file};
use crate::ui::session::{Session, SessionHandle};

pub struct Files {
    pub open: fn(Dispatch, &'static Messages, File),
    pub preview: fn(&SessionHandle, &Pending) -> Html,
    pub import: fn(&mut Session, &Bundle),
    pub download: fn(&Session, Errand) -> Result<(), &'static str>,
}

static TABLE: Files = Files { open: open_file, preview: import_preview, import: Session::import, download };

#[cfg_attr(divided, wasm_split_helpers::wasm_split(files, fallible))]
pub fn table() -> Fetched<Files> {
    Ok(&TABLE)
}
