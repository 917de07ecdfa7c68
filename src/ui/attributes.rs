//! What the tag of the current annotation provides for: each attribute with a control of its kind.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::controls::{Ask, Dispatch, choice_called, field};
use super::linking::link;
use super::notice::problem;
use super::session::{Action, Session, SessionHandle};
use super::words::{attribute_name, choice_word, visible};
use crate::edit::commands;
use crate::formats::decimal;
use crate::model::{
    Annotation, AnnotationId, AttributeDefinition, AttributeId, AttributeKind, AttributeValue, Number,
};

/// The controls, in the order of the tag's definition.
pub fn attributes(session: &SessionHandle, annotation: &Annotation) -> Html {
    let Some(tag) = session.editor.project.scheme.get(&annotation.tag.value) else { return html! {} };
    html! {
        for definition in &tag.attributes.value {
            <div key={definition.id.as_str()} class="attribute">
                <span aria-hidden="true">{ visible(attribute_name(definition, session.messages())) }</span>
                { control(session, annotation, definition) }
            </div>
        }
    }
}

fn control(session: &SessionHandle, annotation: &Annotation, definition: &AttributeDefinition) -> Html {
    let messages = session.messages();
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
                None if !is_empty => Action::Say(problem((messages.not_a_number)(&text))),
                value => Action::Attribute(id, name.clone(), value),
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
        dispatch.dispatch(Action::Attribute(id, name.clone(), value));
    });
    html! { <input type="checkbox" aria-label={label} checked={is_so} onchange={change} /> }
}

impl Session {
    /// Writes or takes away a value. Where it was one that candidates were offered for, the reader goes on in the text.
    pub(super) fn attribute(&mut self, id: AnnotationId, name: &AttributeId, value: Option<AttributeValue>) {
        let done = self.command(|state, stamp| commands::set_attribute(state, id, name, value, stamp));
        if self.linking().is_some() {
            self.linking = None;
            self.leave_note();
        }
        if done {
            self.say_links(id);
        }
    }
}
