//! A dialog over the page: the browser keeps the focus in it, closes it by Esc, and gives the focus back.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::session::{Action, use_session};

#[derive(Properties, PartialEq)]
pub struct ModalProps {
    pub title: AttrValue,
    pub children: Html,
}

#[component]
pub fn Modal(ModalProps { title, children }: &ModalProps) -> Html {
    let session = use_session();
    let dialog = use_node_ref();
    use_effect_with(dialog.clone(), |dialog| {
        if let Some(dialog) = dialog.cast::<HtmlDialogElement>().filter(|dialog| !dialog.open()) {
            // It is in the page and not open, so the browser opens it; else it stays a box in the page.
            let _ = dialog.show_modal();
        }
    });
    let close = {
        let dispatch = session.dispatcher();
        Callback::from(move |_: Event| dispatch.dispatch(Action::CloseDialog))
    };
    html! {
        <dialog ref={dialog} aria-labelledby="dialog-title" onclose={close}>
            <h2 id="dialog-title">{ title }</h2>
            { children.clone() }
        </dialog>
    }
}
