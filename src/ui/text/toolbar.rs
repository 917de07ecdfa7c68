//! The toolbar at the selection: one click tags. It never takes the selection away.

use crate::session::keys::cap;
use crate::session::{SelectSegment, annotating, finding, selecting};
use crate::ui::controls::{Asking, Button, SessionHandle, asking, entry_with, tag_face, use_effect_with};
use crate::wording::shown_guideline;
use std::rc::Rc;

use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use crate::browser::{TextView, place_bar};
use crate::decoration::tag_class;

/// The bar that stands over the page, in pixels: nothing is placed under it.
pub const TOP_BAR: f64 = 56.0;

/// More tags than these are found by typing.
const MANY: usize = 10;

/// Keeps the toolbar at the selection.
#[hook]
pub fn use_placed_toolbar(session: &SessionHandle, view: Option<&Rc<TextView>>, bar: &NodeRef) {
    let (view, bar) = (view.cloned(), bar.clone());
    use_effect_with(
        (session.core.editor.selection, session.selecting.is_backward),
        move |(span, backward)| {
            if let Some(((bar, span), view)) = bar.cast::<HtmlElement>().zip(*span).zip(view) {
                place_bar(&view, &bar, span, *backward, TOP_BAR);
            }
        },
    );
}

/// A button for each tag.
pub fn toolbar(session: &SessionHandle, bar: &NodeRef) -> Html {
    let messages = session.core.messages();
    let here = session.core.editor.selection.and_then(|span| {
        let shown = session.core.editor.shown()?;
        Some(shown.annotations.overlapping(span).len()).filter(|count| *count > 0)
    });
    let keep_selection = Callback::from(|event: MouseEvent| {
        // The field, where there is one, has to get the focus.
        if event.target_dyn_into::<HtmlInputElement>().is_none() {
            event.prevent_default();
        }
    });
    let tags = session.core.editor.project.scheme.tags();
    let many = tags.len() > MANY;
    let dispatch = session.dispatcher();
    let tool = |button: Button, says: &'static str, segment: SelectSegment| {
        button
            .class("tag-button")
            .with("title", says)
            .with("aria-label", says)
            .asks(&dispatch, selecting::Action::Segment(segment))
    };
    html! {
        <div ref={bar.clone()} class="toolbar" role="toolbar" aria-label={messages.toolbar} onmousedown={keep_selection}>
            if many {
                { tag_query(session) }
            }
            for tag in tags.into_iter().filter(|tag| session.annotating.shows(&session.core, tag)) {
                { Button::showing(tag_face(session, tag))
                    .class(classes!("tag-button", tag_class(&tag.id)))
                    .with("title", shown_guideline(tag, session.core.messages()).to_string())
                    .with("aria-keyshortcuts", if session.core.settings.is_quiet { String::new() } else { cap(&tag.key.value).to_owned() })
                    .asks(&dispatch, annotating::Action::Tag(tag.id.clone())) }
            }
            <span class="reach">
                { tool(Button::new("−"), messages.shortcuts.shrink, SelectSegment::Smaller) }
                { tool(Button::new("+"), messages.shortcuts.grow, SelectSegment::Larger) }
                { Button::new(messages.tag_all)
                    .class("tag-button")
                    .with("title", messages.shortcuts.tag_all)
                    .asks(&dispatch, finding::Action::All) }
            </span>
            if let Some(count) = here {
                <span class="here">{ (messages.here)(count) }</span>
            }
        </div>
    }
}

/// A field for a part of a tag's name.
fn tag_query(session: &SessionHandle) -> Html {
    let messages = session.core.messages();
    let write = {
        let dispatch = session.dispatcher();
        Callback::from(move |event: InputEvent| {
            dispatch
                .ask(annotating::Action::FindTag(event.target_unchecked_into::<HtmlInputElement>().value()));
        })
    };
    let tag = asking(|words| Some(annotating::Action::TagNamed(words)));
    entry_with(
        messages.narrow,
        Some(session.annotating.tag_query.clone()),
        Some(write),
        &session.dispatcher(),
        tag,
    )
}
