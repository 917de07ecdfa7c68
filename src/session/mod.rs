//! The page as a value: what is shown, selected and under way, and what each action makes of it.
//! Imports: `text`, `i18n`, `model`, `edit`, `decoration`, `formats`, `storage`, `wording`.
//! Never here: the browser, Yew, the DOM, the clock (`Environment` brings it), bytes that are stored.
//! Start reading at `feature.rs`, then `features.rs`, `step.rs`, `core.rs` and one feature such as `pen.rs`.

pub mod annotating;
pub mod commands;
pub mod conflicts;
mod core;
pub mod custom_keys;
pub mod dialog;
pub mod dialogs;
mod environment;
mod escape;
pub mod exporting;
mod feature;
mod features;
mod filter;
pub mod finding;
pub mod history;
mod importer;
pub mod importing;
pub mod keys;
pub mod leaving;
pub mod library;
pub mod linked_file;
pub mod linking;
pub mod list;
mod loading;
mod mode;
mod module;
mod modules;
pub mod moving_edges;
mod notice;
pub mod notices;
pub mod overlaps;
pub mod pen;
mod pending;
pub mod preferences;
mod pressing;

mod requests;
pub mod restore_points;
pub mod saving;
pub mod selecting;
mod settings;
mod start;
mod step;
#[cfg(test)]
mod stories;
pub mod tag_scheme;
#[cfg(test)]
mod testing;
mod together;

pub use self::core::{Core, View};
pub use commands::{Command, Commands, Ticket};
pub use dialog::Dialog;
pub use environment::Environment;
pub use feature::Feature;
pub use features::{Action, Session, shortcuts};
pub use filter::Filter;
pub use importer::{IMPORTER, Importer};
pub use loading::{Loading, LoadingProgress, first_text};
pub use mode::Mode;
pub use module::Module;
pub use notice::{Notice, NoticeKind};
pub use pending::{Deciding, Pending, TOGETHER};
pub use pressing::{announced, asked_by};
pub use requests::{Request, Requests, RowPart, SelectSegment};
pub use settings::{SIZES, Settings};
