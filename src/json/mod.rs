//! JSON text, taken apart into fields and members that are still JSON text, and put together again.
//! Imports: nothing of ours.
//! Never here: what a record means, which fields it has, how it is kept.
//! Start reading at `fields.rs`, then `brackets.rs` and `sheet.rs`.

mod brackets;
mod escape;
mod fields;
mod scanner;
mod sheet;
mod value;

pub use brackets::{Brackets, number};
pub use escape::text;
pub use fields::Fields;
pub use sheet::{Layout, Sheet};
pub use value::{
    BadPlace, Malformed, Value, array, beginning, first, list, on_one_line, read, shape, texts, trimmed, word,
};
