//! Looking for words. The bar itself is lazily loaded.

mod bar;
mod occurrences;

use crate::session::finding::Find;
use crate::ui::controls::{SessionHandle, close_menu, use_effect_with};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::browser::focus_in_place;
use crate::text::Document;

pub use self::bar::{bar, for_all_listed};

/// Draws the bar into the element that the reference is given.
pub type Bar = fn(&SessionHandle, &Find, &Document, NodeRef) -> Html;

/// The bar, where something is looked for and the bar has been loaded. Its field gets the focus when the session asks.
#[hook]
pub fn use_find_bar(session: &SessionHandle, bar: Option<Bar>) -> Html {
    let field = use_node_ref();
    use_effect_with((field.clone(), session.core.requests.focus_find), |(field, _)| {
        if let Some(field) = field.cast::<HtmlInputElement>() {
            close_menu();
            focus_in_place(&field);
            field.select();
        }
    });
    let shown = session.core.editor.shown().zip(session.finding.find.as_ref());
    shown
        .zip(bar)
        .map_or_else(Html::default, |((shown, find), bar)| bar(session, find, &shown.document, field))
}
