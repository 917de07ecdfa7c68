//! The only room that calls the browser: for the text on the page, its selection and paint, for storage, files, clock.
//! Imports: `text`, `model`, `decoration`, `storage`, `wire`.
//! Never here: Yew, sentences for people, what a command does, anything that could run natively.
//! Start reading at `text_view.rs`, then `selection.rs` and `painter.rs`.

mod address;
mod breakdown;
mod caret;
mod clipboard;
mod clock;
mod erased;
mod erasing;
mod error;
mod file;
mod finder;
mod focus;
mod foreign;
mod geometry;
mod handles;
mod heavy_queue;
mod highlight;
mod indexed_chunks;
mod indexed_db;
mod indexed_loss;
mod indexed_points;
mod indexed_portions;
mod indexed_reading;
mod indexed_schema;
mod indexed_ties;
mod ladder;
mod lifted;
mod local_storage;
mod long_list;
mod lowercase;
mod mending;
mod painter;
mod placing;
mod preferences;
mod promise;
mod resize;
mod selection;
mod settled;
mod sight;
mod soft_keyboard;
mod store_failure;
mod strip;
mod text_builder;
mod text_view;
mod tied_file;
mod words;
mod worker;

pub use address::{address_of, fragment, on_fragment_change};
pub use breakdown::{cover, on_breakdown};
pub use caret::{CaretMark, Motion};
pub use clipboard::copy_text;
pub use clock::{day_and_time, new_id, new_replica, now, time_of_day};
pub use erased::{begin_anew, is_erased};
pub use erasing::{erase_everything, is_being_erased};
pub use error::BrowserError;
pub use file::{OpenedFile, download, file_of, open_file};
pub use finder::open_finder;
pub use focus::FocusWatch;
pub use geometry::{Edge, Rect, SpanRects};
pub use handles::{Drag, Handles, Side};
pub use indexed_db::{IndexedStore, has_mirror};
pub use ladder::Ladder;
pub use lifted::{LiftWatch, on_lifted};
pub use local_storage::{LocalStore, is_anything_stored};
pub use long_list::{focused_row, lay_out, on_gap};
pub use lowercase::lowercase;
pub use painter::Painter;
pub use placing::{Corner, focus_in_place, place, place_bar, reveal};
pub use preferences::{
    SchemeWatch, languages, on_scheme_change, prefers_dark, prefers_reduced_motion, set_language, set_theme,
    set_type, show_failure,
};
pub use promise::{ask_to_persist, is_promised, look_for_promise};
pub use selection::Selected;
pub use settled::{SelectionWatch, on_settled_selection};
pub use sight::{SightWatch, on_sight};
pub use soft_keyboard::{KeyboardWatch, on_soft_keyboard};
pub use strip::Strip;
pub use text_view::TextView;
pub use tied_file::{TiedFile, has_file_picker};
pub use web_sys::File;
pub use worker::{
    Job, JobEnd, cancel_job, cancel_search, employ, employ_hearing, is_worker, serve, start_worker, tell_page,
};
