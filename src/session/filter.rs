//! Which annotations the list shows: those with a tag, those with some words in their quote or note.

use std::rc::Rc;

use crate::model::{Annotation, TagId};
use crate::text::{Finder, Query};

/// Conditions that an annotation has to meet to be listed; without any all are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    pub tag: Option<TagId>,
    pub words: Option<Rc<Query>>,
}

impl Filter {
    pub fn is_empty(&self) -> bool {
        self.tag.is_none() && self.words.is_none()
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whether an annotation with this quote is listed. Without a finder words hide nothing.
    pub fn lets_through<'a>(
        &self,
        annotation: &Annotation,
        quote: impl FnOnce() -> Option<&'a str>,
        finder: Option<&Finder>,
    ) -> bool {
        let has_words = |query: &Rc<Query>| {
            finder.is_none_or(|finder| {
                let is_in = |words: &str| (finder.is_in)(query, words);
                quote().is_some_and(is_in) || is_in(&annotation.note.value)
            })
        };
        self.tag.as_ref().is_none_or(|tag| annotation.tag.value == *tag)
            && self.words.as_ref().is_none_or(has_words)
    }
}
