//! The tags agreed for a project. The scheme is data: people add, rename, recolour, reorder, merge and delete.

use std::sync::Arc;

use super::annotation::join_extra;
use super::{AttributeDefinition, Color, Extra, Seen, SmallMap, Stamp, Stamped, TagId, small_map};

/// One of the fields of a tag that are stamped and joined by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TagField {
    Label,
    Color,
    Guideline,
    Key,
    Attributes,
    Rank,
}

impl TagField {
    pub const ALL: [Self; 6] =
        [Self::Label, Self::Color, Self::Guideline, Self::Key, Self::Attributes, Self::Rank];
}

/// What a tag says, before it is stamped.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TagDraft {
    /// Any Unicode name; the id where it is empty.
    pub label: Arc<str>,
    pub color: Color,
    /// The written rule for using it.
    pub guideline: Arc<str>,
    /// The key that tags, as a `KeyboardEvent.code` (UI Events `KeyboardEvent` code Values); empty for none.
    pub key: Arc<str>,
    pub attributes: Vec<AttributeDefinition>,
    /// Its place among the tags, ascending.
    pub rank: i64,
}

/// A tag as a record that can be joined with any other copy of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    pub id: TagId,
    pub label: Stamped<Arc<str>>,
    pub color: Stamped<Color>,
    pub guideline: Stamped<Arc<str>>,
    pub key: Stamped<Arc<str>>,
    pub attributes: Stamped<Vec<AttributeDefinition>>,
    pub rank: Stamped<i64>,
    pub seen: Seen<TagField>,
    pub extra: Extra,
}

impl Tag {
    pub fn new(id: TagId, draft: TagDraft, stamp: Stamp) -> Self {
        Self {
            id,
            label: Stamped::new(draft.label, stamp),
            color: Stamped::new(draft.color, stamp),
            guideline: Stamped::new(draft.guideline, stamp),
            key: Stamped::new(draft.key, stamp),
            attributes: Stamped::new(draft.attributes, stamp),
            rank: Stamped::new(draft.rank, stamp),
            seen: Seen::nothing(),
            extra: Extra::new(),
        }
    }

    /// When a field was written.
    pub fn stamp_of(&self, field: TagField) -> Stamp {
        match field {
            TagField::Label => self.label.stamp,
            TagField::Color => self.color.stamp,
            TagField::Guideline => self.guideline.stamp,
            TagField::Key => self.key.stamp,
            TagField::Attributes => self.attributes.stamp,
            TagField::Rank => self.rank.stamp,
        }
    }

    /// Both have the same value in a field.
    pub fn agrees_on(&self, field: TagField, other: &Self) -> bool {
        match field {
            TagField::Label => self.label.value == other.label.value,
            TagField::Color => self.color.value == other.color.value,
            TagField::Guideline => self.guideline.value == other.guideline.value,
            TagField::Key => self.key.value == other.key.value,
            TagField::Attributes => self.attributes.value == other.attributes.value,
            TagField::Rank => self.rank.value == other.rank.value,
        }
    }

    /// When it was last written.
    pub fn modified(&self) -> Stamp {
        TagField::ALL.into_iter().map(|field| self.stamp_of(field)).max().unwrap_or_default()
    }

    /// It was not deleted, or was edited by somebody whose edit the deletion had not seen.
    pub fn is_alive(&self) -> bool {
        self.seen.is_empty()
            || TagField::ALL.into_iter().any(|field| !self.seen.covers(&field, self.stamp_of(field)))
    }

    /// Deletes what is written in it now.
    pub fn delete(&mut self) {
        for field in TagField::ALL {
            self.seen.see(field, self.stamp_of(field));
        }
    }

    /// Writes every field again as it is, so that no earlier deletion covers any.
    pub fn revive(&mut self, stamp: Stamp) {
        self.label.stamp = stamp;
        self.color.stamp = stamp;
        self.guideline.stamp = stamp;
        self.key.stamp = stamp;
        self.attributes.stamp = stamp;
        self.rank.stamp = stamp;
    }

    /// What two copies of the same tag make together: each field's later value.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        Self {
            id: self.id.clone(),
            label: self.label.join(&other.label),
            color: self.color.join(&other.color),
            guideline: self.guideline.join(&other.guideline),
            key: self.key.join(&other.key),
            attributes: self.attributes.join(&other.attributes),
            rank: self.rank.join(&other.rank),
            seen: self.seen.join(&other.seen),
            extra: join_extra(&self.extra, &other.extra),
        }
    }
}

