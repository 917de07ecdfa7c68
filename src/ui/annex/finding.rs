//! Looking for words, and what is done with many annotations at once.

use yew::{Html, NodeRef};

use super::Fetched;
use crate::text::{Document, Query};
use crate::ui::find::{self, Find};
use crate::ui::find_bar::{bar, for_all_listed};
use crate::ui::session::{Session, SessionHandle};

pub struct Finding {
    pub look_for: fn(&mut Session, find::Finding),
    pub bar: fn(&SessionHandle, &Find, &Document, NodeRef) -> Html,
    pub for_all_listed: fn(&SessionHandle, usize) -> Html,
    pub is_in: fn(&Query, &str) -> bool,
}

static TABLE: Finding = Finding { look_for: Session::look_for, bar, for_all_listed, is_in: Query::is_in };

#[cfg_attr(divided, wasm_split_helpers::wasm_split(finding, fallible))]
pub fn table() -> Fetched<Finding> {
    Ok(&TABLE)
}
