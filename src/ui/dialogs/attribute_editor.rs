//! The attributes that a tag defines, as its form shows them: each with its name, its kind and its words to choose from.

use crate::session::tag_scheme;
use crate::ui::controls::{Ask, Button, SessionHandle, asking, choice_called, entry, field};
use crate::wording::attribute_name;
use yew::prelude::*;

use crate::model::{AttributeDefinition, AttributeKind, Tag, TagId};

pub fn attribute_editor(session: &SessionHandle, tag: &Tag) -> Html {
    let id = tag.id.clone();
    let add = asking(move |label| Some(tag_scheme::Action::AddAttribute(id.clone(), label)));
    html! {
        <div class="definitions">
            for (at, definition) in tag.attributes.value.iter().enumerate() {
                { line(session, &tag.id, at, definition) }
            }
            { entry(session.core.messages().new_attribute, &session.dispatcher(), add) }
        </div>
    }
}

fn line(session: &SessionHandle, tag: &TagId, at: usize, definition: &AttributeDefinition) -> Html {
    let messages = session.core.messages();
    let dispatch = session.dispatcher();
    let name = attribute_name(definition, messages);
    let called = |what: &str| AttrValue::from([what, ": ", name].concat());
    let ask = |change: fn(&mut AttributeDefinition, &str)| -> Ask {
        let (tag, definition) = (tag.clone(), definition.clone());
        asking(move |written| {
            let mut new = definition.clone();
            change(&mut new, written.trim());
            Some(tag_scheme::Action::Define(tag.clone(), at, Some(new)))
        })
    };
    let (number, words) = match &definition.kind {
        AttributeKind::Text => ("0", None),
        AttributeKind::Number => ("1", None),
        AttributeKind::Choice(words) => ("2", Some(words.join(", "))),
        AttributeKind::Flag => ("3", None),
        AttributeKind::Link => ("4", None),
    };
    let kinds = ["0", "1", "2", "3", "4"].into_iter().zip(messages.kinds);
    let kinds = kinds.map(|(number, says)| (number.into(), says.into())).collect();
    let remove = tag_scheme::Action::Define(tag.clone(), at, None);
    html! {
        <div class="definition">
            { field("text", called(messages.label), name, &dispatch, ask(|new, written| new.label = written.into())) }
            { choice_called(called(messages.kind), number, kinds, &dispatch, ask(|new, number| new.kind = kind(number))) }
            { Button::new("✕").with("aria-label", called(messages.remove)).asks(&dispatch, remove) }
            if let Some(words) = words {
                { field("text", called(messages.choices), &words, &dispatch, ask(|new, written| new.kind = choice(written))) }
            }
        </div>
    }
}

/// The kinds by their numbers in the list of choices.
fn kind(number: &str) -> AttributeKind {
    match number {
        "1" => AttributeKind::Number,
        "2" => AttributeKind::Choice(Vec::new()),
        "3" => AttributeKind::Flag,
        "4" => AttributeKind::Link,
        _ => AttributeKind::Text,
    }
}

/// A choice of the words that were written, with whichever comma between.
fn choice(written: &str) -> AttributeKind {
    let words = written.split([',', '，', '、']).map(str::trim).filter(|word| !word.is_empty());
    AttributeKind::Choice(words.map(Into::into).collect())
}
