//! How a project is kept: one record a key, written in a version, with a checksum, and the stores that take them.
//! Imports: `text`, `json`, `model`, `wire`.
//! Never here: a browser's own storage (`browser::local_storage`), the clock, sentences for people.
//! Start reading at `store.rs`, then `record.rs`; `v1/` is what stands in a record.

mod acknowledgements;
#[cfg(test)]
pub mod arbitrary;
mod bulk_write;
pub mod chunk;
mod conflict;
#[cfg(test)]
mod disk;
mod encoding;
mod envelope;
mod failing;
mod fault;
mod incoming;
mod key;
mod key_value;
mod load;
mod memory;
mod merge;
mod ownership;
pub mod quota;
mod record;
mod replicator;
mod restore_point;
mod restore_point_encoding;
mod save;
mod save_status;
#[cfg(test)]
mod simulation;
mod store;
mod undo_log;
mod upgrade;
mod v1;

pub use acknowledgements::{Acknowledgements, Status};
pub use bulk_write::{Batch, BulkWrite, Written};
pub use conflict::Conflict;
pub use encoding::{decode, encode, encode_setting, merged};
pub use failing::{FailingKeyValue, FailingStore, Injected};
pub use fault::Fault;
pub use incoming::{Incoming, joining};
pub use key::{Key, PREFIX, TEXTS};
pub use key_value::{KeyValue, KeyValueStore, Merges, erase_ours};
pub use load::{Loaded, Rejected, Settings, load};
pub use memory::{MemoryKeyValue, MemoryStore};
pub use merge::{Freshness, Merge, MergeJob, Merged, RecoveryEvent, gather, wanted};
pub use ownership::is_ours;
pub use quota::units;
pub use record::{Header, IsUndone, Quoted, Record};
pub use replicator::Replicator;
pub use restore_point::{
    Answer, Ask, Asked, Contrast, Difference, RestorePoint, Trigger, contrasts, expired, is_due, states,
};
pub use save::{save, value};
pub use save_status::{Found, SaveStatus};
pub use store::{Durability, Failure, Listener, Store, StoreEvent, tell};
pub use undo_log::{UndoLog, moments};
