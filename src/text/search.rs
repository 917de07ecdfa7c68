//! Words looked for in a text, in time that grows with the text alone.

use super::fold::Folding;
use super::{CharOffset, Document, Span, on_clusters};

/// Words to look for, ready for any number of texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    written: String,
    folding: Folding,
    /// The characters, folded, each with the length of the longest beginning of the query that ends before it and
    /// is continued otherwise (Knuth, Morris and Pratt): where to go on when the text does not have it.
    pattern: Vec<(char, usize)>,
}

impl Query {
    /// White space at the ends counts for nothing.
    pub fn new(written: &str) -> Self {
        let folding = Folding::new();
        let mut query = Self { written: written.to_owned(), folding, pattern: Vec::new() };
        let mut known = 0;
        for c in written.trim().chars().map(|c| query.folding.fold(c)) {
            let fallback = known;
            if !query.pattern.is_empty() {
                known = query.after(known, c);
            }
            query.pattern.push((c, fallback));
        }
        query
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    pub fn is_empty(&self) -> bool {
        self.pattern.is_empty()
    }

    /// How much of the query the text has when this character follows on so much of it.
    fn after(&self, known: usize, c: char) -> usize {
        let mut known = known;
        loop {
            match self.pattern.get(known) {
                Some((wanted, _)) if *wanted == c => return known + 1,
                Some((_, fallback)) if known > 0 => known = *fallback,
                Some(_) | None => return 0,
            }
        }
    }

    /// The ends of its occurrences, counted in characters. They do not overlap.
    fn ends_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = u32> + 'a {
        let mut known = 0;
        let ends = text.chars().zip(1..).filter(move |(c, _)| {
            known = self.after(known, self.folding.fold(*c));
            let is_whole = known == self.pattern.len();
            if is_whole {
                known = 0;
            }
            is_whole
        });
        ends.map(|(_, end)| end)
    }

    /// A text has it; an empty query is in every text.
    pub fn is_in(&self, text: &str) -> bool {
        self.is_empty() || self.ends_in(text).next().is_some()
    }

    /// Its occurrences in a document, in their order and at most `most`. None splits a grapheme cluster or overlaps
    /// another.
    pub fn find_in(&self, document: &Document, most: usize) -> Vec<Span> {
        if self.is_empty() {
            return Vec::new();
        }
        let length = self.pattern.len() as u32;
        let spans = self.ends_in(document.text()).filter_map(|end| {
            let end = CharOffset::new(end);
            Span::new(end.minus(length), end)
        });
        spans.filter(|span| on_clusters(document, *span) == *span).take(most).collect()
    }
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::builders::document;
    use proptest::prelude::*;

    /// The text with brackets around what is found.
    fn drawn(query: &str, text: &str) -> String {
        let document = document(text);
        let spans = Query::new(query).find_in(&document, usize::MAX);
        let starts: Vec<u32> = spans.iter().map(|span| span.start().get()).collect();
        let ends: Vec<u32> = spans.iter().map(|span| span.end().get()).collect();
        let mut drawn = String::new();
        for (at, c) in (0u32..).zip(text.chars().map(Some).chain([None])) {
            drawn += if ends.contains(&at) { "]" } else { "" };
            drawn += if starts.contains(&at) { "[" } else { "" };
            drawn.extend(c);
        }
        drawn
    }

    #[test]
    fn occurrences() {
        let table = [
            ("广州", "[广州]和[廣州]、廣東"),
            ("廣州", "[广州]和[廣州]"),
            (" 广州 ", "在[广州]"),
            ("5.21", "“[5.21]”与“[５．２１]”"),
            ("PIZHU", "[Pizhu][ｐｉＺＨＵ]"),
            ("aa", "[aa][aa]ab"),
            ("一二一三", "一二[一二一三]"),
            ("𠮷", "野[𠮷]家"),
            ("e", "[e]e\u{301}[e]"),
            ("👩", "👩\u{200d}👦[👩]"),
            ("一 二", "[一\u{3000}二]"),
            ("上\n下", "[上\n下]"),
            ("שלום", "אמר [שלום] לך"),
            ("没有", "无"),
            ("", "无"),
            ("\u{3000}", "一\u{3000}二"),
        ];
        for (query, expected) in table {
            let text = expected.replace(['[', ']'], "");
            assert_eq!(drawn(query, &text), expected, "{query:?}");
        }
    }

    #[test]
    fn at_most_so_many() {
        assert_eq!(Query::new("一").find_in(&document("一一一"), 2).len(), 2);
    }

    proptest! {
        #[test]
        fn it_finds_what_a_slow_search_finds(query in "[abＡ]{1,5}", text in "[abA]{1,60}") {
            let lower = |text: &str| text.replace('Ａ', "a").to_ascii_lowercase();
            let (wanted, words) = (lower(&query), lower(&text));
            let slow: Vec<u32> = words.match_indices(&wanted).map(|(at, _)| at as u32).collect();
            let found = Query::new(&query).find_in(&document(&text), usize::MAX);
            prop_assert_eq!(found.iter().map(|span| span.start().get()).collect::<Vec<_>>(), slow);
            prop_assert_eq!(Query::new(&query).is_in(&text), words.contains(&wanted));
        }
    }
}
