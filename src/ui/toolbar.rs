//! The toolbar at the selection: one click tags. It never takes the selection away.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use super::controls::Button;
use super::effect::use_effect_with;
use super::find::Finding;
use super::reach::Reach;
use super::session::{Action, SessionHandle};
use super::shortcuts::cap;
use crate::browser::{TextView, place_bar};
use crate::decoration::tag_class;
use crate::model::Tag;

/// The bar that stands over the page, in pixels: nothing is placed under it.
pub const TOP_BAR: f64 = 56.0;

/// Keeps the toolbar at the selection.
#[hook]
pub fn use_placed_toolbar(session: &SessionHandle, view: Option<&Rc<TextView>>, bar: &NodeRef) {
    let (view, bar) = (view.cloned(), bar.clone());
    use_effect_with((session.editor.selection, session.backward), move |(span, backward)| {
        if let Some(((bar, span), view)) = bar.cast::<HtmlElement>().zip(*span).zip(view) {
            place_bar(&view, &bar, span, *backward, TOP_BAR);
        }
    });
}

/// A button for each tag.
pub fn toolbar(session: &SessionHandle, bar: &NodeRef) -> Html {
    let messages = session.messages();
    let here = session.editor.selection.and_then(|span| {
        let shown = session.editor.shown()?;
        Some(shown.annotations.overlapping(span).len()).filter(|count| *count > 0)
    });
    let keep_selection = Callback::from(|event: MouseEvent| event.prevent_default());
    let tags = session.editor.project.scheme.tags();
    let dispatch = session.dispatcher();
    let tool = |button: Button, says: &'static str, reach: Reach| {
        button
            .class("tag-button")
            .with("title", says)
            .with("aria-label", says)
            .asks(&dispatch, Action::Reach(reach))
    };
    html! {
        <div ref={bar.clone()} class="toolbar" role="toolbar" aria-label={messages.toolbar} onmousedown={keep_selection}>
            for tag in tags {
                { Button::showing(face(session, tag))
                    .class(classes!("tag-button", tag_class(&tag.id)))
                    .with("title", session.guideline(tag).to_string())
                    .with("aria-keyshortcuts", if session.settings.is_quiet { String::new() } else { cap(&tag.key.value).to_owned() })
                    .asks(&dispatch, Action::Tag(tag.id.clone())) }
            }
            <span class="reach">
                { tool(Button::new("−"), messages.shortcuts.shrink, Reach::Smaller) }
                { tool(Button::new("+"), messages.shortcuts.grow, Reach::Larger) }
                { Button::new(messages.tag_all)
                    .class("tag-button")
                    .with("title", messages.shortcuts.tag_all)
                    .asks(&dispatch, Action::Find(Finding::All)) }
            </span>
            if let Some(count) = here {
                <span class="here">{ (messages.here)(count) }</span>
            }
        </div>
    }
}

/// Its colour, its name and its key.
fn face(session: &SessionHandle, tag: &Tag) -> Html {
    html! {
        <>
            <span class="swatch" aria-hidden="true"></span>
            { session.tag_name(tag).to_string() }
            if !tag.key.value.is_empty() && !session.settings.is_quiet {
                <kbd aria-hidden="true">{ cap(&tag.key.value).to_owned() }</kbd>
            }
        </>
    }
}
