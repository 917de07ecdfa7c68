//! Chunks of annotations in the mirror, beside the records.

use std::sync::Arc;

use wasm_bindgen::JsValue;
use web_sys::IdbKeyRange;

use super::indexed_db::{IndexedStore, blocked, commit, finished, settled};
use super::indexed_reading::{entries, texts};
use super::indexed_schema::{CHUNKS, RECORDS};
use crate::model::Stamp;
use crate::storage::{Failure, Key, chunk};
use crate::text::{Document, DocumentId, Span};

impl IndexedStore {
    /// Puts these and waits until they survive a crash.
    pub async fn keep_chunks(&self, chunks: &[(String, String)]) -> Result<(), Failure> {
        let transaction = self.transaction(&[CHUNKS], "readwrite", "relaxed")?;
        let store = transaction.object_store(CHUNKS).map_err(blocked)?;
        for (name, chunk) in chunks {
            store.put_with_key(&JsValue::from_str(chunk), &JsValue::from_str(name)).map_err(blocked)?;
        }
        commit(&transaction);
        finished(&transaction).await
    }

    /// The records in chunks whose annotations start in a span; there may be others among them.
    pub async fn near(&self, document: DocumentId, span: Span) -> Result<Vec<(String, String)>, Failure> {
        let transaction = self.transaction(&[CHUNKS], "readonly", "relaxed")?;
        let store = transaction.object_store(CHUNKS).map_err(blocked)?;
        let all = range(&chunk::names_of(document))?;
        let names = store.get_all_keys_with_key(&all).map_err(blocked)?;
        let names = texts(settled(&names).await?);
        let mut records = Vec::new();
        for name in chunk::near(&names, document, span) {
            let chunk = settled(&store.get(&JsValue::from_str(name)).map_err(blocked)?).await?;
            records.extend(chunk::records(name, &chunk.as_string().unwrap_or_default()));
        }
        Ok(records)
    }

    /// How many annotations of a text stand under their own keys.
    pub async fn count_alone(&self, document: DocumentId) -> Result<usize, Failure> {
        let [prefix, _] = Key::annotations(document);
        self.count(RECORDS, &prefix).await
    }

    /// How many chunks a text has.
    pub async fn count_chunks(&self, document: DocumentId) -> Result<usize, Failure> {
        let [prefix, _] = chunk::names_of(document);
        self.count(CHUNKS, &prefix).await
    }

    /// Puts all annotations of a text into chunks in the order of the text. Reading is in the same transaction, so no
    /// other tab comes between.
    pub async fn tidy(&self, document: &Arc<Document>, stamp: Stamp) -> Result<(), Failure> {
        let transaction = self.transaction(&[RECORDS, CHUNKS], "readwrite", "relaxed")?;
        let (chunks, records) =
            (range(&chunk::names_of(document.id()))?, range(&Key::annotations(document.id()))?);
        let mut all = Vec::new();
        for (name, value) in entries(&transaction, CHUNKS, &chunks).await? {
            all.extend(chunk::records(&name, &value));
        }
        all.extend(entries(&transaction, RECORDS, &records).await?);
        let tidied = chunk::tidied(document, all, stamp);
        for (name, range, values) in [(CHUNKS, chunks, tidied.chunks), (RECORDS, records, tidied.apart)] {
            let store = transaction.object_store(name).map_err(blocked)?;
            store.delete(&range).map_err(blocked)?;
            for (key, value) in values {
                store.put_with_key(&JsValue::from_str(&value), &JsValue::from_str(&key)).map_err(blocked)?;
            }
        }
        commit(&transaction);
        finished(&transaction).await
    }
}

fn range([first, last]: &[String; 2]) -> Result<IdbKeyRange, Failure> {
    IdbKeyRange::bound(&first.as_str().into(), &last.as_str().into()).map_err(blocked)
}
