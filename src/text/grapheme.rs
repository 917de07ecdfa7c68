//! What a reader calls a character: a grapheme cluster (Unicode Standard Annex #29, extended clusters).
//!
//! A selection never splits one, and never begins or ends with one that cannot be seen:
//!
//! ```text
//!   e + ◌́   one cluster of two code points
//!   👩‍👩‍👦     one cluster of five
//! ```

use std::ops::Range;

use icu_segmenter::GraphemeClusterSegmenter;

use super::unseen::is_unseen;
use super::{CharOffset, Document, Span};

/// How far around a gap clusters are looked for, in code points. A longer cluster (one letter under hundreds of
/// combining marks) is taken to break there, so that no text can make a key press slow.
const REACH: u32 = 256;

/// The boundaries of clusters around a byte, ascending, in bytes.
///
/// A line feed always stands alone, so looking from one, or from the beginning of the text, is exact; and so is looking
/// from a letter that begins a cluster and cannot be joined by what follows. Elsewhere the look begins `REACH` before,
/// where it may begin inside a cluster: those first boundaries are not near the byte.
fn boundaries_in(text: &str, around: usize) -> impl Iterator<Item = usize> {
    let (before, behind) = text.split_at_checked(around).unwrap_or_default();
    let near = before.char_indices().rev().take(REACH as usize);
    let mut from = before.len();
    for (at, c) in near.take_while(|(_, c)| *c != '\n') {
        from = at;
        if begins_cluster(before.get(..at).unwrap_or_default(), c) {
            break;
        }
    }
    let to = behind.char_indices().nth(REACH as usize).map_or(text.len(), |(at, _)| around + at);
    let window = text.get(from..to).unwrap_or_default();
    GraphemeClusterSegmenter::new().segment_str(window).map(move |at| from + at)
}

/// A cluster begins with this letter whatever stands farther before, and whatever follows it.
fn begins_cluster(before: &str, c: char) -> bool {
    // Two of Latin-1 are pictures, which may be joined to a picture before them.
    if !stands_alone(c) || matches!(c, '©' | '®') {
        return false;
    }
    before.chars().next_back().is_none_or(|last| {
        let both = String::from_iter([last, c]);
        GraphemeClusterSegmenter::new().segment_str(&both).nth(1) == Some(last.len_utf8())
    })
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

/// Never part of a cluster with another of these: most of what is written in Latin, Greek, Cyrillic, Han, kana and Hangul.
const fn stands_alone(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{2ff}'
            | '\u{370}'..='\u{482}'
            | '\u{48a}'..='\u{590}'
            | '\u{1e00}'..='\u{1fff}'
            | '\u{2010}'..='\u{2027}'
            | '\u{3000}'..='\u{3029}'
            | '\u{3041}'..='\u{3096}'
            | '\u{309b}'..='\u{30ff}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{ff01}'..='\u{ff60}'
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

/// The span without what cannot be seen at its ends, blanks or not, on whole clusters; `None` where nothing is left.
pub fn trim(document: &Document, span: Span) -> Option<Span> {
    let words = document.slice(span)?;
    let leading = words.chars().take_while(|c| is_unseen(*c)).count() as u32;
    let trailing = words.chars().rev().take_while(|c| is_unseen(*c)).count() as u32;
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
    use proptest::prelude::*;

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
            ("\u{200b}党\u{ad}旗\u{200b} \u{2060}", (0, 7), Some("党\u{ad}旗")),
            ("\u{200b}\u{feff}\u{3000}\u{2800}党\u{200e}", (0, 6), Some("党")),
            ("葛\u{e0100}飾\u{fe00} ", (0, 5), Some("葛\u{e0100}飾\u{fe00}")),
            ("❤\u{fe0f}\u{200d}", (0, 3), Some("❤\u{fe0f}\u{200d}")),
            ("一\u{200b}\u{ad}二", (1, 3), None),
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

    proptest! {
        #[test]
        fn a_look_around_a_gap_finds_what_a_look_at_all_finds(
            text in "([a-c]| |é|一|©|👩|\u{200d}|\u{301}|\u{600}|\u{110bd}|ก็|क|\u{94d}|ष|🇨|🇳|\u{11ab}|가|\u{1100}|\u{fe0f}|\u{200b}|\n|ש|ﾞ|\u{e0100}){1,40}"
        ) {
            let all: Vec<usize> = GraphemeClusterSegmenter::new().segment_str(&text).collect();
            for (at, _) in text.char_indices() {
                let whole = whole_clusters(&text, at..at);
                let start = all.iter().rfind(|boundary| **boundary <= at).copied();
                let end = all.iter().find(|boundary| **boundary >= at).copied();
                prop_assert_eq!((Some(whole.start), Some(whole.end)), (start, end), "{:?} at {}", text, at);
            }
        }
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
