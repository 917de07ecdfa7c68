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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::testing::{annotation, tag};
    use crate::text::FINDER;

    fn lets_through(filter: &Filter, quote: Option<&str>) -> bool {
        let mut one = annotation(1, "person", 3, 5);
        one.note.value = "记者".into();
        filter.lets_through(&one, || quote, Some(&FINDER))
    }

    fn query(words: &str) -> Rc<Query> {
        Rc::new(Query::new(words))
    }

    #[test]
    fn an_annotation_has_to_meet_every_condition() {
        let table = [
            (None, None, true),
            (Some("person"), None, true),
            (Some("place"), None, false),
            (None, Some(query("王")), true),
            (None, Some(query("记")), true),
            (None, Some(query("无")), false),
            (Some("person"), Some(query("王")), true),
            (Some("person"), Some(query("无")), false),
            (Some("place"), Some(query("王")), false),
        ];
        for (name, words, is_listed) in table {
            let filter = Filter { tag: name.map(tag), words };
            assert_eq!(lets_through(&filter, Some("王五")), is_listed, "{filter:?}");
        }
    }

    #[test]
    fn a_quote_that_is_not_there_has_no_words() {
        let filter = Filter { tag: None, words: Some(query("王")) };
        assert!(!lets_through(&filter, None));
    }

    #[test]
    fn a_filter_is_empty_with_no_condition() {
        assert!(Filter::default().is_empty());
        let mut both = Filter { tag: Some(tag("person")), words: Some(query("王")) };
        assert!(!both.is_empty());
        assert!(!Filter { tag: None, ..both.clone() }.is_empty());
        assert!(!Filter { words: None, ..both.clone() }.is_empty());
        both.clear();
        assert!(both.is_empty());
    }
}
