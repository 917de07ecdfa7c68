//! `IndexedDB` (Indexed Database API 3.0) as the mirror of the store of record: it answers later, but what it has kept
//! survives a crash of the browser at once, and a power cut after a flush. Nothing here throws: where the browser
//! blocks it, there is no mirror.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    BroadcastChannel, IdbDatabase, IdbFactory, IdbObjectStore, IdbRequest, IdbTransaction, MessageEvent,
};

use super::bulk_queue::BulkQueue;
use super::indexed_loss::{is_closed, losing};
use super::indexed_schema::{CHUNKS, DIFFERENCES, FLUSHES, HISTORY, NAME, POINTS, RECORDS, TIES, VERSION};
use super::store_failure::failure;
use crate::model::Stamp;
use crate::storage::{BulkWrite, Durability, Failure, Fault, Key, Listener, Store, StoreEvent, merged, tell};

#[wasm_bindgen]
extern "C" {
    /// A database whose transactions say how durable they are (§2.7.1), which `web_sys` counts as unstable.
    type DurableDatabase;
    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &DurableDatabase,
        stores: &Array,
        mode: &str,
        options: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;

    /// A transaction that need not wait until the browser finds that nothing follows; `web_sys` is about to move this.
    type CommittedTransaction;
    #[wasm_bindgen(method, catch)]
    fn commit(this: &CommittedTransaction) -> Result<(), JsValue>;
}

pub(super) fn commit(transaction: &IdbTransaction) {
    // Refused where the browser has committed it already.
    let _ = transaction.unchecked_ref::<CommittedTransaction>().commit();
}

#[wasm_bindgen]
extern "C" {
    /// The names of all databases (§4.3). Some browsers do not say them.
    #[wasm_bindgen(catch, js_namespace = indexedDB, js_name = databases)]
    fn databases() -> Result<Promise, JsValue>;
}

/// Whether there is a mirror, or may be.
pub async fn has_mirror() -> bool {
    let Ok(databases) = databases() else { return false };
    let Ok(found) = JsFuture::from(databases).await else { return false };
    let found: Array = found.unchecked_into();
    found.iter().any(|one| Reflect::get(&one, &"name".into()).is_ok_and(|name| name == NAME))
}

/// Records in `IndexedDB`.
pub struct IndexedStore {
    database: IdbDatabase,
    listener: Rc<RefCell<Option<Listener>>>,
    /// Lets go of it and says so, once.
    lose: Rc<dyn Fn()>,
    /// What is put until it is committed.
    operation: RefCell<Option<Rc<Operation>>>,
    /// To the mirrors of other tabs, where the browser has such a thing.
    channel: Option<BroadcastChannel>,
    heavy: Rc<BulkQueue>,
}

/// Puts that are kept together or not at all.
struct Operation {
    transaction: IdbTransaction,
    asked: RefCell<Vec<(Key, Stamp)>>,
    /// What other tabs are told of once it is kept: keys and values.
    announced: RefCell<Vec<Array>>,
    /// Requests that are followed by others.
    awaited: Cell<u32>,
    is_whole: Cell<bool>,
}

impl Operation {
    /// Does not wait for the browser to find that nothing follows.
    fn commit_if_whole(&self) {
        if self.is_whole.get() && self.awaited.get() == 0 {
            commit(&self.transaction);
        }
    }
}

