//! The bar over the page: what belongs to the whole text.

use yew::prelude::*;

use super::document_menu::document_menu;
use super::importing::pick_file;
use super::more_menu::more_menu;
use super::notice::problem;
use super::session::{Action, SessionHandle};
use super::status::status;
use super::words;
use crate::browser;
use crate::formats::{self, Format};

pub fn top_bar(session: &SessionHandle) -> Html {
    let messages = session.messages();
    let history = session.editor.history();
    let name = |moment: Option<&crate::edit::Moment>, says: fn(&str) -> String, plain: &str| {
        moment.map_or(plain.to_owned(), |moment| says(&words::intention(session, &moment.intention)))
    };
    let undo = name(history.last_done(), messages.undo_that, messages.undo);
    let redo = name(history.last_undone(), messages.redo_that, messages.redo);
    let act = |action: Action| {
        let dispatch = session.dispatcher();
        move |_: MouseEvent| dispatch.dispatch(action.clone())
    };
    let exporting = session.clone();
    let count = session.editor.shown().map_or(0, |shown| shown.annotations.count());
    html! {
        <header class="top-bar">
            <h1>{ messages.program }</h1>
            { document_menu(session) }
            { status(session) }
            <div class="actions">
                <button type="button" title={undo} disabled={history.last_done().is_none()} onclick={act(Action::Undo)}>{ messages.undo }</button>
                <button type="button" title={redo} disabled={history.last_undone().is_none()} onclick={act(Action::Redo)}>{ messages.redo }</button>
                <button type="button" onclick={|_| pick_file()}>{ messages.open }</button>
                <button type="button" class="main" title={messages.export_hint} onclick={move |_| export(&exporting)}>{ messages.export }</button>
                <button type="button" class="list-toggle" aria-expanded={session.list_open.to_string()} onclick={act(Action::ToggleList)}>
                    { messages.show_list }<span class="count">{ count }</span>
                </button>
                { more_menu(session) }
            </div>
        </header>
    }
}

/// Downloads the text that is shown with its annotations as project JSON.
pub fn export(session: &SessionHandle) {
    download(session, "project-json");
}

/// Downloads what is shown in a format.
pub fn download(session: &SessionHandle, id: &str) {
    let format = formats::ALL.iter().find(|format| format.id == id);
    let Some((Format { extension, media_type, write: Some(write), .. }, shown)) =
        format.zip(session.editor.shown())
    else {
        return session.dispatch(Action::Say(problem(session.messages().no_document)));
    };
    let written = write(shown, &session.editor.project.scheme);
    let name = format!("{}.{extension}", shown.document.info().title);
    if browser::download(&name, media_type, &written.text).is_err() {
        session.dispatch(Action::Say(problem(session.messages().no_download)));
    }
}
