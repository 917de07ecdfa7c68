//! The page: views in folders, each computed from a [`session::Session`](crate::session::Session).
//! Imports: `text`, `i18n`, `model`, `edit`, `decoration`, `storage`, `formats`, `session`, `wording`, `browser`, `wire`.
//! Never here: what an action does (`session`), what a change does to a project, how a record is written.
//! Start reading at `app.rs`, then `controls/handle.rs` and one folder such as `list/`.

mod app;
#[cfg(feature = "bench")]
pub mod bench;
mod controls;
mod dialogs;
mod files;
mod find;
mod keyboard;
mod lazy;
mod list;
mod page;
mod persistence;
mod text;

pub use app::start;
