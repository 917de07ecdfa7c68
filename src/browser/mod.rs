//! The only room that calls the browser: for the text on the page, its selection and paint, for storage, files, clock.
//! Imports: `text`, `model`, `decoration`, `storage`, `wire`.
//! Never here: Yew, sentences for people, what a command does, anything that could run natively.
//! Start reading at `text_view.rs`, then `selection.rs` and `painter.rs`.

mod bulk_queue;
mod caret;
mod clipboard;
mod clock;
mod deep_link;
mod erased;
mod erasing;
mod error;
mod file;
mod finder;
mod focus;
mod foreign;
mod geometry;
mod handles;
mod highlight;
mod indexed_chunks;
mod indexed_db;
mod indexed_links;
mod indexed_loss;
mod indexed_points;
mod indexed_portions;
mod indexed_reading;
mod indexed_schema;
mod ladder;
mod lifted;
mod linked_file_handle;
mod local_storage;
mod long_list;
mod lowercase;
mod mending;
mod painter;
mod panic_screen;
mod placing;
mod preferences;
mod resize;
mod selection;
mod settled;
mod sight;
mod soft_keyboard;
mod storage_promise;
mod store_failure;
mod strip;
mod text_builder;
mod text_view;
mod words;
mod worker;

pub use caret::{CaretMark, Motion};
pub use clipboard::copy_text;
pub use clock::{day_and_time, new_id, new_replica, now, time_of_day};
pub use deep_link::{address_of, fragment, on_fragment_change};
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
pub use linked_file_handle::{LinkedFileHandle, has_file_picker};
pub use local_storage::{LocalStore, is_anything_stored};
pub use long_list::{focused_row, lay_out, on_gap};
pub use lowercase::lowercase;
pub use painter::Painter;
pub use panic_screen::{cover, on_breakdown};
pub use placing::{Corner, focus_in_place, place, place_bar, reveal};
pub use preferences::{
    SchemeWatch, languages, on_scheme_change, prefers_dark, prefers_reduced_motion, set_language, set_theme,
    set_type, show_failure,
};
pub use selection::Selected;
pub use settled::{SelectionWatch, on_settled_selection};
pub use sight::{SightWatch, on_sight};
pub use soft_keyboard::{KeyboardWatch, on_soft_keyboard};
pub use storage_promise::{ask_to_persist, is_promised, look_for_promise};
pub use strip::Strip;
pub use text_view::TextView;
pub use web_sys::File;
pub use worker::{
    Job, JobEnd, cancel_job, cancel_search, employ, employ_hearing, is_worker, serve, start_worker, tell_page,
};
