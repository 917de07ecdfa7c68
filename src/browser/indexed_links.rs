//! Which files texts are tied to, in the mirror: a file's handle can be stored nowhere else.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::LinkedFileHandle;
use super::indexed_db::{IndexedStore, blocked, commit, settled};
use super::indexed_schema::TIES;
use crate::storage::Failure;
use crate::text::DocumentId;

/// Their fields: the text's hash, the file, and the hash of what it was last seen to hold.
const DOCUMENT: &str = "document";
const FILE: &str = "file";
const HELD: &str = "held";

/// A text, its file, and what that was last seen to hold, by its hash.
pub struct Tie {
    pub document: DocumentId,
    pub file: LinkedFileHandle,
    pub held: Option<DocumentId>,
}

impl IndexedStore {
    pub async fn ties(&self) -> Result<Vec<Tie>, Failure> {
        let transaction = self.transaction(&[TIES], "readonly", "relaxed")?;
        let all = transaction.object_store(TIES).and_then(|store| store.get_all()).map_err(blocked)?;
        let all: Array = settled(&all).await?.unchecked_into();
        let tie = |one: JsValue| {
            let field = |name: &str| Reflect::get(&one, &name.into()).ok();
            let hash = |name: &str| DocumentId::from_hex(&field(name)?.as_string()?);
            Some(Tie {
                document: hash(DOCUMENT)?,
                file: LinkedFileHandle::of_handle(field(FILE)?),
                held: hash(HELD),
            })
        };
        Ok(all.iter().filter_map(tie).collect())
    }

    /// Keeps that a text is tied to a file.
    pub async fn tie(
        &self,
        document: DocumentId,
        file: &LinkedFileHandle,
        held: Option<DocumentId>,
    ) -> Result<(), Failure> {
        let key = JsValue::from_str(&document.to_string());
        let held = held.map(|held| held.to_string()).unwrap_or_default();
        let record = js_sys::Object::new();
        for (name, value) in [(DOCUMENT, &key), (FILE, file.handle()), (HELD, &held.into())] {
            // A plain object takes any field.
            let _ = Reflect::set(&record, &name.into(), value);
        }
        let transaction = self.transaction(&[TIES], "readwrite", "relaxed")?;
        let put = transaction.object_store(TIES).and_then(|store| store.put_with_key(&record, &key));
        let put = put.map_err(blocked)?;
        settled(&put).await?;
        commit(&transaction);
        Ok(())
    }

    pub async fn untie(&self, document: DocumentId) -> Result<(), Failure> {
        let transaction = self.transaction(&[TIES], "readwrite", "relaxed")?;
        let key = JsValue::from_str(&document.to_string());
        let delete = transaction.object_store(TIES).and_then(|store| store.delete(&key)).map_err(blocked)?;
        settled(&delete).await.map(drop)
    }
}
