//! The history of undo among what is stored. It is kept by the mirror alone, where it takes no room from a record, and
//! nothing is said about how well: what cannot be kept of it is lost with the tab, as it would be without.

use super::{Key, Record, decode};
use crate::model::{UndoEntry, small_map};
use crate::wire::{Reader, Wire, Writer};

/// What can be undone, and what can be done again, each in the order of its stamps.
#[derive(Debug, Default, PartialEq)]
pub struct UndoLog {
    pub done: Vec<UndoEntry>,
    pub undone: Vec<UndoEntry>,
}

impl Wire for UndoLog {
    fn write(&self, writer: &mut Writer) {
        writer.list(&self.done, |writer, moment| moment.write(writer));
        writer.list(&self.undone, |writer, moment| moment.write(writer));
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self { done: reader.list(UndoEntry::read)?, undone: reader.list(UndoEntry::read)? })
    }
}

/// The moments among what was stored. What cannot be read is left out.
pub fn moments(entries: &[(String, String)]) -> UndoLog {
    let read = |(key, raw): &(String, String)| match decode(&Key::parse(key)?, raw).ok()? {
        Record::UndoEntry(_, moment, is_undone) => Some((*moment, is_undone)),
        Record::Header(..)
        | Record::Text(..)
        | Record::Annotation(..)
        | Record::Tag(_)
        | Record::Setting(..)
        | Record::Conflict(..) => None,
    };
    let read = entries.iter().filter_map(read).map(|(moment, is_undone)| (moment.stamp, (moment, is_undone)));
    let mut past = UndoLog::default();
    for (_, (moment, is_undone)) in small_map(read) {
        let list = if is_undone { &mut past.undone } else { &mut past.done };
        list.push(moment);
    }
    past
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{BulkWrite, Written, arbitrary, encode};
    use super::*;
    use crate::model::{Intention, Step, TagId};
    use crate::text::DocumentId;
    use crate::wire::{from_bytes, to_bytes};
    use proptest::prelude::*;

    fn intention() -> impl Strategy<Value = Intention> {
        let tag = || TagId::new("person").unwrap();
        prop_oneof![
            any::<u32>().prop_map(move |count| Intention::Tag { tag: tag(), count }),
            any::<u32>().prop_map(move |count| Intention::Retag { tag: tag(), count }),
            any::<u32>().prop_map(|count| Intention::Delete { count }),
            any::<u32>().prop_map(|count| Intention::Import { count }),
            prop::sample::select(vec![
                Intention::Note,
                Intention::Edge,
                Intention::Attribute,
                Intention::Link,
                Intention::Scheme,
                Intention::Restore,
            ]),
        ]
    }

    fn step() -> impl Strategy<Value = Step> {
        let annotation =
            (arbitrary::annotation(9), prop::option::of(arbitrary::annotation(9)), any::<bool>());
        let annotation = annotation.prop_map(|(after, before, is_home)| {
            let before = before.map(|mut before| {
                before.id = after.id;
                Arc::new(before)
            });
            Step::Annotation { document: home(is_home), before, after: Arc::new(after) }
        });
        let tag = (arbitrary::tag(), prop::option::of(arbitrary::tag())).prop_map(|(after, before)| {
            let before = before.map(|mut before| {
                before.id = after.id.clone();
                Arc::new(before)
            });
            Step::Tag { before, after: Arc::new(after) }
        });
        prop_oneof![annotation, tag]
    }

    fn home(is_home: bool) -> DocumentId {
        DocumentId::of(if is_home { "here" } else { "there" })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]
        #[test]
        fn what_was_kept_of_a_history_is_read(
            stamps in prop::collection::btree_set(arbitrary::stamp(), 3),
            intentions in prop::collection::vec(intention(), 3),
            steps in prop::collection::vec(prop::collection::vec(step(), 0..3), 3),
            order in Just(vec![0, 1, 2]).prop_shuffle(),
        ) {
            let parts = stamps.into_iter().zip(intentions).zip(steps);
            let kept: Vec<UndoEntry> = parts
                .map(|((stamp, intention), steps)| UndoEntry { intention, steps, stamp })
                .collect();
            let entry = |at: &usize| {
                let record = Record::UndoEntry(home(true), Box::new(kept[*at].clone()), *at == 2);
                (record.key().to_string(), encode(&record))
            };
            let mut entries: Vec<_> = order.iter().map(entry).collect();
            entries.push(("an:g:quote".into(), "{".into()));
            let past = moments(&entries);
            prop_assert_eq!(&past.done[..], &kept[..2]);
            prop_assert_eq!(&past.undone[..], &kept[2..]);
            prop_assert_eq!(from_bytes(&to_bytes(&past)), Some(past), "and it goes over");
            let (key, raw) = &entries[0];
            let heavy = BulkWrite::UndoEntry(home(true), Box::new(kept[order[0]].clone()), order[0] == 2);
            let Written::Record(heavy_key, heavy_raw) = heavy.clone().write_out() else {
                panic!("a moment is a record")
            };
            prop_assert_eq!((&heavy_key.to_string(), &heavy_raw), (key, raw));
            prop_assert_eq!(from_bytes(&to_bytes(&heavy)), Some(heavy));
        }
    }
}
