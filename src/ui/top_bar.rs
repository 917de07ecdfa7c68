//! The bar over the page: what belongs to the whole text.

use yew::prelude::*;

use super::controls::Button;
use super::document_menu::document_menu;
use super::errands::Errand;
use super::more_menu::more_menu;
use super::session::{Action, SessionHandle};
use super::status::status;
use super::words;
use crate::model::Moment;

pub fn top_bar(session: &SessionHandle) -> Html {
    let messages = session.messages();
    let dispatch = session.dispatcher();
    let history = session.editor.history();
    let travel = |label: &str, moment: Option<&Moment>, says: fn(&str) -> String, action: Action| {
        let hint = moment.map(|moment| says(&words::intention(session, &moment.intention)));
        Button::new(label)
            .disabled(hint.is_none())
            .with("title", hint.unwrap_or_default())
            .asks(&dispatch, action)
    };
    let count = session.editor.shown().map_or(0, |shown| shown.annotations.count());
    let list = html! { <>{ messages.show_list }<span class="count">{ count }</span></> };
    html! {
        <header class="top-bar">
            <h1>{ messages.program }</h1>
            { document_menu(session) }
            { status(session) }
            <div class="actions">
                { travel(messages.undo, history.last_done(), messages.undo_that, Action::Undo) }
                { travel(messages.redo, history.last_undone(), messages.redo_that, Action::Redo) }
                { Button::new(messages.open).asks(&dispatch, Action::Run(Errand::PickFile)) }
                { Button::new(messages.export)
                    .class("main")
                    .with("title", messages.export_hint)
                    .asks(&dispatch, Action::Run(Errand::Export)) }
                { Button::showing(list)
                    .class("list-toggle")
                    .with("aria-expanded", session.list_open.to_string())
                    .asks(&dispatch, Action::ToggleList) }
                { more_menu(session) }
            </div>
        </header>
    }
}
