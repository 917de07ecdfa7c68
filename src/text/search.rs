//! Words looked for in a text, in time that grows with the text alone.

use super::fold::{Folded, Gap, Take, fold, folded};
use super::grapheme::whole_clusters;
use super::unseen::{is_invisible, is_unseen};
use super::{CharOffset, Document, Span};
use crate::wire::{Reader, Wire, Writer};

/// Words to look for, ready for any number of texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    written: String,
    /// The characters, folded, each with the length of the longest beginning of the query that ends before it and
    /// is continued otherwise (Knuth, Morris and Pratt): where to go on when the text does not have it.
    pattern: Vec<(char, usize)>,
    /// The length of the longest beginning of the query that it also ends in.
    border: usize,
}

/// An occurrence.
struct Found {
    start: Gap,
    end: Gap,
}

/// How far a search has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SearchProgress {
    /// Bytes of the text that were looked at.
    pub read: u32,
    pub found: usize,
}

impl Wire for SearchProgress {
    fn write(&self, writer: &mut Writer) {
        writer.number(self.read.into());
        writer.number(self.found as u64);
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self { read: reader.small()?, found: reader.small()? })
    }
}

impl Query {
    /// What cannot be seen at the ends counts for nothing.
    pub fn new(written: &str) -> Self {
        let mut query = Self { written: written.to_owned(), pattern: Vec::new(), border: 0 };
        for c in folded(written.trim_matches(is_unseen)) {
            let fallback = query.border;
            if !query.pattern.is_empty() {
                query.border = query.after(fallback, c);
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

    /// A text has it; an empty query is in every text.
    pub fn is_in(&self, text: &str) -> bool {
        self.is_empty() || !self.find_in_text(text, |_| ()).is_empty()
    }

    /// Its occurrences in a document, in their order.
    pub fn find_in(&self, document: &Document) -> Vec<Span> {
        self.find_in_text(document.text(), |_| ())
    }

    /// Its occurrences in a text, in their order: none splits a grapheme cluster, begins or ends with something that
    /// cannot be seen, or overlaps another. On the way it is said how far the search has come.
    pub fn find_in_text(&self, text: &str, hear: impl FnMut(SearchProgress)) -> Vec<Span> {
        let Some((first, _)) = self.pattern.first() else { return Vec::new() };
        let starts = vec![None; self.pattern.len()];
        let mut search =
            Search { query: self, text, first: *first, known: 0, starts, place: 0, found: Vec::new(), hear };
        fold(text, &mut search);
        search.found
    }
}

/// A search on its way through a text.
struct Search<'a, H> {
    query: &'a Query,
    text: &'a str,
    /// Of the query.
    first: char,
    /// So much of the query was read last.
    known: usize,
    /// The gaps before the characters that were read last, each in the place of the one that is no longer needed.
    starts: Vec<Option<Gap>>,
    place: usize,
    found: Vec<Span>,
    hear: H,
}

impl<H: FnMut(SearchProgress)> Take for Search<'_, H> {
    #[inline]
    fn passes(&self, c: char) -> bool {
        self.known == 0 && c != self.first
    }

    #[inline(never)]
    fn take(&mut self, Folded { c, start, end }: Folded) {
        if let Some(slot) = self.starts.get_mut(self.place) {
            *slot = start;
        }
        self.place = if self.place + 1 == self.starts.len() { 0 } else { self.place + 1 };
        self.known = self.query.after(self.known, c);
        if self.known == self.starts.len() {
            let start = self.starts.get(self.place).copied().flatten();
            let found = start.zip(end).and_then(|(start, end)| on_clusters(self.text, Found { start, end }));
            // What is no occurrence may hold the beginning of one.
            self.known = if found.is_some() { 0 } else { self.query.border };
            self.found.extend(found.and_then(Found::span));
        }
    }

    fn hear(&mut self, read: u32) {
        (self.hear)(SearchProgress { read, found: self.found.len() });
    }
}

impl Found {
    fn span(self) -> Option<Span> {
        Span::new(CharOffset::new(self.start.char), CharOffset::new(self.end.char))
    }
}

/// The occurrence with what belongs to its last cluster and cannot be seen; `None` where it splits a cluster.
fn on_clusters(text: &str, found: Found) -> Option<Found> {
    let bytes = found.start.byte as usize..found.end.byte as usize;
    let whole = whole_clusters(text, bytes.clone());
    if whole == bytes {
        return Some(found);
    }
    let more = text.get(bytes.end..whole.end).filter(|_| whole.start == bytes.start)?;
    more.chars().all(is_invisible).then_some(())?;
    let end = Gap { char: found.end.char + more.chars().count() as u32, byte: whole.end as u32 };
    Some(Found { end, ..found })
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::builders::document;
    use proptest::prelude::*;

    /// The text with brackets around what is found.
    fn drawn(query: &str, text: &str) -> String {
        let document = document(text);
        let spans = Query::new(query).find_in(&document);
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

    /// One row for each class of characters that count as equal: each query finds all that is drawn, and no more.
    #[test]
    fn equal_words_are_found_in_every_form() {
        let table: &[(&str, &[&str], &str)] = &[
            ("script", &["税务局邹小姐", "稅務局鄒小姐"], "[税务局邹小姐]、[稅務局鄒小姐]、税务司"),
            ("forms of one character", &["为群众", "爲羣衆"], "[为群众][爲羣衆][為群眾]"),
            ("Japanese forms", &["広沢", "廣澤", "广泽"], "[広沢][廣澤][广泽]"),
            ("beyond the first plane", &["讚", "赞"], "[讚][赞][贊][\u{2c92e}]"),
            ("radicals", &["长江", "長江", "⻓江"], "[⻓江][長江][长江]"),
            ("compatible ideographs", &["金山", "\u{f90a}山"], "[金山][\u{f90a}⼭]"),
            ("composed and apart", &["café", "CAFE\u{301}"], "[Café] und [Cafe\u{301}], Cafe"),
            (
                "marks in any order",
                &["ậ", "a\u{302}\u{323}"],
                "[ậ][a\u{302}\u{323}][a\u{323}\u{302}][A\u{323}\u{200d}\u{302}] â ạ",
            ),
            ("iota below", &["ᾄ", "Α\u{313}\u{301}Ι"], "[ᾄ][α\u{345}\u{313}\u{301}][α\u{313}\u{301}\u{345}]"),
            (
                "Hangul",
                &["한글", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}"],
                "[한글][\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}] 하글",
            ),
            ("kana of half width", &["ガス", "ｶﾞｽ"], "[ガス][ｶﾞｽ]カス"),
            ("case", &["москва", "МОСКВА"], "[Москва], [МОСКВА], [москва]"),
            ("case that takes two letters", &["straße", "STRASSE"], "[Straße] [STRASSE] [Straſſe] Strase"),
            ("sigma", &["οδος", "ΟΔΟΣ"], "[οδος][οδοσ][ΟΔΟΣ]"),
            ("Georgian, Deseret, Cherokee", &["ა𐐨ꭰ", "Ა𐐀Ꭰ"], "[ა𐐨ꭰ][Ა𐐀Ꭰ]"),
            ("units", &["kg", "㎏"], "5[㎏] [kg] [ＫＧ] k·g"),
            ("ligatures", &["fi", "ﬁ"], "[ﬁ]n [fi]n ﬃ"),
            ("digits", &["12", "⑫", "¹²"], "[⑫] [12] [１２] [¹²] 1 2"),
            ("in brackets", &["(株)", "㈱"], "[㈱] [(株)] [（株）]"),
            ("Arabic forms", &["لا", "ﻻ"], "[لا] [ﻻ]"),
            ("blanks", &["a b", "a\u{a0}b"], "[a b][a\u{a0}b][a\u{3000}b][a\u{2009}b][a\tb][a\u{2800}b]ab"),
            ("line ends", &["a\nb"], "[a\nb][a\u{2028}b][a\u{85}b]a b"),
            (
                "zero width",
                &["防疫点", "防\u{200b}疫点", "\u{feff}防疫点\u{200b}"],
                "[防疫点]\u{200b}[防\u{200b}疫\u{2060}点]\u{200b}\n\u{feff}[防疫点]",
            ),
            (
                "soft hyphens",
                &["Bundesregierung", "Bun\u{ad}des\u{ad}re\u{ad}gie\u{ad}rung"],
                "[Bun\u{ad}des\u{ad}re\u{ad}gie\u{ad}rung]\u{ad}. [Bundesregierung].",
            ),
            ("direction", &["שלום", "\u{202b}שלום\u{202c}"], "\u{200f}[של\u{200f}ום]\u{200e}"),
            ("chosen forms", &["葛飾", "葛\u{e0100}飾"], "[葛飾][葛\u{e0100}飾\u{fe00}]"),
            ("signs with a form", &["❤", "❤\u{fe0f}"], "[❤][❤\u{fe0f}]"),
            (
                "quotation marks",
                &["“好”", "「好」", "\"好\"", "〝好〞"],
                "[“好”][「好」][『好』][«好»][〝好〞][＂好＂][﹁好﹂][„好“][›好‹]（好）",
            ),
            ("apostrophes", &["don't", "DON’T"], "[don't] [don’t] [don\u{2bc}t] dont"),
            ("hyphens", &["e-mail"], "[e-mail] [e\u{2010}mail] [e\u{2011}mail] e–mail"),
        ];
        for (class, queries, expected) in table {
            let text = expected.replace(['[', ']'], "");
            for query in *queries {
                assert_eq!(drawn(query, &text), *expected, "{class}: {query:?}");
            }
        }
    }

    #[test]
    fn no_letter_is_found_in_the_middle_of_a_sign_or_under_its_marks() {
        for (query, text) in [
            ("s", "ß"),
            ("k", "㎏"),
            ("e", "é"),
            ("\u{301}", "é"),
            ("한", "하\u{11ab}\u{11ab}"),
            ("하", "한"),
            ("f", "ﬁ"),
            ("👩", "👩\u{200d}👦"),
            ("ss", "s\u{301}s"),
            ("\u{302}", "a\u{302}\u{323}"),
        ] {
            assert_eq!(drawn(query, text), text, "{query:?}");
        }
        assert_eq!(
            drawn("ee", "e\u{301}eee\u{301}ee"),
            "e\u{301}[ee]e\u{301}[ee]",
            "what is refused hides none"
        );
        assert_eq!(drawn("aaa", "aa\u{301}aaa"), "aa\u{301}[aaa]");
    }

    #[test]
    fn a_query_of_nothing_visible_is_empty() {
        for query in ["\u{200b}", " \u{ad}\u{3000}", "\u{2060}\u{feff}\u{2800}"] {
            assert!(Query::new(query).is_empty(), "{query:?}");
        }
    }

    #[test]
    fn progress_is_told_and_nothing_is_left_out() {
        let text = "一二三。".repeat(500_000);
        let mut told = Vec::new();
        let found = Query::new("二三").find_in_text(&text, |progress| told.push(progress));
        assert_eq!(found.len(), 500_000);
        assert!(told.len() > 5 && told.is_sorted_by_key(|progress| progress.read), "{told:?}");
        assert!(told.iter().all(|progress| progress.found.abs_diff(progress.read as usize / 12) <= 1));
    }

    /// Letters, marks, signs and what cannot be seen, with the ways in which one is written.
    const FORMS: &[&[&str]] = &[
        &["é", "e\u{301}", "E\u{301}", "É", "e\u{200d}\u{301}"],
        &["广", "廣", "広"],
        &["群", "羣"],
        &["ss", "ß", "ẞ", "SS", "ſs"],
        &["ậ", "a\u{302}\u{323}", "a\u{323}\u{302}", "â\u{323}", "ạ\u{302}"],
        &["가", "\u{1100}\u{1161}"],
        &["kg", "㎏", "ＫＧ"],
        &[" ", "\u{a0}", "\u{3000}", "\t", "\u{2009}"],
        &["\"", "“", "」", "’", "«"],
        &["д", "Д"],
        &["5", "５", "⁵", "⑤"],
        &["ガ", "ｶﾞ", "カ\u{3099}"],
    ];

    /// The same words, each letter in a way that the numbers choose, with something invisible between them.
    fn written(letters: &[(usize, usize, usize)]) -> String {
        let between = ["", "\u{200b}", "\u{ad}", "", "\u{2060}\u{200b}", ""];
        let form = |(letter, form, gap): &(usize, usize, usize)| {
            let forms = FORMS[letter % FORMS.len()];
            [forms[form % forms.len()], between[gap % between.len()]].concat()
        };
        letters.iter().map(form).collect()
    }

    type Letters = Vec<(usize, usize, usize)>;

    fn letters(most: usize) -> impl Strategy<Value = Letters> {
        prop::collection::vec((0usize..99, 0usize..99, 0usize..99), 1..=most)
    }

    /// The same letters in other forms.
    fn others(letters: &Letters, forms: &Letters) -> Letters {
        let forms = forms.iter().cycle();
        letters.iter().zip(forms).map(|((letter, ..), (_, form, gap))| (*letter, *form, *gap)).collect()
    }

    const ODD: &str = "(a|e|s|ß|一|廣|广|é|ậ|\u{301}|\u{323}|\u{345}|\u{200b}|\u{200d}|\u{ad}|\u{34f}|\n| |“|㎏|가|\u{11ab}|👩|❤|\u{fe0f}|\\PC){0,12}";

    proptest! {
        #[test]
        fn every_planted_form_is_found(
            words in letters(5), forms in letters(9), before in "[一二]{0,3}", behind in "[一二]{0,3}"
        ) {
            let words = [(1, 0, 0)].into_iter().chain(words).chain([(2, 0, 0)]).collect();
            let planted = written(&others(&words, &forms));
            let visible = planted.trim_end_matches(is_unseen);
            let unseen = planted.strip_prefix(visible).unwrap();
            let text = [&before, visible, unseen, &behind].concat();
            let found = Query::new(&written(&words)).find_in(&document(&text));
            let start = before.chars().count() as u32;
            let expected = Span::new(CharOffset::new(start), CharOffset::new(start + visible.chars().count() as u32));
            prop_assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{:?} in {:?}", written(&words), text);
        }

        #[test]
        fn what_is_found_says_what_was_looked_for(query in ODD, text in ODD, around in ODD) {
            let text = ["甲", &around, &query, &text, &query].concat();
            let (document, wanted) = (document(&text), Query::new(&query));
            let mut before = CharOffset::new(0);
            for span in wanted.find_in(&document) {
                let words = document.slice(span).unwrap();
                prop_assert_eq!(folded(words), folded(query.trim_matches(is_unseen)), "{:?}", words);
                prop_assert_eq!(super::super::trim(&document, span), Some(span), "its ends are seen and whole");
                prop_assert!(span.start() >= before, "none overlaps another");
                before = span.end();
            }
        }

        #[test]
        fn equal_is_equal_from_both_sides(one in ODD, other in ODD, forms in letters(9), words in letters(4)) {
            let (a, b) = (written(&words), written(&others(&words, &forms)));
            for (one, other) in [(&one, &other), (&a, &b)] {
                let whole = |query: &str, text: &str| {
                    let text = text.trim_matches(is_unseen);
                    let query = Query::new(query);
                    let whole = [Span::new(CharOffset::new(0), CharOffset::new(text.chars().count() as u32)).unwrap()];
                    !query.is_empty() && query.find_in(&document(text)) == whole
                };
                if [one, other].iter().all(|text| !text.trim_matches(is_unseen).is_empty()) {
                    prop_assert_eq!(whole(one, other), whole(other, one), "{:?} {:?}", one, other);
                }
            }
        }
    }

    proptest! {
        #[test]
        fn it_finds_what_a_slow_search_finds(query in "[abＡ]{1,5}", text in "[abA]{1,60}") {
            let lower = |text: &str| text.replace('Ａ', "a").to_ascii_lowercase();
            let (wanted, words) = (lower(&query), lower(&text));
            let slow: Vec<u32> = words.match_indices(&wanted).map(|(at, _)| at as u32).collect();
            let found = Query::new(&query).find_in(&document(&text));
            prop_assert_eq!(found.iter().map(|span| span.start().get()).collect::<Vec<_>>(), slow);
            prop_assert_eq!(Query::new(&query).is_in(&text), words.contains(&wanted));
        }
    }
}
