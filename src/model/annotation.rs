//! One statement about a stretch of text: target, tag, note and attributes, each stamped, so that two copies can be
//! joined field by field.

use std::sync::Arc;

use super::{
    AnnotationId, AttributeId, AttributeValue, Seen, SmallMap, Stamp, Stamped, TagId, Target, small_map,
};

/// Who made an annotation, when, and with what. It never changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Birth {
    /// Milliseconds since 1970-01-01 UTC; 0 where a file did not say.
    pub created: u64,
    /// Empty where nobody gave a name.
    pub creator: Arc<str>,
    /// What made it if not a person's own marking; empty for a person.
    pub provenance: Arc<str>,
}

/// Fields of a newer version's file, by name, as raw JSON text.
pub type Extra = SmallMap<Arc<str>, Arc<str>>;

/// One of the fields that are stamped and joined by themselves.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Target,
    Tag,
    Note,
    Attribute(AttributeId),
}

/// What an annotation says, before it is stamped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub birth: Birth,
    pub target: Target,
    pub tag: TagId,
    pub note: Arc<str>,
    pub attributes: SmallMap<AttributeId, AttributeValue>,
    pub extra: Extra,
}

impl Draft {
    /// A bare mark without note or attributes.
    pub fn new(target: Target, tag: TagId, birth: Birth) -> Self {
        Self { birth, target, tag, note: Arc::default(), attributes: SmallMap::new(), extra: Extra::new() }
    }

    /// The annotation that it becomes, every field written at `stamp`.
    pub fn stamped(self, id: AnnotationId, stamp: Stamp) -> Annotation {
        let attributes = self.attributes.into_iter();
        Annotation {
            id,
            birth: Arc::new(self.birth),
            target: Stamped::new(self.target, stamp),
            tag: Stamped::new(self.tag, stamp),
            note: Stamped::new(self.note, stamp),
            attributes: small_map(attributes.map(|(name, value)| (name, Stamped::new(Some(value), stamp)))),
            seen: Seen::nothing(),
            extra: self.extra,
        }
    }
}

/// One annotation as a record that can be joined with any other copy of itself. A deleted one is the record itself
/// with what its deletion had [seen](Seen).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    pub id: AnnotationId,
    pub birth: Arc<Birth>,
    pub target: Stamped<Target>,
    pub tag: Stamped<TagId>,
    /// Empty for none.
    pub note: Stamped<Arc<str>>,
    /// `None` for one that was taken away.
    pub attributes: SmallMap<AttributeId, Stamped<Option<AttributeValue>>>,
    pub seen: Seen<Field>,
    pub extra: Extra,
}

impl Annotation {
    /// Every stamped field with when it was written.
    pub fn stamps(&self) -> impl Iterator<Item = (Field, Stamp)> {
        let attributes = self.attributes.iter();
        [(Field::Target, self.target.stamp), (Field::Tag, self.tag.stamp), (Field::Note, self.note.stamp)]
            .into_iter()
            .chain(attributes.map(|(name, value)| (Field::Attribute(name.clone()), value.stamp)))
    }

    /// When a field was written; `None` for an attribute it never had.
    pub fn stamp_of(&self, field: &Field) -> Option<Stamp> {
        match field {
            Field::Target => Some(self.target.stamp),
            Field::Tag => Some(self.tag.stamp),
            Field::Note => Some(self.note.stamp),
            Field::Attribute(name) => self.attributes.get(name).map(|value| value.stamp),
        }
    }

    /// When it was last written.
    pub fn modified(&self) -> Stamp {
        self.stamps().map(|(_, stamp)| stamp).max().unwrap_or_default()
    }

    /// It was not deleted, or was edited by somebody whose edit the deletion had not seen.
    pub fn is_alive(&self) -> bool {
        self.seen.is_empty() || self.stamps().any(|(field, stamp)| !self.seen.covers(&field, stamp))
    }

    /// It was deleted by one and edited by another meanwhile, which kept it.
    pub fn is_kept_by_edit(&self) -> bool {
        let covered = self.stamps().filter(|(field, stamp)| self.seen.covers(field, *stamp)).count();
        covered > 0 && covered < self.stamps().count()
    }

