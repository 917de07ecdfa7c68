//! The sheet of the menu as the browser shows it: opened, and closed when the focus goes elsewhere.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::browser::focus_in_place;

/// The id of the sheet.
pub const MENU_SHEET: &str = "more";

fn sheet_element() -> Option<HtmlElement> {
    gloo::utils::document().get_element_by_id(MENU_SHEET)?.dyn_into().ok()
}

/// Closes the menu, if it is open, when the focus goes elsewhere: else it would take it back.
pub fn close_menu() {
    if let Some(menu) = sheet_element() {
        // Refused where it is closed already.
        let _ = menu.hide_popover();
    }
}

/// Opens it, with the focus on its first control; where it is open already, the browser refuses and it stays.
pub fn open_menu() {
    let Some(menu) = sheet_element() else { return };
    let _ = menu.show_popover();
    let first = menu.query_selector("select").ok().flatten();
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        focus_in_place(&first);
    }
}
