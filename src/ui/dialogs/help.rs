//! The list of shortcuts, as a dialog shows it, where keys can be changed and those that type can be switched off.

use crate::session::keys::{Shortcut, cap};
use crate::session::{Settings, custom_keys, dialogs, preferences};
use crate::ui::controls::{Button, SessionHandle};
use yew::prelude::*;

use crate::i18n::Messages;

pub fn help(session: &SessionHandle) -> Html {
    let messages = session.core.messages();
    let dispatch = session.dispatcher();
    let settings = &session.core.settings;
    let tags = session.core.editor.project.scheme.tags();
    let tag_keys: Vec<String> = tags
        .iter()
        .filter(|tag| !tag.key.value.is_empty())
        .map(|tag| cap(&tag.key.value).to_owned())
        .collect();
    let row = |keys: Html, says: &str| html! { <tr><td>{ keys }</td><td>{ says.to_owned() }</td></tr> };
    let settle = |is_quiet, keys: &str| {
        preferences::Action::Settle(Settings { is_quiet, keys: keys.into(), ..(*settings).clone() })
    };
    html! {
        <>
            { Button::new(messages.menu().single_keys)
                .with("role", "switch")
                .with("aria-checked", (!settings.is_quiet).to_string())
                .asks(&dispatch, settle(!settings.is_quiet, &settings.keys)) }
            <table class="shortcuts">
                <tbody>
                    { row(caps(tag_keys), messages.shortcuts.tag) }
                    for shortcut in session.core.keys.iter() {
                        { changeable(session, shortcut) }
                    }
                    <tr><td colspan="2">{ messages.menu().fixed_keys }</td></tr>
                    for (keys, says) in FIXED {
                        { row(caps(vec![(*keys).to_owned()]), says(messages)) }
                    }
                </tbody>
            </table>
            <footer>
                if !settings.keys.is_empty() {
                    { Button::new(messages.menu().reset_keys).asks(&dispatch, settle(settings.is_quiet, "")) }
                }
                { Button::new(messages.close).class("main").asks(&dispatch, dialogs::Action::Close) }
            </footer>
        </>
    }
}

type Says = fn(&Messages) -> &'static str;

/// Keys that cannot be changed, with what they do.
const FIXED: &[(&str, Says)] = &[
    ("← → ↑ ↓ Home End PgUp PgDn", |messages| messages.shortcuts.caret),
    ("Shift + ←", |messages| messages.shortcuts.extend),
    ("Shift + 1", |messages| messages.shortcuts.pen_tag),
    ("Enter", |messages| messages.shortcuts.point),
    ("← → ↑ ↓ Tab Enter Esc", |messages| messages.shortcuts.edge_keys),
    ("↑ ↓ Enter", |messages| messages.shortcuts.stack_keys),
    ("0 – 9", |messages| messages.shortcuts.candidate_keys),
];

/// A row whose keys are a button: it waits for another key.
fn changeable(session: &SessionHandle, shortcut: &Shortcut<()>) -> Html {
    let messages = session.core.messages();
    let says = (shortcut.says)(messages);
    let keys = shortcut.drawn(&session.core.settings.keys);
    let name = [says, ": ", &keys.join(" ")].concat();
    let waiting = session.custom_keys.choosing.as_ref().filter(|(row, _)| *row == shortcut.id);
    let asks =
        waiting.map(|(_, refusal)| if refusal.is_empty() { messages.menu().press_key } else { refusal });
    html! {
        <tr class={classes!(waiting.is_some().then_some("waiting"))}>
            <td>
                { Button::showing(caps(keys))
                    .with("aria-label", name)
                    .asks(&session.dispatcher(), custom_keys::Action::Choose(Some(shortcut.id))) }
            </td>
            <td>
                { says }
                if let Some(words) = asks {
                    <small role="alert">{ words.to_owned() }</small>
                }
            </td>
        </tr>
    }
}

fn caps(keys: Vec<String>) -> Html {
    html! {
        for key in keys {
            <><kbd>{ key }</kbd>{ " " }</>
        }
    }
}
