//! Stored records that cannot be used: that there are some, and each with why, and how it begins. They are never
//! deleted, and the download has them whole.

use crate::session::{dialogs, exporting};
use crate::ui::controls::{Button, SessionHandle};
use crate::wording::{grouped, visible};
use yew::prelude::*;

use crate::i18n::DamageWords;
use crate::storage::{Fault, Rejected};

/// So many are shown; the rest is in the download.
const SHOWN: usize = 500;

/// So much of each is shown, in characters.
const BEGINNING: usize = 300;

/// The records, each with its reason.
pub fn quarantine(session: &SessionHandle) -> Html {
    let dispatch = session.dispatcher();
    let words = session.core.messages().damage();
    let more = session.saving.quarantine.len().saturating_sub(SHOWN);
    html! {
        <>
            <p>{ words.hint }</p>
            <ol class="damage">
                for unread in session.saving.quarantine.iter().take(SHOWN) {
                    <li>
                        <p>{ reason(words, unread) }</p>
                        <p><code>{ visible(&unread.key) }</code></p>
                        <p class="size">{ (words.size)(&grouped(unread.raw.chars().count())) }</p>
                        <pre>{ beginning(&unread.raw) }</pre>
                    </li>
                }
            </ol>
            if more > 0 {
                <p>{ (words.more)(&grouped(more)) }</p>
            }
            <footer>
                { Button::new(words.download).asks(&dispatch, exporting::Action::Quarantine(session.saving.quarantine.clone())) }
                { Button::new(session.core.messages().close).class("main").asks(&dispatch, dialogs::Action::Close) }
            </footer>
        </>
    }
}

fn beginning(raw: &str) -> String {
    let mut beginning: String = raw.chars().take(BEGINNING).collect();
    if raw.chars().nth(BEGINNING).is_some() {
        beginning.push('…');
    }
    visible(&beginning)
}

fn reason(words: &DamageWords, unread: &Rejected) -> String {
    match unread.cause() {
        Fault::Key => words.key.to_owned(),
        Fault::Version => words.version.to_owned(),
        Fault::Syntax(why) => (words.syntax)(&visible(&why)),
        Fault::Checksum => words.checksum.to_owned(),
        Fault::Fields(why) => (words.fields)(&visible(&why)),
        Fault::Value(field) => (words.value)(field),
        Fault::OtherText => words.other_text.to_owned(),
        Fault::Unfit => words.unfit.to_owned(),
        Fault::NoDocument => words.no_document.to_owned(),
        Fault::SetAside => words.set_aside.to_owned(),
        Fault::Newer(version) => (words.newer)(version),
    }
}
