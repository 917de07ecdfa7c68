//! What a link most likely leads to: who speaks stands near the quote.

use std::sync::Arc;

use crate::model::{Annotated, Annotation};
use crate::text::Span;

/// As many as there are digits to choose by.
const MOST: usize = 9;

/// So many annotations before and behind are looked at: what stands further away is not near.
const REACH: usize = 500;

/// Tags of those who can speak or act.
const ACTORS: [&str; 2] = ["person", "organisation"];

/// At most nine, each of other words: first the people and organisations beside the annotation by their distance,
/// then whatever else is near.
pub fn candidates(annotated: &Annotated, of: &Annotation) -> Vec<Arc<Annotation>> {
    let here = of.target.value.hull();
    let words = |one: &Annotation| annotated.document.slice(one.target.value.hull());
    let first = annotated.annotations.count_before(here.start()).saturating_sub(REACH);
    let near: Vec<_> = annotated.annotations.from_rank(first, 2 * REACH).collect();
    let mut chosen: Vec<Arc<Annotation>> = Vec::new();
    while chosen.len() < MOST {
        let left = near.iter().copied().filter(|one| {
            let is_told = |other: &Arc<Annotation>| (&other.tag, words(other)) == (&one.tag, words(one));
            one.id != of.id && !chosen.iter().any(is_told)
        });
        let Some(next) = left.min_by_key(|one| distance(here, one)) else { break };
        chosen.push(next.clone());
    }
    chosen
}

/// Actors first; one inside the quote is spoken of, and does not speak.
fn distance(here: Span, one: &Annotation) -> (bool, u32) {
    let there = one.target.value.hull();
    let behind = there.start().get().saturating_sub(here.end().get());
    let before = here.start().get().saturating_sub(there.end().get());
    let is_actor = ACTORS.contains(&one.tag.value.as_str()) && !here.overlaps(there);
    (!is_actor, behind + before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builders::{annotated, annotation, document, span};
    use crate::model::{AnnotationId, Birth, Draft, Stamp, TagId, Target};
    use crate::text::CharOffset;
    use uuid::Uuid;

    /// Marks the places at which a letter stands.
    fn drawn(text: &str, tag_of: &dyn Fn(char) -> &'static str) -> Annotated {
        let document = document(text);
        let mut annotations = Vec::new();
        for (at, c) in (0..).zip(text.chars()) {
            let tag = tag_of(c);
            if !tag.is_empty() {
                annotations.push(annotation(at.into(), span(at, at + 1), tag, Stamp::ORIGIN));
            }
        }
        annotated(&document, annotations, Stamp::ORIGIN)
    }

    fn named(text: &str) -> String {
        let annotated = drawn(text, &|c| match c {
            '!' => "quote",
            'a'..='z' => "person",
            'A'..='Z' => "organisation",
            '0'..='9' => "figure",
            _ => "",
        });
        let quote = annotated.annotations.iter().find(|one| one.tag.value.as_str() == "quote").unwrap();
        let found = candidates(&annotated, quote);
        found.iter().filter_map(|one| annotated.document.slice(one.target.value.hull())).collect()
    }

    #[test]
    fn people_first_by_distance_and_each_once() {
        let table = [
            ("a..b.!...c..D", "bcaD"),
            ("a.!.a..b", "ab"),
            ("1!..a", "a1"),
            ("!", ""),
            ("abcdefghijkl!", "lkjihgfed"),
        ];
        for (text, expected) in table {
            assert_eq!(named(text), expected, "{text}");
        }
    }

    #[test]
    fn whoever_is_spoken_of_in_the_quote_comes_later() {
        let mut annotated = drawn("p.q..r", &|c| if c == '.' { "" } else { "person" });
        let span = Span::new(CharOffset::new(1), CharOffset::new(5)).unwrap();
        let draft = Draft::new(Target::from(span), TagId::new("quote").unwrap(), Birth::default());
        let quote = draft.stamped(AnnotationId::new(Uuid::from_u128(99)), Stamp::ORIGIN);
        annotated.annotations.put(quote.clone());
        let words: Vec<_> = candidates(&annotated, &quote)
            .iter()
            .map(|one| annotated.document.slice(one.target.value.hull()).unwrap().to_owned())
            .collect();
        assert_eq!(words, ["p", "r", "q"]);
    }
}
