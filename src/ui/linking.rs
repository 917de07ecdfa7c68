//! Linking: a quote to whoever says it. One key offers who stands near, and a digit takes one.

use std::sync::Arc;

use yew::prelude::*;

use super::controls::Button;
use super::session::{Action, NoticeKind, Session, SessionHandle};
use super::words::{attribute_name, shortened, visible};
use crate::decoration::tag_class;
use crate::edit::{Refusal, candidates};
use crate::keys::Stroke;
use crate::model::{
    Annotation, AnnotationId, AttributeDefinition, AttributeId, AttributeKind, AttributeValue,
};

/// What stands in the row: where the link leads, a button that offers others, and what is offered.
pub fn link(session: &SessionHandle, annotation: &Annotation, definition: &AttributeDefinition) -> Html {
    let messages = session.messages();
    let dispatch = session.dispatcher();
    let value = annotation.attribute(&definition.id);
    let open = session.linking().is_some_and(|(_, name)| *name == definition.id);
    let label = &visible(attribute_name(definition, messages));
    let says = value.and_then(|value| session.end_of(value));
    html! {
        <>
            <span class="link">
                if let (Some(AttributeValue::Link(to)), Some(says)) = (value, &says) {
                    { Button::new(says).class("linked").asks(&dispatch, Action::Choose(*to)) }
                } else if let Some(says) = says {
                    { says }
                }
                { Button::new(messages.link_to)
                    .with("aria-label", (messages.choose_link)(label))
                    .with("aria-expanded", open.to_string())
                    .with("aria-keyshortcuts", "L")
                    .asks(&dispatch, Action::Link(Some(definition.id.clone()))) }
            </span>
            if open {
                <ol class="candidates" aria-label={(messages.choose_link)(label)}>
                    for (number, candidate) in (1..).zip(session.offered(annotation)) {
                        <li class={tag_class(&candidate.tag.value)}>
                            { offer(session, number, &session.quote_of(&candidate), &session.tag_name_of(&candidate.tag.value)) }
                        </li>
                    }
                    <li>{ offer(session, 0, messages.unnamed, "") }</li>
                    if value.is_some() {
                        <li>
                            { Button::new(messages.no_link).asks(&dispatch,
                                Action::Attribute(annotation.id, definition.id.clone(), None)) }
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
    Button::showing(content).asks(&session.dispatcher(), Action::TakeOffered(number))
}

/// Where an annotation's links lead, in words, and its note: `说话人：陈俊敏`.
pub fn said(session: &Session, annotation: &Annotation) -> String {
    let messages = session.messages();
    let mut words = String::new();
    let tag = session.editor.project.scheme.get(&annotation.tag.value);
    for definition in tag.iter().flat_map(|tag| &tag.attributes.value) {
        if let Some(end) = annotation.attribute(&definition.id).and_then(|value| session.end_of(value)) {
            words += &(messages.tagged)(&visible(attribute_name(definition, messages)), &end);
            words += "\n";
        }
    }
    words + &annotation.note.value
}

impl Session {
    /// The link that candidates are offered for. They go with the annotation that they were offered for.
    pub(super) fn linking(&self) -> Option<&(AnnotationId, AttributeId)> {
        self.linking.as_ref().filter(|(id, _)| self.editor.current == Some(*id))
    }

    /// Offers candidates for a link of the current annotation, or no longer.
    pub(super) fn offer_links(&mut self, name: Option<AttributeId>) {
        let Some(annotation) = self.editor.current_annotation() else {
            return self.refuse(Refusal::NoAnnotation);
        };
        let tag = self.editor.project.scheme.get(&annotation.tag.value);
        let first = || {
            let mut defined = tag?.attributes.value.iter();
            defined.find(|one| one.kind == AttributeKind::Link).map(|one| one.id.clone())
        };
        let Some(name) = name.or_else(first) else { return self.refuse(Refusal::NoAttribute) };
        let wanted = Some((annotation.id, name));
        if self.linking == wanted {
            self.linking = None;
            return;
        }
        let mut words = String::new();
        for (number, candidate) in (1u32..).zip(self.offered(annotation)) {
            words += &(self.messages().tagged)(&number.to_string(), &self.quote_of(&candidate));
            words += "\n";
        }
        words += &(self.messages().tagged)("0", self.messages().unnamed);
        self.linking = wanted;
        self.say(NoticeKind::Spoken, words);
    }

    /// Takes one of what is offered.
    pub(super) fn take_offered(&mut self, number: u32) {
        let Some((id, name)) = self.linking().cloned() else { return };
        let candidate = || {
            let offered = self.offered(self.editor.current_annotation()?);
            offered.get(number as usize - 1).map(|candidate| AttributeValue::Link(candidate.id))
        };
        let value = if number == 0 { Some(AttributeValue::Unnamed) } else { candidate() };
        if value.is_some() {
            self.attribute(id, &name, value);
        }
    }

    /// What a digit means while candidates are offered.
    pub(super) fn offered_by(&self, stroke: Stroke) -> Option<Action> {
        self.linking()?;
        let digit = stroke.code.strip_prefix("Digit")?;
        let number = digit.chars().next()?.to_digit(10)?;
        (Stroke::plain(stroke.code) == stroke).then_some(Action::TakeOffered(number))
    }

    pub(super) fn say_links(&mut self, id: AnnotationId) {
        let annotation = self.editor.shown().and_then(|shown| shown.annotations.get(id));
        let words = annotation.map(|annotation| said(self, annotation)).unwrap_or_default();
        if !words.is_empty() {
            self.say(NoticeKind::Spoken, words);
        }
    }

    fn offered(&self, annotation: &Annotation) -> Vec<Arc<Annotation>> {
        self.editor.shown().map_or_else(Vec::new, |shown| candidates(shown, annotation))
    }

    /// The beginning of the words of an annotation.
    fn quote_of(&self, annotation: &Annotation) -> String {
        let shown = self.editor.shown();
        let words = shown.and_then(|shown| shown.document.slice(annotation.target.value.hull()));
        shortened(words.unwrap_or_default())
    }

    /// Where a link leads; `None` for a value that is no link.
    fn end_of(&self, value: &AttributeValue) -> Option<String> {
        match value {
            AttributeValue::Link(to) => {
                let there = self.editor.shown()?.annotations.get(*to);
                Some(there.map_or_else(|| self.messages().link_gone.to_owned(), |there| self.quote_of(there)))
            }
            AttributeValue::Unnamed => Some(self.messages().unnamed.to_owned()),
            AttributeValue::Text(_) | AttributeValue::Number(_) | AttributeValue::Flag(_) => None,
        }
    }
}
