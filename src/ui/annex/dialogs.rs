//! What opens over the page: the menu, the tag scheme, the list of shortcuts.

use yew::Html;

use crate::browser::erase_everything;
use crate::model::TagId;
use crate::ui::erase::erase;
use crate::ui::help::help;
use crate::ui::looking::Told;
use crate::ui::more_menu::{open_menu, sheet};
use crate::ui::point_list::point_list;
use crate::ui::scheme::{Rule, scheme};
use crate::ui::session::{Session, SessionHandle};

pub struct Table {
    /// What stands on the menu's sheet.
    pub menu: fn(&SessionHandle) -> Html,
    pub open_menu: fn(),
    pub help: fn(&SessionHandle) -> Html,
    pub scheme: fn(&SessionHandle, Option<&TagId>) -> Html,
    pub rule: fn(&mut Session, &Rule),
    pub take_key: fn(&mut Session, &str),
    pub points: fn(&SessionHandle, &[Told]) -> Html,
    pub erase: fn(&SessionHandle) -> Html,
    pub erase_everything: fn(),
}

pub static TABLE: Table = Table {
    menu: sheet,
    open_menu,
    help,
    scheme,
    rule: Session::rule,
    take_key: Session::take_key,
    points: point_list,
    erase,
    erase_everything,
};
