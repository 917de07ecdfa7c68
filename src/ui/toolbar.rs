//! The toolbar at the selection: one click tags. It never takes the selection away.

use std::rc::Rc;

use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::controls::{Ask, Button, entry_with};
use super::effect::use_effect_with;
use super::find::Finding;
use super::reach::Reach;
use super::session::{Action, Session, SessionHandle};
use super::shortcuts::cap;
use crate::browser::{TextView, new_id, place_bar};
use crate::decoration::tag_class;
use crate::edit::{Refusal, commands};
use crate::model::{Tag, TagId, Transaction};

/// The bar that stands over the page, in pixels: nothing is placed under it.
pub const TOP_BAR: f64 = 56.0;

/// More tags than these are found by typing.
const MANY: usize = 10;

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
    let keep_selection = Callback::from(|event: MouseEvent| {
        // The field, where there is one, has to get the focus.
        if event.target_dyn_into::<HtmlInputElement>().is_none() {
            event.prevent_default();
        }
    });
    let tags = session.editor.project.scheme.tags();
    let many = tags.len() > MANY;
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
            if many {
                { narrowing(session) }
            }
            for tag in tags.into_iter().filter(|tag| session.is_named(tag)) {
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

/// A field for a part of a tag's name.
fn narrowing(session: &SessionHandle) -> Html {
    let messages = session.messages();
    let write = {
        let dispatch = session.dispatcher();
        Callback::from(move |event: InputEvent| {
            dispatch.dispatch(Action::Narrow(event.target_unchecked_into::<HtmlInputElement>().value()));
        })
    };
    let tag: Ask = Box::new(|words| Some(Action::TagNamed(words)));
    entry_with(messages.narrow, Some(session.narrow.clone()), Some(write), &session.dispatcher(), tag)
}

impl Session {
    /// The tag's name, or its id, has in it what was typed, in either case.
    fn is_named(&self, tag: &Tag) -> bool {
        let typed = self.narrow.trim().to_lowercase();
        let has = |name: &str| name.to_lowercase().contains(&typed);
        has(&self.tag_name(tag)) || has(tag.id.as_str())
    }

    /// Tags with the first tag of this name, or else with a new one: one step, whichever it is.
    pub(super) fn tag_named(&mut self, words: &str) {
        words.clone_into(&mut self.narrow);
        let tags = self.editor.project.scheme.tags();
        let found = tags.into_iter().find(|tag| self.is_named(tag)).map(|tag| tag.id.clone());
        match found {
            _ if words.trim().is_empty() => return,
            Some(tag) => self.tag(&tag),
            None => self.tag_new(words),
        }
        self.text_focus = Some(self.wish(()));
    }

    fn tag_new(&mut self, words: &str) {
        let (author, annotation) = (self.author(), new_id());
        let done = self.command(|state, stamp| {
            let id: TagId = commands::tag_id(&state.project.scheme, words).ok_or(Refusal::IdTaken)?;
            let mut made = commands::create_tag(state, id.clone(), words, stamp)?;
            let with_tag = state.apply(made.clone())?;
            let tagged = commands::annotate(&with_tag, &id, annotation, &author)?;
            made.changes.extend(tagged.changes);
            Ok(Transaction { intention: tagged.intention, ..made })
        });
        if done {
            self.go_to(annotation);
        }
    }
}

/// Its colour, its name and its key.
pub fn face(session: &SessionHandle, tag: &Tag) -> Html {
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
