//! What is shown while a file is read.

use yew::prelude::*;

use crate::session::importing;
use crate::ui::controls::{Button, SessionHandle};

/// While a file is read.
pub fn while_reading(session: &SessionHandle) -> Html {
    let messages = session.core.messages();
    html! {
        <>
            <p>{ messages.report().reading }</p>
            <progress aria-label={messages.report().reading} />
            <footer>
                { Button::new(messages.cancel)
                    .class("main")
                    .with("autofocus", "")
                    .asks(&session.dispatcher(), importing::Action::Cancel) }
            </footer>
        </>
    }
}
