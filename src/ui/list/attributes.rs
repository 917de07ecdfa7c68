//! What the tag of the current annotation provides for: each attribute with a control of its kind.

use super::linking::link;
use crate::session::{Notice, annotating, notices};
use crate::ui::controls::{Ask, Asking, Dispatch, SessionHandle, choice_called, field};
use crate::wording::{attribute_name, choice_word, visible};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::formats::decimal;
use crate::model::{
    Annotation, AnnotationId, AttributeDefinition, AttributeId, AttributeKind, AttributeValue, Number,
};

/// The controls, in the order of the tag's definition.
pub fn attributes(session: &SessionHandle, annotation: &Annotation) -> Html {
    let Some(tag) = session.core.editor.project.scheme.get(&annotation.tag.value) else { return html! {} };
    html! {
        for definition in &tag.attributes.value {
            <div key={definition.id.as_str()} class="attribute">
                <span aria-hidden="true">{ visible(attribute_name(definition, session.core.messages())) }</span>
                { control(session, annotation, definition) }
            </div>
        }
    }
}

fn control(session: &SessionHandle, annotation: &Annotation, definition: &AttributeDefinition) -> Html {
    let messages = session.core.messages();
    let dispatch = session.dispatcher();
    let (id, name) = (annotation.id, definition.id.clone());
    let label = AttrValue::from(visible(attribute_name(definition, messages)));
    let value = annotation.attribute(&name);
    let written = match value {
        Some(AttributeValue::Text(text)) => text.to_string(),
        Some(AttributeValue::Number(number)) => decimal(*number),
        Some(AttributeValue::Flag(_) | AttributeValue::Link(_) | AttributeValue::Unnamed) | None => {
            String::new()
        }
    };
    let ask: Ask = {
        let (is_number, name) = (definition.kind == AttributeKind::Number, name.clone());
        Box::new(move |text| {
            let value =
                if is_number { number(&text) } else { Some(AttributeValue::Text(text.trim().into())) };
            let is_empty = text.trim().is_empty();
            Some(match value.filter(|_| !is_empty) {
                None if !is_empty => {
                    notices::Action::Say(Notice::problem((messages.not_a_number)(&text))).into()
                }
                value => annotating::Action::Attribute(id, name.clone(), value).into(),
            })
        })
    };
    match &definition.kind {
        AttributeKind::Text | AttributeKind::Number => field("text", label, &written, &dispatch, ask),
        AttributeKind::Choice(words) => {
            let says = |word: &str| AttrValue::from(visible(choice_word(definition, word, messages)));
            let mut options = vec![(AttrValue::default(), AttrValue::from("—"))];
            options.extend(words.iter().map(|word| (word.to_string().into(), says(word))));
            choice_called(label, &written, options, &dispatch, ask)
        }
        AttributeKind::Flag => flag(label, value == Some(&AttributeValue::Flag(true)), id, name, dispatch),
        AttributeKind::Link => link(session, annotation, definition),
    }
}

/// The number that was written, also with the full-width digits of an input method.
fn number(text: &str) -> Option<AttributeValue> {
    let narrow = |c: char| match c {
        '\u{ff0b}'..='\u{ff19}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    };
    let decimal: String = text.trim().chars().map(narrow).collect();
    Number::parse(&decimal).map(AttributeValue::Number)
}

fn flag(label: AttrValue, is_so: bool, id: AnnotationId, name: AttributeId, dispatch: Dispatch) -> Html {
    let change = Callback::from(move |event: Event| {
        let field: HtmlInputElement = event.target_unchecked_into();
        let value = Some(AttributeValue::Flag(field.checked()));
        dispatch.ask(annotating::Action::Attribute(id, name.clone(), value));
    });
    html! { <input type="checkbox" aria-label={label} checked={is_so} onchange={change} /> }
}
