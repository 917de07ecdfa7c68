//! The dialogs that are always there: the tag scheme and the list of shortcuts.

use yew::Html;

use super::Fetched;
use crate::model::TagId;
use crate::ui::help::help;
use crate::ui::scheme::{Rule, scheme};
use crate::ui::session::{Session, SessionHandle};

pub struct Dialogs {
    pub help: fn(&SessionHandle) -> Html,
    pub scheme: fn(&SessionHandle, Option<&TagId>) -> Html,
    pub rule: fn(&mut Session, &Rule),
    pub take_key: fn(&mut Session, &str),
}

static TABLE: Dialogs = Dialogs { help, scheme, rule: Session::rule, take_key: Session::take_key };

#[cfg_attr(divided, wasm_split_helpers::wasm_split(dialogs, fallible))]
pub fn table() -> Fetched<Dialogs> {
    Ok(&TABLE)
}
