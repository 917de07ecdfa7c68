//! Looking for words in a large text.

use std::cell::Cell;

use crate::browser::{now, tell_page};
use crate::text::Query;
use crate::wire::{Reader, Wire, Writer, to_bytes};

/// After so many milliseconds the page hears how far it is.
const OFTEN: u64 = 100;

/// Every place where the words stand, as the page hears it; nothing, where the job is none. On the way the page hears how
/// far it is.
pub fn find(job: &[u8]) -> Vec<u8> {
    let mut reader = Reader::new(job);
    let Some((words, text)) = reader.text().zip(reader.text()) else { return Vec::new() };
    let told = Cell::new(now());
    let spans = Query::new(words).find_in_text(text, |progress| {
        if now() >= told.get() + OFTEN {
            told.set(now());
            tell_page(&to_bytes(&progress));
        }
    });
    let mut writer = Writer::default();
    writer.list(&spans, |writer, span| span.write(writer));
    writer.into_bytes()
}