/// The tags of a project, deleted ones too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagScheme {
    tags: SmallMap<TagId, Arc<Tag>>,
}

impl TagScheme {
    /// The tags in the person's order.
    pub fn tags(&self) -> Vec<&Arc<Tag>> {
        self.tags_with(&|_| false)
    }

    /// The tags and these of the deleted ones, in the person's order.
    pub fn tags_with(&self, also: &dyn Fn(&Tag) -> bool) -> Vec<&Arc<Tag>> {
        let wanted = self.tags.values().filter(|tag| tag.is_alive() || also(tag));
        let ordered = small_map(wanted.map(|tag| ((tag.rank.value, &tag.id), tag)));
        ordered.into_iter().map(|(_, tag)| tag).collect()
    }

    /// The tag, unless it was deleted or never was.
    pub fn get(&self, id: &TagId) -> Option<&Arc<Tag>> {
        self.record(id).filter(|tag| tag.is_alive())
    }

    /// The tag's record, also where it was deleted.
    pub fn record(&self, id: &TagId) -> Option<&Arc<Tag>> {
        self.tags.get(id)
    }

    /// Every record, deleted ones too.
    pub fn records(&self) -> impl Iterator<Item = &Arc<Tag>> {
        self.tags.values()
    }

    /// Puts a record in the place of the one with its id.
    pub fn put(&mut self, tag: Tag) {
        self.tags.insert(tag.id.clone(), Arc::new(tag));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ReplicaId;
    use proptest::prelude::*;

    /// Few stamps and few values, so that ties and equal values are common.
    fn stamp() -> impl Strategy<Value = Stamp> {
        (0u64..4, 0u32..3).prop_map(|(millis, replica)| Stamp {
            millis,
            counter: 0,
            replica: ReplicaId(replica),
        })
    }

    fn stamped<T: Clone + std::fmt::Debug>(values: [T; 2]) -> impl Strategy<Value = Stamped<T>> {
        (any::<bool>(), stamp()).prop_map(move |(second, stamp)| {
            let [one, other] = values.clone();
            Stamped::new(if second { other } else { one }, stamp)
        })
    }

    fn copy() -> impl Strategy<Value = Tag> {
        let color = |hex: &str| Color::parse(hex).unwrap();
        let fields = (
            stamped(["".into(), "人名".into()]),
            stamped([color("#000000"), color("#ffffff")]),
            stamped(["".into(), "规则".into()]),
            stamped(["".into(), "KeyA".into()]),
            stamped([0, -1]),
        );
        let deletions = prop::collection::vec((prop::sample::select(TagField::ALL.to_vec()), stamp()), 0..7);
        (fields, deletions, any::<bool>()).prop_map(
            |((label, color, guideline, key, rank), deletions, extra)| {
                let attributes = Stamped::new(Vec::new(), rank.stamp);
                let id = TagId::new("person").unwrap();
                let (mut seen, mut more) = (Seen::nothing(), Extra::new());
                for (field, stamp) in deletions {
                    seen.see(field, stamp);
                }
                if extra {
                    more.insert("x".into(), label.stamp.to_string().into());
                }
                Tag { id, label, color, guideline, key, attributes, rank, seen, extra: more }
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

    proptest! {
        #[test]
        fn a_deletion_covers_what_it_had_seen_and_no_later_edit(tag in copy(), which in 0..TagField::ALL.len()) {
            let mut deleted = tag.clone();
            deleted.delete();
            prop_assert!(!deleted.is_alive());
            prop_assert!(!deleted.join(&tag).is_alive(), "an old copy does not bring it back");
            let mut edited = tag.clone();
            let later = Stamp { millis: 9, counter: 0, replica: ReplicaId(1) };
            match TagField::ALL[which] {
                TagField::Label => edited.label.stamp = later,
                TagField::Color => edited.color.stamp = later,
                TagField::Guideline => edited.guideline.stamp = later,
                TagField::Key => edited.key.stamp = later,
                TagField::Attributes => edited.attributes.stamp = later,
                TagField::Rank => edited.rank.stamp = later,
            }
            prop_assert_eq!(edited.modified(), later);
            prop_assert!(deleted.join(&edited).is_alive(), "it had not seen this edit");
        }
    }
}
