//! Linking: a quote to whoever says it. One key offers who stands near, and a digit takes one.

use crate::session::{Mode, annotating, announced, linking, list};
use crate::ui::controls::{Button, SessionHandle};
use crate::wording::{attribute_name, visible};
use yew::prelude::*;

use crate::decoration::tag_class;
use crate::model::{Annotation, AttributeDefinition, AttributeValue};

/// What stands in the row: where the link leads, a button that offers others, and what is offered.
pub fn link(session: &SessionHandle, annotation: &Annotation, definition: &AttributeDefinition) -> Html {
    let messages = session.core.messages();
    let dispatch = session.dispatcher();
    let value = annotation.attribute(&definition.id);
    let open = matches!(&session.core.mode, Mode::ChoosingLink(id, name) if *id == annotation.id && *name == definition.id);
    let label = &visible(attribute_name(definition, messages));
    let says = value.and_then(|value| session.core.link_end(value));
    html! {
        <>
            <span class="link">
                if let (Some(AttributeValue::Link(to)), Some(says)) = (value, &says) {
                    { Button::new(says).class("linked").asks(&dispatch, list::Action::Choose(*to)) }
                } else if let Some(says) = says {
                    { says }
                }
                { Button::new(messages.link_to)
                    .with("aria-label", (messages.choose_link)(label))
                    .with("aria-expanded", open.to_string())
                    .with("aria-keyshortcuts", announced(&session.core.settings, "link"))
                    .asks(&dispatch, linking::Action::Offer(Some(definition.id.clone()))) }
            </span>
            if open {
                <ol class="candidates" aria-label={(messages.choose_link)(label)}>
                    for (number, candidate) in (1..).zip(session.core.link_candidates(annotation)) {
                        <li class={tag_class(&candidate.tag.value)}>
                            { offer(session, number, &session.core.short_quote(&candidate), &session.core.tag_name_of(&candidate.tag.value)) }
                        </li>
                    }
                    <li>{ offer(session, 0, messages.unnamed, "") }</li>
                    if value.is_some() {
                        <li>
                            { Button::new(messages.no_link).asks(&dispatch,
                                annotating::Action::Attribute(annotation.id, definition.id.clone(), None)) }
                        </li>
                    }
                </ol>
            }
        </>
    }
}

fn offer(session: &SessionHandle, number: u32, words: &str, tag: &str) -> Html {
    let content = html! {
        <><kbd>{ number }</kbd><bdi translate="no">{ words.to_owned() }</bdi><span class="context">{ tag.to_owned() }</span></>
    };
    Button::showing(content).asks(&session.dispatcher(), linking::Action::Take(number))
}
