//! The bar over the page: what belongs to the whole text.

use super::document_menu::document_menu;
use super::menu::{Sheet, menu};
use super::status::status;
use crate::session::{announced, exporting, history, importing, list};
use crate::ui::controls::{Button, SessionHandle};
use crate::wording::intention;
use yew::prelude::*;

use crate::model::UndoEntry;

pub fn top_bar(session: &SessionHandle, sheet: Option<Sheet>) -> Html {
    let messages = session.core.messages();
    let dispatch = session.dispatcher();
    let history = session.core.editor.history();
    let keys = |id: &str| announced(&session.core.settings, id);
    let through_history = |label: &str,
                           id: &str,
                           moment: Option<&UndoEntry>,
                           says: fn(&str) -> String,
                           action: history::Action| {
        let hint = moment
            .map(|moment| says(&intention(&moment.intention, &session.core.editor.project.scheme, messages)));
        Button::new(label)
            .disabled(hint.is_none())
            .with("title", hint.unwrap_or_default())
            .with("aria-keyshortcuts", keys(id))
            .asks(&dispatch, action)
    };
    let count = session.core.editor.shown().map_or(0, |shown| shown.annotations.count());
    let list = html! { <>{ messages.show_list }<span class="count">{ count }</span></> };
    html! {
        <header class="top-bar">
            <h1>{ messages.program }</h1>
            { document_menu(session) }
            { status(session) }
            <div class="actions">
                { through_history(messages.undo, "undo", history.last_done(), messages.undo_that, history::Action::Undo) }
                { through_history(messages.redo, "redo", history.last_undone(), messages.redo_that, history::Action::Redo) }
                { Button::new(messages.open).with("aria-keyshortcuts", keys("open")).asks(&dispatch, importing::Action::Pick) }
                { Button::new(messages.export)
                    .class("main")
                    .with("title", messages.export_hint)
                    .with("aria-keyshortcuts", keys("export"))
                    .asks(&dispatch, exporting::Action::Project) }
                { Button::showing(list)
                    .class("list-toggle")
                    .with("aria-expanded", session.core.view.is_list_open.to_string())
                    .asks(&dispatch, list::Action::Toggle) }
                { menu(session, sheet) }
            </div>
        </header>
    }
}
