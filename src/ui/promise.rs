//! How long the browser keeps what is stored, as far as it says. Nothing tells a private window, which forgets all of
//! it: see `docs/reliability.md`.

use yew::prelude::*;

use super::session::SessionHandle;

/// One line for the menu, once it is known.
pub fn promise(session: &SessionHandle) -> Html {
    let words = session.messages().promise();
    match session.is_promised {
        Some(true) => html! { <small>{ words.given }</small> },
        Some(false) => html! { <small>{ words.not_given }</small> },
        None => html! {},
    }
}
