//! What is said once: aloud for a screen reader, and on the page where it is a problem.

use yew::prelude::*;

use super::annex;
use super::controls::Button;
use super::session::{Action, Notice, NoticeKind, SessionHandle};
use crate::browser::Painter;

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
