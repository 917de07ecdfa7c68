//! The preview of an import: what the file would do, what it has otherwise than it is here, and what does not fit.

use std::rc::Rc;

use yew::prelude::*;

use super::differing::differing;
use crate::edit::commands::ImportPlan;
use crate::formats::Unfit;
use crate::session::{Pending, dialogs, importing};
use crate::ui::controls::{Button, SessionHandle};
use crate::wording;

/// Says what the file would do, and waits for the reader's word.
pub fn import_preview(session: &SessionHandle, pending: &Rc<Pending>) -> Html {
    let messages = session.core.messages();
    let document = &pending.reading.bundle.document;
    let Some(plan) = session.importing.plan() else { return html! {} };
    let dispatch = session.dispatcher();
    // Where something may be decided, nothing to do is a decision.
    let has_choice = !plan.divergences.is_empty();
    html! {
        <>
            <div class="scrolling">
                <p>
                    if plan.opens {
                        { (messages.import_opens)(&session.core.title(document), document.end().char.get()) }
                    } else {
                        { messages.import_same_text }
                    }
                </p>
                { counts(session, plan) }
                { differing(session, pending, plan) }
                { unfit(session, &pending.reading.unfit) }
                if plan.is_idle() && !has_choice {
                    <p>{ messages.import_idle }</p>
                }
            </div>
            <footer>
                { Button::new(messages.cancel).asks(&dispatch, dialogs::Action::Close) }
                if !plan.is_idle() || has_choice {
                    { Button::new(messages.import_do)
                        .class("main")
                        .with("autofocus", "")
                        .asks(&dispatch, importing::Action::Import(pending.clone())) }
                }
            </footer>
        </>
    }
}

fn counts(session: &SessionHandle, plan: &ImportPlan) -> Html {
    let messages = session.core.messages();
    let words = messages.importing();
    let counts = [
        (plan.new, (messages.import_new)(plan.new)),
        (plan.changed, (messages.import_changed)(plan.changed)),
        (plan.same, (messages.import_same)(plan.same)),
        (plan.deleted, (words.gone)(plan.deleted)),
        (plan.tags, (messages.import_tags)(plan.tags)),
        (plan.changed_tags, (words.changed_tags)(plan.changed_tags)),
        (plan.conflicts.len(), (words.kept_beside)(plan.conflicts.len())),
    ];
    html! {
        <ul class="counts" aria-live="polite">
            for (count, says) in counts {
                if count > 0 {
                    <li>{ says }</li>
                }
            }
        </ul>
    }
}

fn unfit(session: &SessionHandle, unfit: &[Unfit]) -> Html {
    let messages = session.core.messages();
    let count: usize = unfit.iter().map(Unfit::count).sum();
    if count == 0 {
        return html! {};
    }
    html! {
        <>
            <p>{ (messages.import_unfit)(count) }</p>
            <ul class="unfit">
                for one in unfit.iter().take(wording::NAMED) {
                    <li>{ wording::unfit(messages, one) }</li>
                }
                if count > wording::NAMED {
                    <li>{ (messages.import_more)(count - wording::NAMED) }</li>
                }
            </ul>
        </>
    }
}
