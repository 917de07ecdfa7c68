//! "Erase everything on this device": names what goes, and offers the download first.

use crate::session::{dialogs, exporting, saving};
use crate::ui::controls::{Button, SessionHandle};
use yew::prelude::*;

pub fn erase(session: &SessionHandle) -> Html {
    let messages = session.core.messages();
    let dispatch = session.dispatcher();
    let project = &session.core.present().project;
    let annotations = project.records().map(|annotated| annotated.annotations.count()).sum();
    html! {
        <>
            <p>{ (messages.menu().erase_what)(project.records().count(), annotations) }</p>
            <p>{ messages.menu().erase_also }</p>
            <footer>
                { Button::new(messages.cancel).with("autofocus", "").asks(&dispatch, dialogs::Action::Close) }
                { Button::new(messages.download_everything).asks(&dispatch, exporting::Action::Everything) }
                { Button::new(messages.menu().erase_do).class("main").asks(&dispatch, saving::Action::Erase) }
            </footer>
        </>
    }
}
