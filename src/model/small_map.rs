//! A map for a handful of entries: the fields of a record, the tags of a scheme, the documents of a project.
//!
//! For each pair of types it costs half a kilobyte of the program, where a `BTreeMap` costs seven and its `collect` a
//! sort besides, and a first visit waits for every one. An insertion moves what stands behind it, so what grows with
//! the annotations is no such map.

use std::borrow::Borrow;

/// A list of entries in the order of their keys, each key once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmallMap<K, V>(Vec<(K, V)>);

impl<K, V> SmallMap<K, V> {
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    pub const fn len(&self) -> usize {
        self.0.len()
    }

    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.0.iter().map(|(key, _)| key)
    }

    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }

    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    pub fn retain(&mut self, keep: impl Fn(&K, &V) -> bool) {
        self.0.retain(|(key, value)| keep(key, value));
    }
}

impl<K: Ord, V> SmallMap<K, V> {
    /// Where a key is, or else where it belongs.
    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.0.binary_search_by(|(other, _)| other.borrow().cmp(key))
    }

    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.0.get(self.find(key).ok()?).map(|(_, value)| value)
    }

    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).is_ok()
    }

    /// Puts a value in the place of the one that the key has.
    pub fn insert(&mut self, key: K, value: V) {
        self.insert_with(key, value, |_, value| value);
    }

    /// Puts in what the value that the key has and this one make together.
    pub fn insert_with(&mut self, key: K, value: V, together: impl FnOnce(&V, V) -> V) {
        match self.find(&key) {
            Ok(at) => {
                if let Some((_, known)) = self.0.get_mut(at) {
                    *known = together(known, value);
                }
            }
            Err(at) => self.0.insert(at, (key, value)),
        }
    }

    /// The value that the key has; where it has none, a default one that is put in.
    #[expect(clippy::indexing_slicing, reason = "an entry stands there: found, or just put in")]
    pub fn get_or_default(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        let at = self.find(&key).unwrap_or_else(|at| {
            self.0.insert(at, (key, V::default()));
            at
        });
        &mut self.0[at].1
    }

    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let at = self.find(key).ok()?;
        Some(self.0.remove(at).1)
    }
}

impl<K, V> Default for SmallMap<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for SmallMap<K, V> {
    /// The last of several values of one key stands.
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::new();
        for (key, value) in entries {
            map.insert(key, value);
        }
        map
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for SmallMap<K, V> {
    fn from(entries: [(K, V); N]) -> Self {
        entries.into_iter().collect()
    }
}

impl<K, V> IntoIterator for SmallMap<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
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
            let mut map: SmallMap<u8, u8> = put.iter().copied().collect();
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
            map.values_mut().for_each(|value| *value /= 2);
            for value in model.values_mut() {
                *value /= 2;
            }
            prop_assert!(map.into_iter().eq(model));
        }
    }

    #[test]
    fn values_of_one_key_are_put_together() {
        let mut map = SmallMap::from([("a", 3)]);
        map.insert_with("a", 5, |known, value| known - value);
        map.insert_with("b", 5, |known, value| known - value);
        assert_eq!(map, SmallMap::from([("b", 5), ("a", -2)]));
    }
}
