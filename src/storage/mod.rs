//! How a project is kept: one record a key, written in a version, with a checksum, and the stores that take them.
//! Imports: `text`, `json`, `model`, `wire`.
//! Never here: a browser's own storage (`browser::local_storage`), the clock, sentences for people.
//! Start reading at `store.rs`, then `record.rs`; `v1/` is what stands in a record.

#[cfg(test)]
pub mod arbitrary;
mod area;
mod arrival;
pub mod chunk;
mod copy;
mod encoding;
mod envelope;
mod failing;
mod fault;
mod gather;
mod heavy;
mod keeper;
mod key;
mod ledger;
mod load;
mod memory;
mod moment;
mod ownership;
mod point;
mod point_encoding;
mod record;
pub mod room;
mod save;
#[cfg(test)]
mod simulation;
mod standing;
mod store;
mod upgrade;
mod v1;

pub use area::{Area, AreaStore, Merges, erase_ours};
pub use arrival::{Arrival, joining};
pub use copy::Copy;
pub use encoding::{decode, encode, encode_setting, merged};
pub use failing::{FailingArea, FailingStore, Mishap};
pub use fault::Fault;
pub use gather::{Beside, GatherJob, Gathered, Gathering, News, gather, wanted};
pub use heavy::{Batch, Heavy, Written};
pub use keeper::Keeper;
pub use key::{Key, PREFIX, TEXTS};
pub use ledger::{Ledger, Status};
pub use load::{Loaded, Settings, Unread, load};
pub use memory::{MemoryArea, MemoryStore};
pub use moment::{Past, moments};
pub use ownership::is_ours;
pub use point::{
    Answer, Ask, Asked, Because, Contrast, Difference, Point, contrasts, is_due, states, superfluous,
};
pub use record::{Header, IsUndone, Quoted, Record};
pub use room::units;
pub use save::{save, value};
pub use standing::{Found, Standing};
pub use store::{Failure, Level, Listener, Store, StoreEvent, tell};
