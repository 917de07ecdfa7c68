//! Looking for words in a large text.

use std::cell::Cell;

use crate::browser::{now, open_finder, tell_page};
use crate::wire::{Reader, Wire, Writer, to_bytes};

/// After so many milliseconds the page hears how far it is.
const OFTEN: u64 = 100;

/// Every place where the words stand, as the page hears it; nothing, where the job is none or what finds does not come. On the way the page hears how
/// far it is.
pub async fn find(job: &[u8]) -> Vec<u8> {
    let Some(finder) = open_finder().await else { return Vec::new() };
    let mut reader = Reader::new(job);
    let Some((words, text)) = reader.text().zip(reader.text()) else { return Vec::new() };
    let told = Cell::new(now());
    let spans = (finder.find)(&(finder.query)(words), text, &mut |progress| {
        if now() >= told.get() + OFTEN {
            told.set(now());
            tell_page(&to_bytes(&progress));
        }
    });
    let mut writer = Writer::default();
    writer.list(&spans, |writer, span| span.write(writer));
    writer.into_bytes()
}
