//! Looking for words, and what is done with many annotations at once.

use std::rc::Rc;
use std::sync::Arc;

use yew::{Html, NodeRef};

use crate::text::{Document, Query};
use crate::ui::find::{self, Find};
use crate::ui::find_bar::{bar, for_all_listed};
use crate::ui::searching::{Wanted, search};
use crate::ui::session::{Session, SessionHandle};

pub struct Table {
    pub look_for: fn(&mut Session, find::Finding),
    pub bar: fn(&SessionHandle, &Find, &Document, NodeRef) -> Html,
    pub for_all_listed: fn(&SessionHandle, usize) -> Html,
    pub search: fn(&SessionHandle, u32, Rc<Query>, Arc<Document>) -> Wanted,
}

pub static TABLE: Table = Table { look_for: Session::look_for, bar, for_all_listed, search };
