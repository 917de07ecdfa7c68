//! What is said once: aloud for a screen reader, and on the page where it is a problem.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::annex;
use super::controls::Button;
use super::effect::use_effect_with;
use super::session::{Action, Notice, NoticeKind, SessionHandle};
use crate::browser::Painter;

/// How long it is said what was done, in milliseconds.
const SAID: u32 = 4_500;

/// What was done passes, and is gone at once: while an animation waits or fades, each frame of the page is dearer.
#[hook]
pub fn use_passing(session: &SessionHandle) {
    let done = session.notice.as_ref().filter(|notice| notice.kind == NoticeKind::Done);
    let dispatch = session.dispatcher();
    use_effect_with(done.map(|notice| notice.number), |number| {
        let waiting = number.map(|_| Timeout::new(SAID, move || dispatch.dispatch(Action::Dismiss)));
        move || drop(waiting)
    });
}

pub fn notices(session: &SessionHandle) -> Html {
    let messages = session.messages();
    let dispatch = session.dispatcher();
    let said = |kind| session.notice.as_ref().filter(|notice| notice.kind == kind);
    let line = |notice: &Notice| html! { <p key={notice.number}>{ notice.words.clone() }</p> };
    html! {
        <div class="notices">
            <div class="spoken" aria-live="polite">{ for said(NoticeKind::Spoken).map(line) }</div>
            <div class="done" aria-live="polite">{ for said(NoticeKind::Done).map(line) }</div>
            <div role="alert">
                if let Some(notice) = said(NoticeKind::Problem) {
                    <div class="problem">
                        { line(notice) }
                        { Button::new(messages.dismiss).asks(&dispatch, Action::Dismiss) }
                    </div>
                }
            </div>
            if let Some(records) = annex::records().filter(|_| !session.unread.is_empty()) {
                { (records.notice)(session) }
            }
            if !Painter::is_supported() {
                <p class="problem">{ messages.no_highlights }</p>
            }
        </div>
    }
}

/// Something to know, that passes.
pub fn said(words: impl Into<String>) -> Notice {
    Notice { words: words.into(), kind: NoticeKind::Done, number: 0 }
}

/// Something that was not done.
pub fn problem(words: impl Into<String>) -> Notice {
    Notice { words: words.into(), kind: NoticeKind::Problem, number: 0 }
}
