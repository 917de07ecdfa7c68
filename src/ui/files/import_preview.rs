//! What a file would do, shown before the reader agrees; and what is shown while it is read.

use crate::session::dialog::Pending;
use crate::session::{dialogs, importing};
use crate::ui::controls::{Button, SessionHandle};
use crate::wording;
use crate::wording::NAMED;
use std::rc::Rc;

use yew::prelude::*;

use crate::edit::commands;
use crate::formats::Unfit;

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

/// Says what the file would do, and waits for the reader's word.
pub fn import_preview(session: &SessionHandle, pending: &Pending) -> Html {
    let messages = session.core.messages();
    let reading = &pending.reading;
    let document = &reading.bundle.document;
    let plan = commands::import(&session.core.editor, &reading.bundle, crate::model::Stamp::ORIGIN);
    let counts = [
        (plan.new, (messages.import_new)(plan.new)),
        (plan.changed, (messages.import_changed)(plan.changed)),
        (plan.same, (messages.import_same)(plan.same)),
        (plan.tags, (messages.import_tags)(plan.tags)),
    ];
    let title = &session.core.title(document);
    let dispatch = session.dispatcher();
    let unfit: usize = reading.unfit.iter().map(Unfit::count).sum();
    html! {
        <>
            <p>
                if plan.opens {
                    { (messages.import_opens)(title, document.end().char.get()) }
                } else {
                    { messages.import_same_text }
                }
            </p>
            <ul class="counts">
                for (count, says) in counts {
                    if count > 0 {
                        <li>{ says }</li>
                    }
                }
            </ul>
            if unfit > 0 {
                <p>{ (messages.import_unfit)(unfit) }</p>
                <ul class="unfit">
                    for one in reading.unfit.iter().take(NAMED) {
                        <li>{ wording::unfit(messages, one) }</li>
                    }
                    if unfit > NAMED {
                        <li>{ (messages.import_more)(unfit - NAMED) }</li>
                    }
                </ul>
            }
            if plan.is_idle() {
                <p>{ messages.import_idle }</p>
            }
            <footer>
                { Button::new(messages.cancel).asks(&dispatch, dialogs::Action::Close) }
                if !plan.is_idle() {
                    { Button::new(messages.import_do)
                        .class("main")
                        .with("autofocus", "")
                        .asks(&dispatch, importing::Action::Import(Rc::new(reading.bundle.clone()))) }
                }
            </footer>
        </>
    }
}
