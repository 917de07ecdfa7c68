//! The page: components, shortcuts, autosave, dialogs. All that is shown is computed from a [`session::Session`].
//! Imports: `text`, `i18n`, `model`, `edit`, `decoration`, `storage`, `formats`, `browser`.
//! Never here: what a change does to a project, how a record is written, DOM work on the text.
//! Start reading at `app.rs`, then `session.rs` and `reduce.rs`.

mod address;
mod annex;
mod app;
mod article;
mod attributes;
mod autosave;
mod awaiting;
#[cfg(feature = "bench")]
pub mod bench;
mod beside;
mod breakdown;
mod caret;
mod controls;
mod copies;
mod copying;
mod damage;
mod definitions;
mod dialog;
mod differing;
mod document_menu;
mod dropping;
mod early;
mod edges;
mod effect;
mod erase;
mod errands;
mod find;
mod find_bar;
mod gathering;
mod help;
mod importing;
mod key_choice;
mod keyboard;
mod linking;
mod list;
mod looking;
mod more_menu;
mod navigate;
mod notice;
mod outline;
mod painting;
mod pen;
mod perform;
mod point_list;
mod preview;
mod promise;
mod reach;
mod reading_place;
mod reduce;
mod row;
mod rows;
mod scheme;
mod session;
mod settings;
mod shortcuts;
mod stack;
mod status;
mod text_keys;
mod toolbar;
mod tools;
mod top_bar;
mod tying;
mod values;
mod words;
mod work;

pub use app::start;
