//! What is read from the mirror piece by piece: somebody waits for it, and sees how far it is.

use wasm_bindgen::JsValue;
use web_sys::{IdbKeyRange, IdbTransaction};

use super::indexed_db::{IndexedStore, blocked, settled};
use super::indexed_reading::texts;
use super::indexed_schema::{CHUNKS, RECORDS};
use crate::storage::{Failure, Key, PREFIX, chunk};

/// So many records are asked for at once. More would be no faster.
const PORTION: u32 = 5_000;

/// And so many chunks.
const FEW: u32 = 16;

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

    /// Every record, those in chunks first. They are of one moment, since nobody writes meanwhile.
    pub async fn each_record(&self, mut take: impl FnMut(String, String)) -> Result<(), Failure> {
        let transaction = self.transaction(&[RECORDS, CHUNKS], "readonly", "relaxed")?;
        portions(&transaction, (CHUNKS, chunk::CHUNKS, FEW), |(name, chunk)| {
            for (name, raw) in chunk::records(&name, &chunk) {
                take(name, raw);
            }
        })
        .await?;
        portions(&transaction, (RECORDS, PREFIX, PORTION), |(name, raw)| take(name, raw)).await
    }
}

/// All whose keys begin so, so many at once.
async fn portions(
    transaction: &IdbTransaction,
    (store, prefix, count): (&str, &str, u32),
    mut take: impl FnMut((String, String)),
) -> Result<(), Failure> {
    let store = transaction.object_store(store).map_err(blocked)?;
    let end = JsValue::from_str(&[prefix, "\u{ffff}"].concat());
    let mut next = prefix.to_owned();
    loop {
        let range = IdbKeyRange::bound(&JsValue::from_str(&next), &end).map_err(blocked)?;
        let keys = store.get_all_keys_with_key_and_limit(&range, count).map_err(blocked)?;
        let values = store.get_all_with_key_and_limit(&range, count).map_err(blocked)?;
        let (keys, values) = (texts(settled(&keys).await?), texts(settled(&values).await?));
        let is_last = keys.len() < count as usize;
        if let Some(last) = keys.last() {
            // Nothing comes between a key and the same with the least of all signs behind it.
            next = [last, "\0"].concat();
        }
        keys.into_iter().zip(values).for_each(&mut take);
        if is_last {
            return Ok(());
        }
    }
}
