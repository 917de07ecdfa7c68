//! What points hold: each what differs from the one before, so that a state is all differences up to it, one after the
//! other. Only what people can see counts: when it was written does not.

use std::sync::Arc;

use crate::model::{Annotation, AnnotationId, AnnotationSet, Records};

/// What leads from one state to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// New, or not as they were.
    pub put: Vec<Arc<Annotation>>,
    /// Deleted.
    pub gone: Vec<AnnotationId>,
}

impl Difference {
    /// From a state to what is there now.
    pub fn between(before: &Records, now: &AnnotationSet) -> Self {
        let stands = |annotation: &Arc<Annotation>| {
            before.get(&annotation.id).is_some_and(|there| {
                // Most are the very same, and need not be looked at.
                Arc::ptr_eq(there, annotation) || there.says_as(annotation)
            })
        };
        Self {
            put: now.iter().filter(|annotation| !stands(annotation)).cloned().collect(),
            gone: before.keys().filter(|id| now.get(**id).is_none()).copied().collect(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.put.is_empty() && self.gone.is_empty()
    }

    /// The state after it. What did not change is shared.
    #[must_use]
    pub fn onto(&self, before: &Records) -> Records {
        let mut state = before.clone();
        for id in &self.gone {
            state.remove(id);
        }
        for annotation in &self.put {
            state.insert(annotation.id, annotation.clone());
        }
        state
    }

    /// Both as one, this one first.
    #[must_use]
    pub fn and_then(self, later: &Self) -> Self {
        let first = self.onto(&Records::new());
        let put = later.onto(&first);
        let gone = self.gone.iter().chain(&later.gone).filter(|id| !put.contains_key(*id));
        let mut gone: Vec<_> = gone.copied().collect();
        gone.sort_unstable();
        gone.dedup();
        Self { put: put.into_iter().map(|(_, annotation)| annotation).collect(), gone }
    }

    fn touched(&self) -> impl Iterator<Item = AnnotationId> {
        self.put.iter().map(|annotation| annotation.id).chain(self.gone.iter().copied())
    }
}

/// The state at each point of a chain.
pub fn states(chain: &[Difference]) -> Vec<Records> {
    let mut state = Records::new();
    let next = |difference: &Difference| {
        state = difference.onto(&state);
        state.clone()
    };
    chain.iter().map(next).collect()
}

/// What is otherwise now than at a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contrast {
    pub added: usize,
    pub removed: usize,
    pub changed: usize,
}

/// What is otherwise now than at each point of a chain. Looks only at what some point behind it touched, so it costs by
/// what changed.
pub fn contrasts(chain: &[Difference], now: &AnnotationSet) -> Vec<Contrast> {
    let states = states(chain);
    let since = Difference::between(states.last().unwrap_or(&Records::new()), now);
    let mut touched: Vec<AnnotationId> = since.touched().collect();
    let mut found = Vec::new();
    for (difference, state) in chain.iter().zip(&states).rev() {
        touched.sort_unstable();
        touched.dedup();
        let mut contrast = Contrast::default();
        for id in &touched {
            match (state.get(id), now.get(*id)) {
                (None, Some(_)) => contrast.added += 1,
                (Some(_), None) => contrast.removed += 1,
                (Some(then), Some(now)) if !then.says_as(now) => contrast.changed += 1,
                (Some(_), Some(_)) | (None, None) => {}
            }
        }
        found.push(contrast);
        touched.extend(difference.touched());
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Birth, Draft, Stamp, TagId, Target};
    use crate::text::{CharOffset, Span};
    use proptest::prelude::*;
    use uuid::Uuid;

    /// `a1 b2` is the annotation a with the note 1, and b with 2; `-` is none.
    fn drawn(state: &str) -> AnnotationSet {
        let one = |word: &str| {
            let span = Span::new(CharOffset::new(0), CharOffset::new(1)).unwrap();
            let draft = Draft::new(Target::from(span), TagId::new("term").unwrap(), Birth::default());
            let id = AnnotationId::new(Uuid::from_u128(u128::from(word.as_bytes()[0])));
            let mut annotation = draft.stamped(id, Stamp::ORIGIN);
            annotation.note.value = word.chars().skip(1).collect::<String>().into();
            annotation
        };
        state.split_whitespace().filter(|word| *word != "-").map(one).collect()
    }

    fn told(state: &Records) -> String {
        let words = state.values().map(|annotation| {
            let name = annotation.id.uuid().as_u128() as u8 as char;
            format!("{name}{}", annotation.note.value)
        });
        words.collect::<Vec<_>>().join(" ")
    }

    fn records(set: &AnnotationSet) -> Records {
        set.iter().map(|annotation| (annotation.id, annotation.clone())).collect()
    }

    fn chain(sets: &[AnnotationSet]) -> Vec<Difference> {
        let mut before = Records::new();
        let next = |set| {
            let difference = Difference::between(&before, set);
            before = difference.onto(&before);
            difference
        };
        sets.iter().map(next).collect()
    }

    fn state() -> impl Strategy<Value = String> {
        let note = prop::option::of(1u8..4);
        prop::collection::vec(note, 5).prop_map(|notes| {
            let words = "abcde".chars().zip(notes);
            let words = words.filter_map(|(name, note)| Some(format!("{name}{}", note?)));
            words.collect::<Vec<_>>().join(" ")
        })
    }

    proptest! {
        #[test]
        fn each_state_is_what_stood_there(drawings in prop::collection::vec(state(), 1..8)) {
            let sets: Vec<_> = drawings.iter().map(|drawing| drawn(drawing)).collect();
            let told: Vec<_> = states(&chain(&sets)).iter().map(told).collect();
            prop_assert_eq!(told, drawings);
        }

        #[test]
        fn a_point_that_goes_takes_nothing_with_it(
            drawings in prop::collection::vec(state(), 2..8),
            which in any::<prop::sample::Index>(),
        ) {
            let sets: Vec<_> = drawings.iter().map(|drawing| drawn(drawing)).collect();
            let mut chain = chain(&sets);
            let which = which.index(chain.len() - 1);
            let gone = chain.remove(which);
            chain[which] = gone.and_then(&chain[which]);
            let mut left = drawings;
            left.remove(which);
            let told: Vec<_> = states(&chain).iter().map(told).collect();
            prop_assert_eq!(told, left);
        }

        #[test]
        fn contrasts_are_counted_as_by_hand(
            drawings in prop::collection::vec(state(), 0..8),
            now in state(),
        ) {
            let sets: Vec<_> = drawings.iter().map(|drawing| drawn(drawing)).collect();
            let now = drawn(&now);
            let by_hand = sets.iter().map(|then| Contrast {
                added: now.iter().filter(|one| then.get(one.id).is_none()).count(),
                removed: then.iter().filter(|one| now.get(one.id).is_none()).count(),
                changed: then.iter().filter(|one| now.get(one.id).is_some_and(|now| now.note != one.note)).count(),
            });
            prop_assert_eq!(contrasts(&chain(&sets), &now), by_hand.collect::<Vec<_>>());
        }
    }

    #[test]
    fn only_what_changed_is_stored() {
        let table = [
            ("-", "a1 b1", "a1 b1", ""),
            ("a1 b1", "a1 b1", "", ""),
            ("a1 b1", "a2 c1", "a2 c1", "b"),
            ("a1", "-", "", "a"),
        ];
        for (before, now, put, gone) in table {
            let difference = Difference::between(&records(&drawn(before)), &drawn(now));
            let names: String = difference.gone.iter().map(|id| id.uuid().as_u128() as u8 as char).collect();
            assert_eq!(
                (told(&difference.onto(&Records::new())), &*names),
                (put.into(), gone),
                "{before} {now}"
            );
            assert_eq!(difference.is_empty(), put.is_empty() && gone.is_empty());
        }
    }
}
