//! A map for a handful of entries: the fields of a record, the tags of a scheme, the documents of a project.
//!
//! For each pair of types it costs half a kilobyte of the program, where a `BTreeMap` costs seven and its `collect` a
//! sort besides, and a first visit waits for every one. An insertion moves what stands behind it, so what grows with
//! the annotations is no such map.

/// A list of entries in the order of their keys, each key once. Of several values of one key the last stands.
pub type SmallMap<K, V> = litemap::LiteMap<K, V>;

/// The map of these few entries, put in one by one: `collect` brings along a sort for each pair of types, four kilobytes
/// of the program.
pub fn small_map<K: Ord, V>(entries: impl IntoIterator<Item = (K, V)>) -> SmallMap<K, V> {
    let mut map = SmallMap::new();
    for (key, value) in entries {
        map.insert(key, value);
    }
    map
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_holds_what_a_map_of_the_standard_library_holds(
            put in prop::collection::vec((0u8..8, any::<u8>()), 0..16),
            taken in prop::collection::vec(0u8..8, 0..4),
            limit in any::<u8>(),
        ) {
            let mut map = small_map(put.iter().copied());
            prop_assert_eq!(&map, &put.iter().copied().collect());
            let mut model: BTreeMap<u8, u8> = put.into_iter().collect();
            for key in taken {
                prop_assert_eq!(map.remove(&key), model.remove(&key));
            }
            for key in 0..8 {
                prop_assert_eq!(map.get(&key), model.get(&key));
                prop_assert_eq!(map.contains_key(&key), model.contains_key(&key));
            }
            prop_assert_eq!(map.len(), model.len());
            prop_assert!(map.iter().eq(&model));
            prop_assert!(map.keys().eq(model.keys()));
            prop_assert!(map.values().eq(model.values()));
            map.retain(|_, value| *value < limit);
            model.retain(|_, value| *value < limit);
            map.iter_mut().for_each(|(_, value)| *value /= 2);
            for value in model.values_mut() {
                *value /= 2;
            }
            prop_assert!(map.into_iter().eq(model));
        }
    }
}
