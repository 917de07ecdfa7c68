//! What is read from the mirror: all of a kind, or how much there is.

use js_sys::{Array, JsString};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbKeyRange, IdbTransaction};

use super::indexed_db::{IndexedStore, blocked, settled};
use super::indexed_schema::{CHUNKS, HISTORY, RECORDS};
use crate::storage::{Failure, Key, PREFIX, TEXTS, chunk, quota};
use crate::text::DocumentId;

impl IndexedStore {
    /// How many values are stored so, records or chunks, under keys that begin so.
    #[expect(clippy::cast_sign_loss, reason = "a count is a whole number from 0")]
    pub(super) async fn count(&self, store: &str, prefix: &str) -> Result<usize, Failure> {
        let transaction = self.transaction(&[store], "readonly", "relaxed")?;
        let store = transaction.object_store(store).map_err(blocked)?;
        let range = beginning_with(prefix)?;
        let count = settled(&store.count_with_key(&range).map_err(blocked)?).await?;
        Ok(count.as_f64().unwrap_or_default() as usize)
    }

    /// Some more than there are records in all, since the last chunk of a text is rarely full.
    pub async fn about_how_many(&self) -> Result<usize, Failure> {
        Ok(self.count(RECORDS, PREFIX).await? + chunk::RECORDS * self.count(CHUNKS, chunk::CHUNKS).await?)
    }

    /// Nothing is in it any more, or it cannot be asked: then it is let go of. Whoever has kept something in it asks.
    pub async fn was_emptied(&self) -> bool {
        let counts = (self.count(RECORDS, PREFIX).await, self.count(CHUNKS, chunk::CHUNKS).await);
        let was_emptied = !matches!(counts, (Ok(1..), _) | (_, Ok(1..)));
        if was_emptied {
            self.let_go();
        }
        was_emptied
    }

    /// There are many annotations, under their own keys or in chunks.
    pub async fn has_many(&self) -> bool {
        let alone = self.count(RECORDS, PREFIX).await.unwrap_or_default();
        alone > quota::MANY || self.count(CHUNKS, chunk::CHUNKS).await.is_ok_and(|count| count > 0)
    }

    /// The keys of all texts.
    pub async fn texts(&self) -> Result<Vec<String>, Failure> {
        let transaction = self.transaction(&[RECORDS], "readonly", "relaxed")?;
        let store = transaction.object_store(RECORDS).map_err(blocked)?;
        let range = beginning_with(TEXTS)?;
        let keys = settled(&store.get_all_keys_with_key(&range).map_err(blocked)?).await?;
        Ok(texts(keys))
    }

    /// Every record: those in chunks, and behind them those under their own keys, which may be later.
    pub async fn records(&self) -> Result<Vec<(String, String)>, Failure> {
        let transaction = self.transaction(&[RECORDS, CHUNKS], "readonly", "relaxed")?;
        let mut records = Vec::new();
        for (name, chunk) in entries(&transaction, CHUNKS, &beginning_with(chunk::CHUNKS)?).await? {
            records.extend(chunk::records(&name, &chunk));
        }
        records.extend(entries(&transaction, RECORDS, &beginning_with(PREFIX)?).await?);
        Ok(records)
    }

    /// The history of a document is so long that reading it takes long.
    pub async fn has_long_history(&self, document: DocumentId) -> Result<bool, Failure> {
        let transaction = self.transaction(&[HISTORY], "readonly", "relaxed")?;
        let store = transaction.object_store(HISTORY).map_err(blocked)?;
        let range = beginning_with(&Key::moments(document))?;
        let values: Array =
            settled(&store.get_all_with_key(&range).map_err(blocked)?).await?.unchecked_into();
        let units = values.iter().map(|value| value.unchecked_ref::<JsString>().length() as usize);
        Ok(units.sum::<usize>() > quota::HEAVY)
    }

    /// The moments of a document's history.
    pub async fn history(&self, document: DocumentId) -> Result<Vec<(String, String)>, Failure> {
        let transaction = self.transaction(&[HISTORY], "readonly", "relaxed")?;
        entries(&transaction, HISTORY, &beginning_with(&Key::moments(document))?).await
    }
}

/// All whose keys are in a range.
pub(super) async fn entries(
    transaction: &IdbTransaction,
    store: &str,
    range: &IdbKeyRange,
) -> Result<Vec<(String, String)>, Failure> {
    let store = transaction.object_store(store).map_err(blocked)?;
    let keys = store.get_all_keys_with_key(range).map_err(blocked)?;
    let values = store.get_all_with_key(range).map_err(blocked)?;
    let (keys, values) = (settled(&keys).await?, settled(&values).await?);
    Ok(texts(keys).into_iter().zip(texts(values)).collect())
}

/// All keys that begin so.
pub(super) fn beginning_with(prefix: &str) -> Result<IdbKeyRange, Failure> {
    let end = [prefix, "\u{ffff}"].concat();
    IdbKeyRange::bound(&prefix.into(), &end.into()).map_err(blocked)
}

pub(super) fn texts(list: JsValue) -> Vec<String> {
    let list: Array = list.unchecked_into();
    list.iter().map(|text| text.as_string().unwrap_or_default()).collect()
}
