//! What a reader calls a character: a grapheme cluster (Unicode Standard Annex #29, extended clusters).
//!
//! A selection never splits one, and never begins or ends in white space:
//!
//! ```text
//!   e + ◌́   one cluster of two code points
//!   👩‍👩‍👦     one cluster of five
//! ```

use std::ops::Range;

use icu_segmenter::GraphemeClusterSegmenter;

use super::{CharOffset, Document, Span};

/// How far around a gap clusters are looked for, in code points. A longer cluster (one letter under hundreds of
/// combining marks) is taken to break there, so that no text can make a key press slow.
const REACH: u32 = 256;

/// The boundaries of clusters around a byte, ascending, in bytes.
///
/// A line feed always stands alone, so looking from one, or from the beginning of the text, is exact. Elsewhere the
/// look begins `REACH` before, where it may begin inside a cluster: those first boundaries are not near the byte.
fn boundaries_in(text: &str, around: usize) -> impl Iterator<Item = usize> {
    let (before, behind) = text.split_at_checked(around).unwrap_or_default();
    let near = before.char_indices().rev().take(REACH as usize).take_while(|(_, c)| *c != '\n').last();
    let from = near.map_or(before.len(), |(at, _)| at);
    let to = behind.char_indices().nth(REACH as usize).map_or(text.len(), |(at, _)| around + at);
    let window = text.get(from..to).unwrap_or_default();
    GraphemeClusterSegmenter::new().segment_str(window).map(move |at| from + at)
}

/// The boundaries of clusters around a gap, ascending, each counted on from the one before.
fn boundaries(document: &Document, around: CharOffset) -> Vec<CharOffset> {
    let Some(place) = document.at(around) else { return Vec::new() };
    let text = document.text();
    let count =
        |from: usize, to: usize| text.get(from..to).map_or(0, |between| between.chars().count() as u32);
    let here = place.byte.get() as usize;
    let mut last = None;
    let boundary = |byte: usize| {
        let (from, char) = last.unwrap_or_else(|| (byte, around.minus(count(byte, here))));
        let char = char.plus(count(from, byte));
        last = Some((byte, char));
        char
    };
    boundaries_in(text, here).map(boundary).collect()
}

/// A stretch of a text, in bytes, grown at both ends until it splits no cluster.
pub(super) fn whole_clusters(text: &str, bytes: Range<usize>) -> Range<usize> {
    let is_plain = |at: usize| {
        let (before, behind) = text.split_at_checked(at).unwrap_or_default();
        before.chars().next_back().is_none_or(stands_alone) && behind.chars().next().is_none_or(stands_alone)
    };
    let start = |at: usize| boundaries_in(text, at).take_while(|boundary| *boundary <= at).last();
    let end = |at: usize| boundaries_in(text, at).find(|boundary| *boundary >= at);
    let start = if is_plain(bytes.start) { None } else { start(bytes.start) };
    let end = if is_plain(bytes.end) { None } else { end(bytes.end) };
    start.unwrap_or(bytes.start)..end.unwrap_or(bytes.end)
}

/// The boundary behind a gap; the gap itself at the end of the text.
pub fn next_cluster(document: &Document, offset: CharOffset) -> CharOffset {
    if document.char_at(offset).is_some_and(stands_alone) && is_plain_gap(document, offset.plus(1)) {
        return offset.plus(1);
    }
    boundaries(document, offset).into_iter().find(|boundary| *boundary > offset).unwrap_or(offset)
}

/// The boundary before a gap; the gap itself at the beginning of the text.
pub fn previous_cluster(document: &Document, offset: CharOffset) -> CharOffset {
    let before = offset.minus(1);
    if is_plain_gap(document, before) {
        return before;
    }
    boundaries(document, before).into_iter().rfind(|boundary| *boundary < offset).unwrap_or(before)
}

/// Never part of a cluster with another: most of what is written in Han, kana's neighbours and Latin.
const fn stands_alone(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{2ff}' | '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3029}' | '\u{3400}'..='\u{9fff}' | '\u{ff01}'..='\u{ff60}'
    )
}

/// Seen to lie between two clusters without a look around, which costs a thousand times more.
fn is_plain_gap(document: &Document, offset: CharOffset) -> bool {
    let before = document.before(offset, 1).chars().next();
    before.is_none_or(stands_alone) && document.char_at(offset).is_none_or(stands_alone)
}

