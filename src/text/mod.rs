//! The text that is read: documents, their blocks, places in them in three units, and how they are cut into pieces.
//! Imports: `wire`.
//! Never here: annotations, anything that changes a text, the browser.
//! Start reading at `document.rs`, then `offset.rs`.

mod block;
mod direction;
mod document;
mod file_name;
mod finder;
mod fold;
mod grapheme;
mod offset;
pub mod quote;
mod search;
mod segment;
mod span;
mod unseen;
mod visible;

pub use block::{Block, BlockKind, blocks_by_line};
pub use direction::{Direction, block_direction, direction_at};
pub use document::{Document, DocumentId, DocumentInfo, Passage, Strangers, TextError, normalise};
pub use file_name::safe_file_name;
pub use finder::{FINDER, Finder};
pub use grapheme::{first_clusters, next_cluster, on_clusters, previous_cluster, trim};
pub use offset::{ByteOffset, CharOffset, OffsetTable, Place, Utf16Offset};
pub use search::{Query, SearchProgress};
pub use segment::{grow, shrink};
pub use span::Span;
pub use unseen::{is_seen, is_unseen};
pub use visible::visible;
