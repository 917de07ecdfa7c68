//! "Erase everything on this device": names what goes, and offers the download first.

use yew::prelude::*;

use super::controls::Button;
use super::errands::Errand;
use super::session::{Action, SessionHandle};

pub fn erase(session: &SessionHandle) -> Html {
    let messages = session.messages();
    let dispatch = session.dispatcher();
    let project = &session.present().project;
    let annotations = project.records().map(|annotated| annotated.annotations.count()).sum();
    html! {
        <>
            <p>{ (messages.menu().erase_what)(project.records().count(), annotations) }</p>
            <p>{ messages.menu().erase_also }</p>
            <footer>
                { Button::new(messages.cancel).with("autofocus", "").asks(&dispatch, Action::CloseDialog) }
                { Button::new(messages.download_everything).asks(&dispatch, Action::Run(Errand::ExportAll)) }
                { Button::new(messages.menu().erase_do).class("main").asks(&dispatch, Action::Run(Errand::Erase)) }
            </footer>
        </>
    }
}
