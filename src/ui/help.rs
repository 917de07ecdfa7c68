//! The list of shortcuts, as a dialog shows it.

use yew::prelude::*;

use super::controls::Button;
use super::session::{Action, SessionHandle};
use super::shortcuts::{cap, rows};

pub fn help(session: &SessionHandle) -> Html {
    let messages = session.messages();
    let tags = session.editor.project.scheme.tags();
    let keys: Vec<String> = tags
        .iter()
        .filter(|tag| !tag.key.value.is_empty())
        .map(|tag| cap(&tag.key.value).to_owned())
        .collect();
    let row = |strokes: Vec<String>, says: &str| {
        html! {
            <tr>
                <td>
                    for stroke in strokes {
                        <kbd>{ stroke }</kbd>
                    }
                </td>
                <td>{ says.to_owned() }</td>
            </tr>
        }
    };
    html! {
        <>
            <table class="shortcuts">
                <tbody>
                    { row(keys, messages.shortcuts.tag) }
                    for (strokes, says) in rows(messages) {
                        { row(strokes, says) }
                    }
                    { row(vec!["← → ↑ ↓".to_owned()], messages.shortcuts.caret) }
                    { row(vec!["Enter".to_owned()], messages.shortcuts.point) }
                    { row(vec!["Shift + ← → ↑ ↓".to_owned()], messages.shortcuts.extend) }
                </tbody>
            </table>
            <footer>
                { Button::new(messages.close).class("main").asks(&session.dispatcher(), Action::CloseDialog) }
            </footer>
        </>
    }
}