impl IndexedStore {
    /// Opens it, making it where it is not there yet.
    pub async fn open() -> Result<Self, Failure> {
        let request = factory()?.open_with_u32(NAME, VERSION).map_err(blocked)?;
        let opening = request.clone();
        let make = Closure::once_into_js(move || {
            let Ok(database) = opening.result() else { return };
            let database: IdbDatabase = database.unchecked_into();
            for store in [RECORDS, HISTORY, FLUSHES, POINTS, DIFFERENCES, TIES, CHUNKS] {
                // Refused where an earlier version made it.
                let _ = database.create_object_store(store);
            }
        });
        request.set_onupgradeneeded(Some(make.unchecked_ref()));
        let database: IdbDatabase = settled(&request).await?.unchecked_into();
        let listener: Rc<RefCell<Option<Listener>>> = Rc::default();
        let lose = losing(&database, &listener);
        let channel = BroadcastChannel::new(NAME).ok();
        if let Some(channel) = &channel {
            let listener = listener.clone();
            let hear = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
                if let Some(event) = announced(&message.data()) {
                    tell(&listener, event);
                }
            });
            channel.set_onmessage(Some(hear.into_js_value().unchecked_ref()));
        }
        Ok(Self { database, listener, lose, operation: RefCell::default(), channel, heavy: Rc::default() })
    }

    /// Deletes all of it; other tabs let go of it when they are told.
    pub async fn delete() -> Result<(), Failure> {
        let request = factory()?.delete_database(NAME).map_err(blocked)?;
        settled(&request).await.map(drop)
    }

    /// It cannot be used any longer.
    pub(super) fn let_go(&self) {
        (self.lose)();
    }

    /// Puts these and waits until they survive a crash. Nobody else listens meanwhile.
    pub async fn keep(&self, entries: Vec<(Key, String)>) -> bool {
        let kept = Promise::new(&mut |settle: Function, _| {
            let left = Cell::new(entries.len());
            self.listen(Rc::new(move |event| {
                let is_kept = match event {
                    StoreEvent::Kept { .. } => true,
                    StoreEvent::Failed { .. } => false,
                    // Other windows are heard too.
                    StoreEvent::Flushed
                    | StoreEvent::Changed { .. }
                    | StoreEvent::Cleared
                    | StoreEvent::Gone => return,
                };
                left.set(left.get().saturating_sub(1));
                if !is_kept || left.get() == 0 {
                    let _ = settle.call1(&JsValue::NULL, &is_kept.into());
                }
            }));
        });
        for (key, value) in entries {
            self.put(key, value, Stamp::ORIGIN);
        }
        self.commit();
        JsFuture::from(kept).await.is_ok_and(|is_kept| is_kept.is_truthy())
    }

    pub(super) fn transaction(
        &self,
        stores: &[&str],
        mode: &str,
        durability: &str,
    ) -> Result<IdbTransaction, Failure> {
        let stores: Array = stores.iter().map(|store| JsValue::from_str(store)).collect();
        let options = Object::new();
        // A plain object takes any field.
        let _ = Reflect::set(&options, &"durability".into(), &durability.into());
        let database: &DurableDatabase = self.database.unchecked_ref();
        database.transaction(&stores, mode, &options).map_err(|thrown| {
            if is_closed(&thrown) {
                (self.lose)();
            }
            blocked(thrown)
        })
    }

    /// The operation that is being put together, or a new one.
    fn operation(&self) -> Result<Rc<Operation>, Failure> {
        if let Some(operation) = &*self.operation.borrow() {
            return Ok(operation.clone());
        }
        let transaction = self.transaction(&[RECORDS, HISTORY], "readwrite", "relaxed")?;
        let operation = Rc::new(Operation {
            transaction: transaction.clone(),
            asked: RefCell::default(),
            announced: RefCell::default(),
            awaited: Cell::default(),
            is_whole: Cell::default(),
        });
        let kept = {
            let (operation, listener, channel) =
                (operation.clone(), self.listener.clone(), self.channel.clone());
            Closure::once_into_js(move || {
                for message in operation.announced.take() {
                    // Two texts can be sent; a channel that was closed goes with its page.
                    let _ = channel.as_ref().map(|channel| channel.post_message(&message));
                }
                for (key, stamp) in operation.asked.take() {
                    tell(&listener, StoreEvent::Kept { key, stamp, level: Durability::Crash });
                }
            })
        };
        let failed = {
            let (operation, listener) = (operation.clone(), self.listener.clone());
            Closure::once_into_js(move || {
                let error = operation.transaction.error();
                let failure = error.map_or(Failure::Blocked, |error| failure(&error, 0));
                for (key, stamp) in operation.asked.take() {
                    tell(&listener, StoreEvent::Failed { key, stamp, failure: failure.clone() });
                }
            })
        };
        transaction.set_oncomplete(Some(kept.unchecked_ref()));
        transaction.set_onabort(Some(failed.unchecked_ref()));
        self.operation.replace(Some(operation.clone()));
        Ok(operation)
    }

    /// Asks for something in the operation, or says at once that it fails.
    fn ask(
        &self,
        key: Key,
        stamp: Stamp,
        request: impl FnOnce(&Rc<Operation>, &IdbObjectStore) -> Result<(), JsValue>,
    ) {
        let store = if matches!(key, Key::UndoEntry(..)) { HISTORY } else { RECORDS };
        let asked = self.operation().and_then(|operation| {
            let store = operation.transaction.object_store(store).map_err(blocked)?;
            operation.asked.borrow_mut().push((key.clone(), stamp));
            request(&operation, &store).map_err(blocked)
        });
        if let Err(failure) = asked {
            tell(&self.listener, StoreEvent::Failed { key, stamp, failure });
        }
    }
}

impl Store for IndexedStore {
    /// It cannot answer at once; see [`IndexedStore::records`].
    fn read(&self) -> Result<Vec<(String, String)>, Failure> {
        Ok(Vec::new())
    }

