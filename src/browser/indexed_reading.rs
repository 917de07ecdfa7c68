//! What is read from the mirror: all of a kind, or how much there is.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbKeyRange;

use super::indexed_db::{HISTORY, IndexedStore, RECORDS, blocked, settled};
use crate::storage::{Failure, Key, PREFIX, TEXTS};
use crate::text::DocumentId;

impl IndexedStore {
    /// How many records there are.
    #[expect(clippy::cast_sign_loss, reason = "a count is a whole number from 0")]
    pub async fn count(&self) -> Result<usize, Failure> {
        let transaction = self.transaction(&[RECORDS], "readonly", "relaxed")?;
        let store = transaction.object_store(RECORDS).map_err(blocked)?;
        let count = settled(&store.count().map_err(blocked)?).await?;
        Ok(count.as_f64().unwrap_or_default() as usize)
    }

    /// The keys of all texts.
    pub async fn texts(&self) -> Result<Vec<String>, Failure> {
        let transaction = self.transaction(&[RECORDS], "readonly", "relaxed")?;
        let store = transaction.object_store(RECORDS).map_err(blocked)?;
        let range = beginning_with(TEXTS)?;
        let keys = settled(&store.get_all_keys_with_key(&range).map_err(blocked)?).await?;
        Ok(texts(keys))
    }

    /// Every record.
    pub async fn records(&self) -> Result<Vec<(String, String)>, Failure> {
        self.entries(RECORDS, PREFIX).await
    }

    /// The moments of a document's history.
    pub async fn history(&self, document: DocumentId) -> Result<Vec<(String, String)>, Failure> {
        self.entries(HISTORY, &Key::moments(document)).await
    }

    /// All whose keys begin so.
    async fn entries(&self, store: &str, prefix: &str) -> Result<Vec<(String, String)>, Failure> {
        let transaction = self.transaction(&[store], "readonly", "relaxed")?;
        let store = transaction.object_store(store).map_err(blocked)?;
        let range = beginning_with(prefix)?;
        let keys = store.get_all_keys_with_key(&range).map_err(blocked)?;
        let values = store.get_all_with_key(&range).map_err(blocked)?;
        let (keys, values) = (settled(&keys).await?, settled(&values).await?);
        Ok(texts(keys).into_iter().zip(texts(values)).collect())
    }
}

/// All keys that begin so.
fn beginning_with(prefix: &str) -> Result<IdbKeyRange, Failure> {
    let end = [prefix, "\u{ffff}"].concat();
    IdbKeyRange::bound(&prefix.into(), &end.into()).map_err(blocked)
}

fn texts(list: JsValue) -> Vec<String> {
    let list: Array = list.unchecked_into();
    list.iter().map(|text| text.as_string().unwrap_or_default()).collect()
}
