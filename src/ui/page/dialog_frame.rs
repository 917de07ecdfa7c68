//! A dialog over the page: the browser keeps the focus in it, closes it by Esc, and gives the focus back.

use crate::session::{Dialog, dialogs};
use crate::ui::controls::{Asking, SessionHandle, use_effect_with};
use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// What stands in a dialog, as far as it has been loaded.
pub type Content = fn(&SessionHandle, &Dialog) -> Html;

/// The dialog that is open, if any.
#[hook]
pub fn use_dialog(session: &SessionHandle, content: Content) -> Html {
    let element = use_node_ref();
    use_effect_with((element.clone(), session.core.dialog.is_some()), |(element, _)| {
        if let Some(dialog) = element.cast::<HtmlDialogElement>().filter(|dialog| !dialog.open()) {
            // It is in the page and not open, so the browser opens it; else it stays a box in the page.
            let _ = dialog.show_modal();
        }
    });
    let Some(dialog) = &session.core.dialog else { return html! {} };
    let close = {
        let dispatch = session.dispatcher();
        Callback::from(move |_: Event| dispatch.ask(dialogs::Action::Close))
    };
    html! {
        <dialog ref={element} aria-labelledby="dialog-title" onclose={close}>
            <h2 id="dialog-title">{ title(session, dialog) }</h2>
            { content(session, dialog) }
        </dialog>
    }
}

fn title(session: &SessionHandle, dialog: &Dialog) -> String {
    let messages = session.core.messages();
    match dialog {
        Dialog::Help => messages.help.to_owned(),
        Dialog::Working(name) => (messages.import_title)(name),
        Dialog::Import(pending) => (messages.import_title)(&pending.name),
        Dialog::TagScheme(_) => messages.scheme.to_owned(),
        Dialog::RestorePoints(_) => messages.restore_points.to_owned(),
        Dialog::Erase => messages.erase.to_owned(),
        Dialog::Quarantine => messages.damage().title.to_owned(),
    }
}
