//! A dialog over the page: the browser keeps the focus in it, closes it by Esc, and gives the focus back.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::annex;
use super::effect::use_effect_with;
use super::session::{Action, Dialog, SessionHandle};

/// The dialog that is open, if any.
#[hook]
pub fn use_dialog(session: &SessionHandle) -> Html {
    let element = use_node_ref();
    use_effect_with((element.clone(), session.dialog.is_some()), |(element, _)| {
        if let Some(dialog) = element.cast::<HtmlDialogElement>().filter(|dialog| !dialog.open()) {
            // It is in the page and not open, so the browser opens it; else it stays a box in the page.
            let _ = dialog.show_modal();
        }
    });
    let (title, content) = match &session.dialog {
        Some(Dialog::Help) => {
            (session.messages().help.to_owned(), annex::dialogs().map(|dialogs| (dialogs.help)(session)))
        }
        Some(Dialog::Working(name)) => {
            ((session.messages().import_title)(name), annex::files().map(|files| (files.at_work)(session)))
        }
        Some(Dialog::Import(pending)) => (
            (session.messages().import_title)(&pending.name),
            annex::files().map(|files| (files.preview)(session, pending)),
        ),
        Some(Dialog::Scheme(tag)) => (
            session.messages().scheme.to_owned(),
            annex::dialogs().map(|dialogs| (dialogs.scheme)(session, tag.as_ref())),
        ),
        Some(Dialog::Points(points)) => (
            session.messages().restore_points.to_owned(),
            annex::dialogs().map(|dialogs| (dialogs.points)(session, points)),
        ),
        Some(Dialog::Erase) => {
            (session.messages().erase.to_owned(), annex::dialogs().map(|dialogs| (dialogs.erase)(session)))
        }
        Some(Dialog::Damage) => match annex::records() {
            Some(records) => {
                let (title, content) = (records.damage)(session);
                (title, Some(content))
            }
            None => return html! {},
        },
        None => return html! {},
    };
    let close = {
        let dispatch = session.dispatcher();
        Callback::from(move |_: Event| {
            if let Some(files) = annex::files() {
                (files.cancel)();
            }
            dispatch.dispatch(Action::CloseDialog);
        })
    };
    html! {
        <dialog ref={element} aria-labelledby="dialog-title" onclose={close}>
            <h2 id="dialog-title">{ title }</h2>
            { content.unwrap_or_default() }
        </dialog>
    }
}