    fn listen(&self, listener: Listener) {
        self.listener.replace(Some(listener));
    }

    /// Joins the value to what another tab may have put there meanwhile: nobody else comes between the two requests.
    fn put(&self, key: Key, value: String, stamp: Stamp) {
        self.ask(key.clone(), stamp, |operation, store| {
            let name = JsValue::from_str(&key.to_string());
            let reading = store.get(&name)?;
            operation.awaited.set(operation.awaited.get() + 1);
            let (operation, store, present) = (operation.clone(), store.clone(), reading.clone());
            let write = Closure::once_into_js(move || {
                let there = present.result().ok().and_then(|there| there.as_string());
                let joined = match there.map(|there| merged(&key, &there, &value)) {
                    Some(Ok(joined)) => Some(joined),
                    Some(Err(Fault::Newer(_))) => None,
                    Some(Err(_)) | None => Some(value),
                };
                let put = joined.map(|joined| store.put_with_key(&JsValue::from_str(&joined), &name));
                if !matches!(put, Some(Ok(_))) {
                    // The listener hears that all of the operation failed.
                    let _ = operation.transaction.abort();
                }
                operation.awaited.set(operation.awaited.get() - 1);
                operation.commit_if_whole();
            });
            reading.set_onsuccess(Some(write.unchecked_ref()));
            Ok(())
        });
    }

    fn put_heavy(&self, heavy: &BulkWrite, stamp: Stamp) -> bool {
        let (listener, channel) = (self.listener.clone(), self.channel.clone());
        self.heavy.take(heavy, stamp, move |event| {
            if let StoreEvent::Kept { key, .. } = &event {
                let message = Array::of2(&JsValue::from_str(&key.to_string()), &JsValue::from_str(""));
                let _ = channel.as_ref().map(|channel| channel.post_message(&message));
            }
            tell(&listener, event);
        })
    }

    fn remove(&self, key: Key, stamp: Stamp) {
        let name = JsValue::from_str(&key.to_string());
        self.ask(key, stamp, |_, store| store.delete(&name).map(|_| ()));
    }

    fn announce(&self, key: &Key, value: &str) {
        let message = Array::of2(&JsValue::from_str(&key.to_string()), &JsValue::from_str(value));
        if let Ok(operation) = self.operation() {
            operation.announced.borrow_mut().push(message);
        }
    }

    fn commit(&self) {
        if let Some(operation) = self.operation.take() {
            operation.is_whole.set(true);
            operation.commit_if_whole();
        }
    }

    /// Writing one thing strictly brings to the disk what was written before it.
    fn flush(&self) {
        let Ok(transaction) = self.transaction(&[FLUSHES], "readwrite", "strict") else { return };
        let listener = self.listener.clone();
        let flushed = Closure::once_into_js(move || tell(&listener, StoreEvent::Flushed));
        transaction.set_oncomplete(Some(flushed.unchecked_ref()));
        let written = transaction
            .object_store(FLUSHES)
            .and_then(|store| store.put_with_key(&JsValue::TRUE, &JsValue::from_str(FLUSHES)));
        if written.is_ok() {
            commit(&transaction);
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "goes into `map_err`")]
pub(super) fn blocked(thrown: JsValue) -> Failure {
    failure(&thrown, 0)
}

/// Of the window and of a worker alike (§4.1). Merely asking for it may throw.
fn factory() -> Result<IdbFactory, Failure> {
    let factory = Reflect::get(&js_sys::global(), &"indexedDB".into()).map_err(blocked)?;
    factory.dyn_into().map_err(|_| Failure::Blocked)
}

/// What another tab announced: a key and a value.
fn announced(message: &JsValue) -> Option<StoreEvent> {
    let message: &Array = message.dyn_ref()?;
    let key = Key::parse(&message.get(0).as_string()?)?;
    Some(StoreEvent::Changed { key, value: Some(message.get(1).as_string()?) })
}

/// Waits until all of a transaction is kept.
pub(super) async fn finished(transaction: &IdbTransaction) -> Result<(), Failure> {
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    let error = |_| transaction.error().map_or(Failure::Blocked, |error| failure(&error, 0));
    JsFuture::from(promise).await.map(drop).map_err(error)
}

/// What a request ends with.
pub(super) async fn settled(request: &IdbRequest) -> Result<JsValue, Failure> {
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    let outcome = JsFuture::from(promise).await;
    let error = || request.error().ok().flatten().map_or(Failure::Blocked, |error| failure(&error, 0));
    outcome.map_err(|_| error())?;
    request.result().map_err(blocked)
}