    /// Deletes what is written in it now.
    pub fn delete(&mut self) {
        let mut seen = std::mem::replace(&mut self.seen, Seen::nothing());
        for (field, stamp) in self.stamps() {
            seen.see(field, stamp);
        }
        self.seen = seen;
    }

    /// Writes every field again as it is, so that no earlier deletion covers any.
    pub fn revive(&mut self, stamp: Stamp) {
        self.target.stamp = stamp;
        self.tag.stamp = stamp;
        self.note.stamp = stamp;
        for (_, value) in &mut self.attributes {
            value.stamp = stamp;
        }
    }

    /// Both say the same, whenever it was written.
    pub fn says_as(&self, other: &Self) -> bool {
        let names = || self.attributes.keys().chain(other.attributes.keys());
        self.is_alive() == other.is_alive()
            && (&self.target.value, &self.tag.value, &self.note.value)
                == (&other.target.value, &other.tag.value, &other.note.value)
            && names().all(|name| self.attribute(name) == other.attribute(name))
    }

    /// The fields that either has, each once.
    pub fn fields_with(&self, other: &Self) -> Vec<Field> {
        let only_there = other.attributes.keys().filter(|name| !self.attributes.contains_key(*name));
        let attributes = self.attributes.keys().chain(only_there).cloned().map(Field::Attribute);
        [Field::Target, Field::Tag, Field::Note].into_iter().chain(attributes).collect()
    }

    /// Both have the same value in a field.
    pub fn agrees_on(&self, field: &Field, other: &Self) -> bool {
        match field {
            Field::Target => self.target.value == other.target.value,
            Field::Tag => self.tag.value == other.tag.value,
            Field::Note => self.note.value == other.note.value,
            Field::Attribute(name) => self.attribute(name) == other.attribute(name),
        }
    }

    /// Writes the value that another has in a field, at `stamp`.
    pub fn write_as(&mut self, field: &Field, other: &Self, stamp: Stamp) {
        match field {
            Field::Target => self.target = Stamped::new(other.target.value.clone(), stamp),
            Field::Tag => self.tag = Stamped::new(other.tag.value.clone(), stamp),
            Field::Note => self.note = Stamped::new(other.note.value.clone(), stamp),
            Field::Attribute(name) => {
                let value = Stamped::new(other.attribute(name).cloned(), stamp);
                self.attributes.insert(name.clone(), value);
            }
        }
    }

    /// The value of an attribute, if it has one.
    pub fn attribute(&self, name: &AttributeId) -> Option<&AttributeValue> {
        self.attributes.get(name)?.value.as_ref()
    }

    /// What two copies of the same annotation make together: each field's later value. Commutative, associative and
    /// idempotent.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        let mut attributes = self.attributes.clone();
        for (name, theirs) in other.attributes.iter() {
            let mine = attributes.entry(name.clone());
            mine.and_modify(|mine| *mine = mine.join(theirs)).or_insert_with(|| theirs.clone());
        }
        Self {
            id: self.id,
            birth: self.birth.clone().min(other.birth.clone()),
            target: self.target.join(&other.target),
            tag: self.tag.join(&other.tag),
            note: self.note.join(&other.note),
            attributes,
            seen: self.seen.join(&other.seen),
            extra: join_extra(&self.extra, &other.extra),
        }
    }
}

