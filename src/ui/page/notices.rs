//! What is said once: aloud for a screen reader, and on the page where it is a problem.

use crate::session::{Dialog, Notice, NoticeKind, dialogs, exporting, notices, saving};
use crate::ui::controls::{Asking, Button, SessionHandle, use_effect_with};
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::browser::Painter;

/// How long it is said what was done, in milliseconds.
const SAID: u32 = 4_500;

/// What was done passes, and is gone at once: while an animation waits or fades, each frame of the page is dearer.
#[hook]
pub fn use_passing(session: &SessionHandle) {
    let done = session.core.notice.as_ref().filter(|notice| notice.kind == NoticeKind::Done);
    let dispatch = session.dispatcher();
    use_effect_with(done.map(|notice| notice.number), |number| {
        let waiting = number.map(|_| Timeout::new(SAID, move || dispatch.ask(notices::Action::Dismiss)));
        move || drop(waiting)
    });
}

pub fn notices(session: &SessionHandle) -> Html {
    let messages = session.core.messages();
    let dispatch = session.dispatcher();
    let said = |kind| session.core.notice.as_ref().filter(|notice| notice.kind == kind);
    let line = |notice: &Notice| html! { <p key={notice.number}>{ notice.words.clone() }</p> };
    html! {
        <div class="notices">
            <div class="spoken" aria-live="polite">{ for said(NoticeKind::Spoken).map(line) }</div>
            <div class="done" aria-live="polite">{ for said(NoticeKind::Done).map(line) }</div>
            <div role="alert">
                if let Some(notice) = said(NoticeKind::Problem) {
                    <div class="problem">
                        { line(notice) }
                        { Button::new(messages.dismiss).asks(&dispatch, notices::Action::Dismiss) }
                    </div>
                }
            </div>
            if !session.saving.quarantine.is_empty() {
                { quarantine(session) }
            }
            if !Painter::is_supported() {
                <p class="problem">{ messages.no_highlights }</p>
            }
        </div>
    }
}

/// Says that there are stored records that cannot be used.
fn quarantine(session: &SessionHandle) -> Html {
    let dispatch = session.dispatcher();
    let words = session.core.messages().damage();
    let records = &session.saving.quarantine;
    html! {
        <section class="problem" aria-label={words.title}>
            <p>{ (words.notice)(records.len()) }</p>
            { Button::new(words.show).asks(&dispatch, dialogs::Action::Open(Dialog::Quarantine)) }
            { Button::new(words.download).asks(&dispatch, exporting::Action::Quarantine(records.clone())) }
            { Button::new(session.core.messages().dismiss).asks(&dispatch, saving::Action::DismissQuarantine) }
        </section>
    }
}