/// The span grown at both ends until it splits no cluster.
pub fn on_clusters(document: &Document, span: Span) -> Span {
    if is_plain_gap(document, span.start()) && is_plain_gap(document, span.end()) {
        return span;
    }
    let start = boundaries(document, span.start()).into_iter().rfind(|boundary| *boundary <= span.start());
    let end = boundaries(document, span.end()).into_iter().find(|boundary| *boundary >= span.end());
    Span::new(start.unwrap_or(span.start()), end.unwrap_or(span.end())).unwrap_or(span)
}

/// The span without white space at its ends (U+3000 too), on whole clusters; `None` where nothing is left.
pub fn trim(document: &Document, span: Span) -> Option<Span> {
    let words = document.slice(span)?;
    let blank = |part: &str| part.chars().take_while(|c| c.is_whitespace()).count() as u32;
    let leading = blank(words);
    let trailing = words.chars().rev().take_while(|c| c.is_whitespace()).count() as u32;
    let trimmed = Span::new(span.start().plus(leading), span.end().minus(trailing))?;
    Some(on_clusters(document, trimmed))
}

/// The first so many clusters of a text, for a place with little room.
pub fn first_clusters(text: &str, count: usize) -> &str {
    GraphemeClusterSegmenter::new()
        .segment_str(text)
        .nth(count)
        .and_then(|end| text.get(..end))
        .unwrap_or(text)
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::builders::document;

    /// Walks the text by clusters and writes each between bars.
    fn walked(text: &str) -> String {
        let document = document(text);
        let mut drawn = String::from("|");
        let mut offset = CharOffset::new(0);
        while let Some(span) = Span::new(offset, next_cluster(&document, offset)) {
            drawn += document.slice(span).unwrap();
            drawn.push('|');
            assert_eq!(previous_cluster(&document, span.end()), span.start(), "back over the same cluster");
            offset = span.end();
        }
        drawn
    }

    #[test]
    fn clusters() {
        for drawn in ["|党|旗|", "|a|e\u{301}|b|", "|👩‍👩‍👦|!|", "|𠮷|野|", "|🇨🇳|🇭🇰|", "|一|\n|二|", "|ก็|"]
        {
            assert_eq!(walked(&drawn.replace('|', "")), drawn);
        }
    }

    #[test]
    fn a_selection_is_trimmed_and_never_splits_a_cluster() {
        let table = [
            ("\u{3000}党旗 ", (0, 4), Some("党旗")),
            ("ae\u{301}b", (0, 2), Some("ae\u{301}")),
            ("ae\u{301}b", (2, 4), Some("e\u{301}b")),
            ("x👩‍👩‍👦y", (3, 4), Some("👩‍👩‍👦")),
            ("一\n \n二", (1, 4), None),
            ("党", (0, 9), None),
        ];
        for (text, (start, end), expected) in table {
            let document = document(text);
            let span = Span::new(CharOffset::new(start), CharOffset::new(end)).unwrap();
            let trimmed = trim(&document, span).and_then(|span| document.slice(span));
            assert_eq!(trimmed, expected, "{text:?} {start}..{end}");
        }
    }

    #[test]
    fn a_letter_under_a_thousand_marks_is_walked_all_the_same() {
        let document = document(&format!("a{}b", "\u{301}".repeat(1000)));
        let mut offset = CharOffset::new(0);
        let mut steps = 0;
        while offset < document.end().char && steps < 2000 {
            offset = next_cluster(&document, offset);
            steps += 1;
        }
        assert_eq!(offset, document.end().char);
    }

    #[test]
    fn the_first_clusters_are_whole() {
        let table = [
            ("", 3, ""),
            ("一二三四", 3, "一二三"),
            ("一二", 3, "一二"),
            ("一e\u{301}\u{302}二", 2, "一e\u{301}\u{302}"),
            ("👩\u{200d}👩\u{200d}👦一", 1, "👩\u{200d}👩\u{200d}👦"),
            ("一", 0, ""),
        ];
        for (text, count, expected) in table {
            assert_eq!(first_clusters(text, count), expected, "{count} of {text:?}");
        }
    }
}
