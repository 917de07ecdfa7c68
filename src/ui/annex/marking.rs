//! The reader's work with the text: selecting, tagging, writing notes, moving edges, following links, and keeping all
//! of it.

use std::rc::Rc;

use yew::Html;

use crate::model::AnnotationId;
use crate::text::{CharOffset, visible};
use crate::ui::autosave::Autosave;
use crate::ui::copying::{copy_link, copy_quote};
use crate::ui::list::filled;
use crate::ui::session::{Action, Session, SessionHandle};
use crate::ui::tools::{Desk, tools};
use crate::ui::tying::file_reminder;

pub struct Table {
    pub work: fn(&mut Session, Action),
    pub tools: fn(Desk) -> Html,
    /// The annotation that the pointer is on.
    pub under: fn(&Session, CharOffset) -> Option<AnnotationId>,
    pub list: fn(&SessionHandle) -> Html,
    /// What stands beside the status, if anything.
    pub reminder: fn(&SessionHandle) -> Html,
    pub keep: fn(&Rc<Autosave>, &Session),
    /// With the hidden characters of a name shown.
    pub visible: fn(&str) -> String,
    pub copy_link: fn(&SessionHandle),
    pub copy_quote: fn(&SessionHandle),
}

pub static TABLE: Table = Table {
    work: Session::work,
    tools,
    under: Session::under,
    list: filled,
    reminder: file_reminder,
    keep: Autosave::keep,
    visible: |name| visible(name).into_owned(),
    copy_link,
    copy_quote,
};
