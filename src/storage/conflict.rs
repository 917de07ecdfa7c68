//! What an edit said that lost a race: two tabs wrote the same field at about the same time, and the later value holds.
//! The other is kept as a copy to choose from. Edits that follow each other more slowly are not a race, because each
//! tab has long shown the other's.

use super::{Key, Record};
use crate::model::{Annotation, Stamp};
use crate::text::DocumentId;

/// What an annotation said that lost a race. It is offered in every tab, also after a reload, until it is chosen or
/// dismissed in one of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    pub document: DocumentId,
    pub annotation: Annotation,
}

impl Conflict {
    /// Two tabs that see the same race keep the same copy under the same key.
    pub fn key(&self) -> Key {
        Key::Conflict(self.document, self.annotation.id, self.annotation.modified())
    }
}

/// Within so many milliseconds of each other two tabs cannot have seen what the other wrote.
const AT_ONCE: u64 = 1_000;

/// Of two copies of a record the one that lost something by the join, if another writer wrote that at the same time.
pub fn lost(ours: &Record, theirs: &Record) -> Option<Conflict> {
    let (Record::Annotation(document, ours), Record::Annotation(_, theirs)) = (ours, theirs) else {
        return None;
    };
    let (ours, theirs) = (&ours.annotation, &theirs.annotation);
    [(ours, theirs), (theirs, ours)].into_iter().find_map(|(copy, other)| {
        lost_to(copy, other).then(|| Conflict { document: *document, annotation: copy.clone() })
    })
}

fn lost_to(copy: &Annotation, other: &Annotation) -> bool {
    let race = |mine: Stamp, theirs: Stamp| {
        mine < theirs && mine.replica != theirs.replica && theirs.millis - mine.millis < AT_ONCE
    };
    let attribute = |name| other.attributes.get(name);
    race(copy.target.stamp, other.target.stamp) && copy.target.value != other.target.value
        || race(copy.tag.stamp, other.tag.stamp) && copy.tag.value != other.tag.value
        || race(copy.note.stamp, other.note.stamp) && copy.note.value != other.note.value
        || copy.attributes.iter().any(|(name, mine)| {
            attribute(name).is_some_and(|theirs| race(mine.stamp, theirs.stamp) && mine.value != theirs.value)
        })
}

#[cfg(test)]
mod tests {
    use super::super::Quoted;
    use super::*;
    use crate::model::{AnnotationId, AttributeValue, Birth, Draft, ReplicaId, Stamped, TagId, Target};
    use crate::text::{CharOffset, DocumentId, Span};
    use uuid::Uuid;

    fn copy(note: &str, millis: u64, replica: u32) -> Record {
        let target = Target::from(Span::new(CharOffset::new(0), CharOffset::new(1)).unwrap());
        let draft = Draft::new(target, TagId::new("term").unwrap(), Birth::default());
        let mut annotation = draft.stamped(AnnotationId::new(Uuid::from_u128(1)), Stamp::ORIGIN);
        annotation.note =
            Stamped::new(note.into(), Stamp { millis, counter: 0, replica: ReplicaId(replica) });
        let (quote, prefix, suffix) = (Vec::new(), String::new(), String::new());
        Record::Annotation(DocumentId::of("一"), Box::new(Quoted { annotation, quote, prefix, suffix }))
    }

    #[test]
    fn only_what_was_written_at_once_by_two_and_differs() {
        let table = [
            (("a", 5_000, 1), ("b", 5_400, 2), Some("a")),
            (("b", 5_400, 2), ("a", 5_000, 1), Some("a")),
            (("a", 5_000, 1), ("b", 6_000, 2), None),
            (("a", 5_000, 1), ("b", 5_400, 1), None),
            (("a", 5_000, 1), ("a", 5_400, 2), None),
        ];
        for ((one, at, by), (other, then, whom), expected) in table {
            let copy = lost(&copy(one, at, by), &copy(other, then, whom));
            assert_eq!(
                copy.as_ref().map(|copy| &*copy.annotation.note.value),
                expected,
                "{one} {at} {other} {then}"
            );
        }
    }

    #[test]
    fn each_field_may_lose() {
        let written = |value: usize, replica: u32, field: usize, millis: u64| {
            let stamp = Stamp { millis, counter: 0, replica: ReplicaId(replica) };
            let span = |end: u32| Span::new(CharOffset::new(0), CharOffset::new(end)).unwrap();
            let draft = Draft::new(Target::from(span(1)), TagId::new("term").unwrap(), Birth::default());
            let mut annotation = draft.stamped(AnnotationId::new(Uuid::from_u128(1)), Stamp::ORIGIN);
            match field {
                0 => annotation.target = Stamped::new(Target::from(span(value as u32 + 1)), stamp),
                1 => annotation.tag = Stamped::new(TagId::new(["term", "place"][value]).unwrap(), stamp),
                2 => annotation.note = Stamped::new(["", "注"][value].into(), stamp),
                _ => {
                    let value = Some(AttributeValue::Flag(value == 1));
                    annotation.attributes.insert(TagId::new("sure").unwrap(), Stamped::new(value, stamp));
                }
            }
            annotation
        };
        for field in 0..4 {
            for (mine, theirs, millis, is_lost) in
                [(0, 1, 5_400, true), (1, 1, 5_400, false), (0, 1, 4_900, false), (0, 1, 6_000, false)]
            {
                let (copy, other) = (written(mine, 1, field, 5_000), written(theirs, 2, field, millis));
                assert_eq!(lost_to(&copy, &other), is_lost, "field {field} at {millis}");
            }
        }
    }
}
