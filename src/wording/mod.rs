//! Values into sentences: names of tags, refusals, failures, reasons, limits, quotes shortened.
//! Imports: `text`, `i18n`, `model`, `edit`, `storage`, `formats`.
//! Never here: the browser, the session, sentences themselves (`i18n` has them).
//! Start reading at `tag_names.rs`.

mod intention;
mod numbers;
mod quotes;
mod reading;
mod refusal;
mod tag_names;

pub use intention::intention;
pub use numbers::{bytes, grouped};
pub use quotes::shortened;
pub use reading::{NAMED, read_error, unfit};
pub use refusal::{failure, refusal};
pub use tag_names::{
    attribute_name, choice_word, guideline, shown_guideline, shown_tag_name, tag_name, tag_name_of, title,
    visible,
};
