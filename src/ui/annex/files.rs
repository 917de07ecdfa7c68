//! Reading and writing files, in all formats.

use std::rc::Rc;

use web_sys::File;
use yew::Html;

use crate::browser::cancel_job;
use crate::i18n::Messages;
use crate::storage::Standing;
use crate::ui::autosave::Autosave;
use crate::ui::controls::Dispatch;
use crate::ui::differing::Deciding;
use crate::ui::errands::download_text;
use crate::ui::importing::{Pending, at_work, open_file};
use crate::ui::preview::import_preview;
use crate::ui::session::{Session, SessionHandle};
use crate::ui::tying::saved_in_file;

pub struct Table {
    pub open: fn(Dispatch, &'static Messages, File),
    /// Shown while a file is read.
    pub at_work: fn(&SessionHandle) -> Html,
    /// Reads it no further.
    pub cancel: fn(),
    pub preview: fn(&SessionHandle, &Rc<Pending>) -> Html,
    pub import: fn(&mut Session, &Pending),
    pub decide: fn(&mut Session, &Deciding),
    /// Writes the files that texts are tied to.
    pub tend: fn(&Rc<Autosave>, &Session),
    /// What may be said where everything is in files too.
    pub raised: fn(&Autosave, Standing) -> Standing,
    pub saved: fn(&SessionHandle, u64) -> String,
    pub download_text: fn(&Session) -> Result<(), &'static str>,
}

pub static TABLE: Table = Table {
    open: open_file,
    at_work,
    cancel: cancel_job,
    preview: import_preview,
    import: Session::import,
    decide: Session::decide,
    tend: Autosave::tend,
    raised: Autosave::raised,
    saved: saved_in_file,
    download_text,
};
