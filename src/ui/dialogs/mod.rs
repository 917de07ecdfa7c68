//! What stands over the page, all of it lazily loaded.

mod attribute_editor;
mod erase;
mod help;
mod menu_sheet;
mod quarantine;
mod restore_points;
mod tag_scheme;

use crate::session::Dialog;
use crate::ui::controls::SessionHandle;
use yew::prelude::*;

pub use self::menu_sheet::menu_sheet;

/// What stands in a dialog of this module; nothing in another one's.
pub fn content(session: &SessionHandle, dialog: &Dialog) -> Html {
    match dialog {
        Dialog::Help => help::help(session),
        Dialog::TagScheme(tag) => tag_scheme::tag_scheme(session, tag.as_ref()),
        Dialog::RestorePoints(points) => restore_points::restore_points(session, points),
        Dialog::Erase => erase::erase(session),
        Dialog::Quarantine => quarantine::quarantine(session),
        Dialog::Working(_) | Dialog::Import(_) => Html::default(),
    }
}
