//! What is read from the mirror piece by piece: somebody waits for it, and sees how far it is.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbKeyRange;

use super::indexed_db::{IndexedStore, RECORDS, blocked, settled};
use crate::storage::{Failure, Key, PREFIX};

/// So many records are asked for at once. More would be no faster.
const PORTION: u32 = 5_000;

impl IndexedStore {
    /// Of these records those that are there.
    pub async fn records_of(&self, keys: &[Key]) -> Result<Vec<(String, String)>, Failure> {
        let transaction = self.transaction(&[RECORDS], "readonly", "relaxed")?;
        let store = transaction.object_store(RECORDS).map_err(blocked)?;
        let mut records = Vec::new();
        for key in keys {
            let name = key.to_string();
            let found = settled(&store.get(&JsValue::from_str(&name)).map_err(blocked)?).await?;
            records.extend(found.as_string().map(|value| (name, value)));
        }
        Ok(records)
    }

    /// Every record; `tell` hears how many there are so far. They are of one moment, since nobody writes meanwhile.
    pub async fn records_in_portions(&self, tell: impl Fn(usize)) -> Result<Vec<(String, String)>, Failure> {
        let transaction = self.transaction(&[RECORDS], "readonly", "relaxed")?;
        let store = transaction.object_store(RECORDS).map_err(blocked)?;
        let end = JsValue::from_str(&[PREFIX, "\u{ffff}"].concat());
        let mut records: Vec<(String, String)> = Vec::new();
        loop {
            // Nothing comes between a key and the same with the least of all signs behind it.
            let next = records.last().map_or_else(|| PREFIX.to_owned(), |(name, _)| [name, "\0"].concat());
            let range = IdbKeyRange::bound(&JsValue::from_str(&next), &end).map_err(blocked)?;
            let keys = store.get_all_keys_with_key_and_limit(&range, PORTION).map_err(blocked)?;
            let values = store.get_all_with_key_and_limit(&range, PORTION).map_err(blocked)?;
            let (keys, values): (Array, Array) =
                (settled(&keys).await?.unchecked_into(), settled(&values).await?.unchecked_into());
            let text = |value: JsValue| value.as_string().unwrap_or_default();
            records.extend(keys.iter().map(text).zip(values.iter().map(text)));
            tell(records.len());
            if keys.length() < PORTION {
                return Ok(records);
            }
        }
    }
}
