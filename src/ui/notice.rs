//! What is said once: aloud for a screen reader, and on the page where it is a problem.

use yew::prelude::*;

use super::session::{Action, Notice, NoticeKind, SessionHandle};
use crate::browser::{Painter, download};
use crate::storage::Unread;

pub fn notices(session: &SessionHandle) -> Html {
    let messages = session.messages();
    let said = |kind| {
        session.notice.as_ref().filter(|notice| notice.kind == kind).map(|notice| notice.words.clone())
    };
    let (dismiss, forget) = (session.dispatcher(), session.dispatcher());
    let unread = session.unread.clone();
    let save = {
        let (unread, dispatch) = (unread.clone(), session.dispatcher());
        Callback::from(move |_: MouseEvent| {
            if download("pizhu-set-aside.txt", "text/plain", &listed(&unread)).is_err() {
                dispatch.dispatch(Action::Say(problem(messages.no_download)));
            }
        })
    };
    html! {
        <div class="notices">
            <div class="said" aria-live="polite">{ said(NoticeKind::Done).unwrap_or_default() }</div>
            <div role="alert">
                if let Some(words) = said(NoticeKind::Problem) {
                    <div class="problem">
                        <p>{ words }</p>
                        <button type="button" onclick={move |_| dismiss.dispatch(Action::Dismiss)}>{ messages.dismiss }</button>
                    </div>
                }
            </div>
            if !unread.is_empty() {
                <div class="problem">
                    <p>{ (messages.damaged)(unread.len()) }</p>
                    <button type="button" onclick={save}>{ messages.download_damaged }</button>
                    <button type="button" onclick={move |_| forget.dispatch(Action::ForgetUnread)}>{ messages.dismiss }</button>
                </div>
            }
            if !Painter::is_supported() {
                <p class="problem">{ messages.no_highlights }</p>
            }
        </div>
    }
}

/// Something that was not done.
pub fn problem(words: impl Into<String>) -> Notice {
    Notice { words: words.into(), kind: NoticeKind::Problem }
}

/// Keys and values as they were found, one below the other.
fn listed(unread: &[Unread]) -> String {
    let lines: Vec<&str> = unread.iter().flat_map(|one| [one.key.as_str(), &one.raw, ""]).collect();
    lines.join("\n")
}
