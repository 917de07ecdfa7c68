//! Stored records that cannot be used: that there are some, and each with why, and how it begins. They are never
//! deleted, and the download has them whole.

use yew::prelude::*;

use super::controls::Button;
use super::errands::Errand;
use super::session::{Action, Dialog, SessionHandle};
use super::words::{grouped, visible};
use crate::i18n::DamageWords;
use crate::storage::{Fault, Unread};

/// So many are shown; the rest is in the download.
const SHOWN: usize = 500;

/// So much of each is shown, in characters.
const BEGINNING: usize = 300;

/// Says that there are some.
pub fn notice(session: &SessionHandle) -> Html {
    let dispatch = session.dispatcher();
    let words = session.messages().damage();
    html! {
        <section class="problem" aria-label={words.title}>
            <p>{ (words.notice)(session.unread.len()) }</p>
            { Button::new(words.show).asks(&dispatch, Action::Open(Dialog::Damage)) }
            { Button::new(words.download).asks(&dispatch, Action::Run(Errand::ExportUnread)) }
            { Button::new(session.messages().dismiss).asks(&dispatch, Action::ForgetUnread) }
        </section>
    }
}

/// The dialog: its title, and each record.
pub fn damage(session: &SessionHandle) -> (String, Html) {
    let dispatch = session.dispatcher();
    let words = session.messages().damage();
    let more = session.unread.len().saturating_sub(SHOWN);
    let content = html! {
        <>
            <p>{ words.hint }</p>
            <ol class="damage">
                for unread in session.unread.iter().take(SHOWN) {
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
                { Button::new(words.download).asks(&dispatch, Action::Run(Errand::ExportUnread)) }
                { Button::new(session.messages().close).class("main").asks(&dispatch, Action::CloseDialog) }
            </footer>
        </>
    };
    (words.title.to_owned(), content)
}

fn beginning(raw: &str) -> String {
    let mut beginning: String = raw.chars().take(BEGINNING).collect();
    if raw.chars().nth(BEGINNING).is_some() {
        beginning.push('…');
    }
    visible(&beginning)
}

fn reason(words: &DamageWords, unread: &Unread) -> String {
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
