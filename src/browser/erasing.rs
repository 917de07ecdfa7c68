//! Erasing all of it for good.

use wasm_bindgen_futures::spawn_local;

use super::erased::{ERASING, begin_anew, set_erased};
use super::indexed_db::IndexedStore;
use super::local_storage::{WebArea, local_storage};
use crate::storage::erase_ours;

/// Whether another tab is erasing everything just now.
pub fn is_being_erased() -> bool {
    local_storage().is_ok_and(|storage| storage.get_item(ERASING).is_ok_and(|mark| mark.is_some()))
}

/// Erases every record and the mirror, and begins anew.
pub fn erase_everything() {
    spawn_local(erase());
}

async fn erase() {
    if let Ok(storage) = local_storage() {
        // Where it cannot be written there is nothing to erase.
        let _ = storage.set_item(ERASING, "");
        // What cannot be read cannot be taken away either.
        let _ = erase_ours(&WebArea);
        set_erased();
    }
    // Where it cannot be deleted it could not be opened either.
    let _ = IndexedStore::delete().await;
    if let Ok(storage) = local_storage() {
        // Only now: other tabs are told that the mirror goes, and must not take that for a loss.
        let _ = storage.remove_item(ERASING);
    }
    begin_anew();
}
