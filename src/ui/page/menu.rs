//! The menu: its button is always there, its sheet is lazily loaded.

use crate::session::{dialogs, notices};
use crate::ui::controls::{Button, MENU_SHEET, SessionHandle, open_menu, use_effect_with};
use yew::prelude::*;

/// What stands on the sheet.
pub type Sheet = fn(&SessionHandle) -> Html;

/// The button, and the sheet once that has been loaded. The browser itself opens it by the button then.
pub fn menu(session: &SessionHandle, sheet: Option<Sheet>) -> Html {
    let button = Button::new(session.core.messages().more);
    let button = match sheet {
        Some(_) => {
            button.with("popovertarget", MENU_SHEET).asks(&session.dispatcher(), notices::Action::Dismiss)
        }
        None => button.asks(&session.dispatcher(), dialogs::Action::OpenMenu),
    };
    html! {
        <>
            { button }
            if let Some(sheet) = sheet {
                <div id={MENU_SHEET} class="sheet" popover="auto">{ sheet(session) }</div>
            }
        </>
    }
}

/// Opens the menu when the session asks.
#[hook]
pub fn use_menu(session: &SessionHandle) {
    use_effect_with(session.core.requests.open_menu, |request| {
        if request.is_some() {
            open_menu();
        }
    });
}