/// The fields of both; of one that they have differently the greater, as good as any rule on which all agree.
pub fn join_extra(mine: &Extra, theirs: &Extra) -> Extra {
    let mut joined = mine.clone();
    for (name, theirs) in theirs.iter() {
        let mine = joined.entry(name.clone());
        mine.and_modify(|mine| *mine = theirs.max(mine).clone()).or_insert_with(|| theirs.clone());
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ReplicaId, Slug};
    use crate::text::{CharOffset, Span};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn target(start: u32) -> Target {
        Span::new(CharOffset::new(start), CharOffset::new(start + 3)).unwrap().into()
    }

    /// Few stamps and few values, so that ties and equal values are common.
    fn stamp() -> impl Strategy<Value = Stamp> {
        (0u64..4, 0u32..3).prop_map(|(millis, replica)| Stamp {
            millis,
            counter: 0,
            replica: ReplicaId(replica),
        })
    }

    fn copy() -> impl Strategy<Value = Annotation> {
        let fields = (stamp(), 0u32..3, stamp(), 0usize..2, stamp(), 0usize..2);
        let attribute = prop::option::of((stamp(), prop::option::of(any::<bool>())));
        (fields, attribute, prop::collection::vec(stamp(), 0..3), any::<bool>()).prop_map(
            |((at, start, tagged, tag, noted, note), attribute, deletions, extra)| {
                let names = ["quote", "figure"];
                let draft = Draft::new(target(start), Slug::new(names[tag]).unwrap(), Birth::default());
                let mut copy = draft.stamped(AnnotationId::new(Uuid::nil()), at);
                copy.tag.stamp = tagged;
                copy.note = Stamped::new(["", "注"][note].into(), noted);
                if let Some((stamp, value)) = attribute {
                    let value = Stamped::new(value.map(AttributeValue::Flag), stamp);
                    copy.attributes.insert(Slug::new("direct").unwrap(), value);
                }
                for (field, seen) in [Field::Target, Field::Tag, Field::Note].into_iter().zip(deletions) {
                    copy.seen.see(field, seen);
                }
                if extra {
                    copy.extra.insert("x".into(), at.to_string().into());
                }
                copy
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(crate::chance::cases(20_000)))]
        #[test]
        fn join_is_commutative_associative_and_idempotent(a in copy(), b in copy(), c in copy()) {
            prop_assert_eq!(a.join(&a), a.clone());
            prop_assert_eq!(a.join(&b), b.join(&a));
            prop_assert_eq!(a.join(&b).join(&c), a.join(&b.join(&c)));
        }
    }

    #[test]
    fn an_edit_that_the_deletion_had_not_seen_keeps_the_annotation() {
        let at = |millis| Stamp { millis, counter: 0, replica: ReplicaId(1) };
        let draft = Draft::new(target(0), Slug::new("quote").unwrap(), Birth::default());
        let first = draft.stamped(AnnotationId::new(Uuid::nil()), at(1));
        let mut deleted = first.clone();
        deleted.delete();
        let mut edited = first.clone();
        edited.note = Stamped::new("注".into(), at(2));

        assert!(!first.join(&deleted).is_alive(), "an old copy does not bring it back");
        let both = deleted.join(&edited);
        assert!(both.is_alive() && both.is_kept_by_edit());
        let mut again = both.clone();
        again.delete();
        assert!(!again.join(&edited).is_alive(), "deleted by somebody who had seen the edit");
        again.revive(at(3));
        assert!(again.is_alive() && !again.is_kept_by_edit());
    }

    #[test]
    fn two_say_the_same_whenever_it_was_written() {
        let draft = Draft::new(target(0), Slug::new("quote").unwrap(), Birth::default());
        let one = draft.stamped(AnnotationId::new(Uuid::nil()), Stamp::of_file(5));
        let changed = |change: &dyn Fn(&mut Annotation)| {
            let mut other = one.clone();
            change(&mut other);
            other
        };
        let attribute = |value: Option<bool>| {
            let value = Stamped::new(value.map(AttributeValue::Flag), Stamp::of_file(5));
            changed(&|other: &mut Annotation| {
                other.attributes.insert(Slug::new("sure").unwrap(), value.clone());
            })
        };
        let table = [
            (one.clone(), true),
            (changed(&|other| other.note.stamp = Stamp::of_file(9)), true),
            (attribute(None), true),
            (attribute(Some(true)), false),
            (changed(&|other| other.note.value = "注".into()), false),
            (changed(&|other| other.tag.value = Slug::new("term").unwrap()), false),
            (changed(&|other| other.target.value = target(1)), false),
            (changed(&Annotation::delete), false),
        ];
        for (other, expected) in table {
            assert_eq!(one.says_as(&other), expected, "{other:?}");
            assert_eq!(other.says_as(&one), expected, "{other:?}");
        }
        assert!(attribute(Some(true)).says_as(&attribute(Some(true))));
        assert!(!attribute(Some(true)).says_as(&attribute(Some(false))));
    }
}
