//! Links of an annotation in words: who says a quote.

use std::sync::Arc;

use super::Core;
use crate::edit::candidates;
use crate::model::{Annotation, AttributeValue};
use crate::wording::{attribute_name, shortened, visible};

impl Core {
    /// Where an annotation's links lead, in words, and its note: `说话人：陈俊敏`.
    pub fn links_and_note(&self, annotation: &Annotation) -> String {
        let messages = self.messages();
        let mut words = String::new();
        let tag = self.editor.project.scheme.get(&annotation.tag.value);
        for definition in tag.iter().flat_map(|tag| &tag.attributes.value) {
            if let Some(end) = annotation.attribute(&definition.id).and_then(|value| self.link_end(value)) {
                words += &(messages.tagged)(&visible(attribute_name(definition, messages)), &end);
                words += "\n";
            }
        }
        words + &annotation.note.value
    }

    /// The annotations that a link of this one may lead to, the likeliest first.
    pub fn link_candidates(&self, annotation: &Annotation) -> Vec<Arc<Annotation>> {
        self.editor.shown().map_or_else(Vec::new, |shown| candidates(shown, annotation))
    }

    /// The beginning of the words of an annotation.
    pub fn short_quote(&self, annotation: &Annotation) -> String {
        shortened(self.quote(annotation.target.value.hull()).unwrap_or_default())
    }

    /// The end of a link in words; `None` for a value that is no link.
    pub fn link_end(&self, value: &AttributeValue) -> Option<String> {
        match value {
            AttributeValue::Link(to) => {
                let there = self.editor.shown()?.annotations.get(*to);
                Some(
                    there.map_or_else(
                        || self.messages().link_gone.to_owned(),
                        |there| self.short_quote(there),
                    ),
                )
            }
            AttributeValue::Unnamed => Some(self.messages().unnamed.to_owned()),
            AttributeValue::Text(_) | AttributeValue::Number(_) | AttributeValue::Flag(_) => None,
        }
    }
}
