//! The browser's file dialog, which belongs to a hidden field.

use crate::ui::controls::{SessionHandle, use_effect_with};
use std::rc::Rc;

use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

/// Has a file read: the runner of commands holds it, and the session hears of it.
pub type TakeFile = Rc<dyn Fn(File)>;

/// The hidden field. It opens the dialog when the session asks.
#[hook]
pub fn use_file_picker(session: &SessionHandle, take: &TakeFile) -> Html {
    let field = use_node_ref();
    {
        let field = field.clone();
        use_effect_with(session.core.requests.pick_file, move |request| {
            let field = request.and_then(|_| field.cast::<HtmlInputElement>());
            if let Some(field) = field {
                field.click();
            }
        });
    }
    let take = take.clone();
    let onchange = Callback::from(move |event: Event| {
        let field: HtmlInputElement = event.target_unchecked_into();
        if let Some(file) = field.files().and_then(|files| files.get(0)) {
            take(file);
        }
        // So that the same file can be picked again.
        field.set_value("");
    });
    html! {
        <input
            ref={field}
            id="file-picker"
            type="file"
            hidden={true}
            tabindex="-1"
            aria-label={session.core.messages().open}
            {onchange}
        />
    }
}
