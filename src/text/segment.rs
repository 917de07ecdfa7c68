//! The ladder on which a selection grows and shrinks: each rung is the smallest piece of the text that holds the one
//! below it and more.
//!
//! ```text
//!   character                                        员
//!   word, as a dictionary has it                    党员
//!   phrase between punctuation marks             我是党员
//!   inside the enclosing marks                   我是党员,让我上
//!   with them                                   “我是党员,让我上”
//!   sentence                             一声声“我是党员,让我上”
//!   paragraph
//! ```
//!
//! Nothing here needs spaces between words. Of two pieces that cross, the larger comes later or not at all.

use super::{CharOffset, Document, Span, is_unseen, on_clusters, trim};

/// Marks that enclose, each opening one before its closing one. `"` is both.
const PAIRS: [(char, char); 13] = [
    ('“', '”'),
    ('‘', '’'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
    ('〈', '〉'),
    ('（', '）'),
    ('(', ')'),
    ('"', '"'),
    ('【', '】'),
    ('〔', '〕'),
    ('［', '］'),
    ('[', ']'),
];

/// So many marks may stand open at once; of more, the outermost are forgotten, so that no text can make a key slow.
const DEPTH: usize = 32;

/// Marks that end a sentence, together with the closing ones behind them.
const ENDS: &str = "。！？!?…｡";

/// Marks between phrases, beside those that enclose or end a sentence.
const PAUSES: &str = "，、；：—,;:،؛؟";

/// The smallest segment that holds the span and more; the paragraph itself, or the paragraphs that the span touches,
/// where nothing is larger. `words` are those of a dictionary around the span: a Chinese text has no others.
pub fn grow(document: &Document, span: Span, words: &[Span]) -> Span {
    let whole = on_clusters(document, span);
    if whole != span {
        return whole;
    }
    let Some(paragraph) = paragraph(document, span) else { return span };
    if document.block_at(span.start()) != document.block_at(span.end().minus(1)) {
        return paragraph;
    }
    let mut smallest = paragraph;
    let mut consider = |one: Span| {
        let fits = one.contains(span) && one != span && paragraph.contains(one);
        if fits && one.count() < smallest.count() {
            smallest = one;
        }
    };
    Paragraph::new(document, paragraph).segments(span, &mut consider);
    for word in words {
        consider(*word);
    }
    on_clusters(document, smallest.hull(span))
}

/// The largest rung above the character at a gap that is smaller than the span and in it; the character itself where
/// none is.
pub fn shrink(document: &Document, span: Span, at: CharOffset, words: &[Span]) -> Span {
    let mut rung = character(document, span, at);
    loop {
        let next = grow(document, rung, words);
        if next == rung || next == span || !span.contains(next) {
            return rung;
        }
        rung = next;
    }
}

/// The grapheme cluster behind a gap, or the nearest one in the span.
fn character(document: &Document, span: Span, at: CharOffset) -> Span {
    let at = at.min(span.end().minus(1)).max(span.start());
    Span::new(at, at.plus(1)).map_or(span, |one| on_clusters(document, one))
}

/// The block that the span lies in, without what cannot be seen at its ends; from the first to the last where it lies in
/// several.
fn paragraph(document: &Document, span: Span) -> Option<Span> {
    let block = |offset| {
        let block = document.blocks().get(document.block_at(offset))?;
        trim(document, block.span)
    };
    Some(block(span.start())?.hull(block(span.end().minus(1))?).hull(span))
}

/// The characters of a block, where gaps are counted from its start.
struct Paragraph {
    start: CharOffset,
    chars: Vec<char>,
    /// The places of opening and closing marks that belong together, in the order of the closing ones.
    pairs: Vec<(usize, usize)>,
}

impl Paragraph {
    fn new(document: &Document, span: Span) -> Self {
        let chars: Vec<char> = document.slice(span).unwrap_or_default().chars().collect();
        let pairs = pairs(&chars);
        Self { start: span.start(), chars, pairs }
    }

    fn span(&self, start: usize, end: usize) -> Option<Span> {
        Span::new(self.start.plus(start as u32), self.start.plus(end as u32))
    }

    /// Everything larger than a word that may hold the span.
    fn segments(&self, span: Span, consider: &mut dyn FnMut(Span)) {
        let place = |offset: CharOffset| offset.minus(self.start.get()).get() as usize;
        let (from, to) = (place(span.start()), place(span.end()));
        let mut offer = |start, end| self.span(start, end).into_iter().for_each(&mut *consider);
        for (open, close) in &self.pairs {
            offer(*open, close + 1);
            offer(open + 1, *close);
        }
        self.sentence(from, to).into_iter().for_each(&mut *consider);
        self.phrase(from, to).into_iter().for_each(&mut *consider);
    }

    /// Out to the nearest mark on both sides.
    fn phrase(&self, from: usize, to: usize) -> Option<Span> {
        let is_mark = |at: &usize| self.is_mark(*at);
        let start = (0..from).rev().find(is_mark).map_or(0, |at| at + 1);
        let end = (from..self.chars.len()).find(is_mark).unwrap_or(self.chars.len());
        if end < to { None } else { self.trimmed(start, end) }
    }

    /// From behind the end of a sentence to the next end; within a quotation that has more than this one, no further than
    /// its marks.
    fn sentence(&self, from: usize, to: usize) -> Option<Span> {
        let mut start = 0;
        let mut end = 0;
        while end < to {
            if end <= from {
                start = end;
            }
            end = self.sentence_end(end);
        }
        let (outer_start, outer_end) = (start, end);
        for (open, close) in &self.pairs {
            if (outer_start..from).contains(open) && *close >= outer_end {
                start = start.max(open + 1);
            }
            if (to..outer_end).contains(close) && *open < outer_start {
                end = end.min(*close);
            }
        }
        self.trimmed(start, end)
    }

    /// The end of the sentence that begins at a gap.
    fn sentence_end(&self, start: usize) -> usize {
        let count = self.chars.len();
        let Some(mark) = (start..count).find(|at| self.ends_sentence(*at)) else { return count };
        (mark + 1..count).find(|at| !self.is_end(*at) && !self.closes(*at)).unwrap_or(count)
    }

    fn is_end(&self, at: usize) -> bool {
        self.chars.get(at).is_some_and(|c| ENDS.contains(*c))
    }

    fn closes(&self, at: usize) -> bool {
        self.pairs.binary_search_by_key(&at, |(_, close)| *close).is_ok()
    }

    /// A dot stands in numbers and names too: it ends a sentence only before white space or the end, closing marks
    /// left out.
    fn ends_sentence(&self, at: usize) -> bool {
        self.is_end(at) || (self.chars.get(at) == Some(&'.') && self.is_before_space(at))
    }

    fn is_before_space(&self, at: usize) -> bool {
        let next = (at + 1..self.chars.len()).find(|at| !self.closes(*at));
        next.and_then(|at| self.chars.get(at)).is_none_or(|c| c.is_whitespace())
    }

    /// It stands between phrases; not a comma or colon between digits.
    fn is_mark(&self, at: usize) -> bool {
        let Some(c) = self.chars.get(at) else { return false };
        let is_digit =
            |at: Option<usize>| at.and_then(|at| self.chars.get(at)).is_some_and(char::is_ascii_digit);
        if matches!(c, ',' | ':') && is_digit(at.checked_sub(1)) && is_digit(Some(at + 1)) {
            return false;
        }
        let encloses =
            || PAIRS.iter().any(|(open, close)| c == open || c == close) && !is_apostrophe(&self.chars, at);
        self.ends_sentence(at) || PAUSES.contains(*c) || encloses()
    }

    fn trimmed(&self, start: usize, end: usize) -> Option<Span> {
        let words = self.chars.get(start..end)?;
        let leading = words.iter().take_while(|c| is_unseen(**c)).count();
        let trailing = words.iter().rev().take_while(|c| is_unseen(**c)).count();
        self.span(start + leading, end.saturating_sub(trailing))
    }
}

/// Inside an English word.
fn is_apostrophe(chars: &[char], at: usize) -> bool {
    let is_letter =
        |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_alphabetic);
    chars.get(at) == Some(&'’') && is_letter(at.checked_sub(1)) && is_letter(Some(at + 1))
}

/// The marks that belong together. What is opened and never closed encloses nothing, nor does what is closed and was
/// never opened.
fn pairs(chars: &[char]) -> Vec<(usize, usize)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut pairs = Vec::new();
    for (at, c) in chars.iter().enumerate().filter(|(at, _)| !is_apostrophe(chars, *at)) {
        let partner = open.iter().rposition(|(_, wanted)| wanted == c);
        if let Some(partner) = partner {
            pairs.extend(open.get(partner).map(|(start, _)| (*start, at)));
            open.truncate(partner);
        } else if let Some((_, close)) = PAIRS.iter().find(|(opening, _)| opening == c) {
            if open.len() == DEPTH {
                open.remove(0);
            }
            open.push((at, *close));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::builders::document;
    use proptest::prelude::*;

    fn span(start: usize, end: usize) -> Span {
        Span::new(CharOffset::new(start as u32), CharOffset::new(end as u32)).unwrap()
    }

    /// Reads a drawn ladder: the text without braces, and what stands between each pair of braces, inner ones first.
    fn ladder(drawn: &str) -> (std::sync::Arc<Document>, Vec<Span>) {
        let mut text = String::new();
        let mut open = Vec::new();
        let mut rungs = Vec::new();
        for c in drawn.chars() {
            let at = text.chars().count();
            match c {
                '{' => open.push(at),
                '}' => rungs.push(span(open.pop().unwrap(), at)),
                c => text.push(c),
            }
        }
        (document(&text), rungs)
    }

    /// Where these words first stand in the text.
    fn words_of(document: &Document, words: &[&str]) -> Vec<Span> {
        let text = document.text();
        let place = |word: &str| {
            let before = text.split(word).next().unwrap().chars().count();
            span(before, before + word.chars().count())
        };
        words.iter().map(|word| place(word)).collect()
    }

    #[test]
    fn ladders() {
        let table: &[(&str, &[&str])] = &[
            ("{一声声{“{{我是{党{员}}},让我上}”}}", &["一声声", "党员", "我"]),
            ("{一声声“我是党员,{让我{上}}}", &[]),
            ("他说：“{{{一}二}。}三。”他走了。", &["一二"]),
            ("{{他说：{“{一。{{{三}四}。}}”}}他走了。}", &[]),
            ("她问{「{他说{『{走}』}了}」}吗", &[]),
            ("{第一句。{{{{第}二}句}！！}第三句}", &["第二"]),
            ("{{{疫情}防控}（广州）一线}", &[]),
            ("{截至21日,{累计{1,2{3}4}例}}", &["1,234"]),
            ("{累计5,{甲{乙}}}", &[]),
            ("{{{甲}乙},5例}", &[]),
            ("{He left. {{She st{a}yed at 3.5 km}.} “Don’t go.” It rained.}", &[]),
            ("{{He said {\"{{{d}o not go}.}\"}} Twice.}", &[]),
            ("{“{未完的{话}},就这样}", &["话"]),
            ("{一{」}二}", &[]),
            ("前\n　{{后}段}\n末", &["后段"]),
        ];
        for (drawn, words) in table {
            let (document, rungs) = ladder(drawn);
            let words = words_of(&document, words);
            for pair in rungs.windows(2) {
                let grown = grow(&document, pair[0], &words);
                assert_eq!(document.slice(grown), document.slice(pair[1]), "{drawn}");
            }
        }
    }

    #[test]
    fn a_paragraph_is_the_top_and_several_are_taken_whole() {
        let document = document("\u{3000}一。二。\n\n三。 \n四");
        let grown = |start, end| document.slice(grow(&document, span(start, end), &[]));
        assert_eq!(grown(1, 3), Some("一。二。"), "without the white space at its ends");
        assert_eq!(grown(1, 5), Some("一。二。"));
        assert_eq!(grown(4, 8), Some("一。二。\n\n三。"));
        assert_eq!(grown(0, 12), document.slice(span(0, 12)));
    }

    #[test]
    fn no_cluster_is_split() {
        let table = [
            ("x👩‍👩‍👦y", (1, 2), "👩‍👩‍👦"),
            ("e\u{301}。f", (0, 1), "e\u{301}"),
            ("一，\u{301}二", (3, 4), "，\u{301}二"),
            ("𠮷野家", (0, 1), "𠮷野家"),
            ("זה שלום, לך", (3, 7), "זה שלום"),
        ];
        for (text, (start, end), expected) in table {
            let document = document(text);
            let grown = grow(&document, span(start, end), &[]);
            assert_eq!(document.slice(grown), Some(expected), "{text}");
        }
    }

    #[test]
    fn shrinking_goes_back_down_to_the_character() {
        let (document, rungs) = ladder("{一声声{“{{我是{党{员}}},让我上}”}}");
        let words = words_of(&document, &["党员"]);
        let at = rungs[0].start();
        for pair in rungs.windows(2) {
            assert_eq!(shrink(&document, pair[1], at, &words), pair[0]);
        }
        assert_eq!(shrink(&document, rungs[0], at, &words), rungs[0], "nothing is below a character");
        assert_eq!(
            document.slice(shrink(&document, span(2, 8), at, &words)),
            Some("我是党员"),
            "between two rungs"
        );
        assert_eq!(
            document.slice(shrink(&document, span(0, 3), at, &words)),
            Some("声"),
            "the place lies elsewhere"
        );
    }

    const SIGNS: &str = "(一|二|“|”|「|」|（|）|\"|’|a|b|[0-9]|,|，|。|！|…|\\.| |\u{3000}|\n|𠮷|👩\u{200d}👦|\u{301}|ש){1,40}";

    proptest! {
        #[test]
        fn growing_ends_at_the_paragraph_and_shrinking_comes_back(text in SIGNS, one in 0u32..40, other in 0u32..40) {
            let document = document(&text);
            let end = document.end().char;
            let chosen = Span::between(CharOffset::new(one).min(end), CharOffset::new(other).min(end));
            let Some(start) = chosen.map(|chosen| on_clusters(&document, chosen)) else { return Ok(()) };
            let Some(top) = paragraph(&document, start) else {
                prop_assert_eq!(grow(&document, start, &[]), start, "a text of white space alone has no paragraph");
                return Ok(());
            };
            let mut rung = start;
            loop {
                let next = grow(&document, rung, &[]);
                prop_assert!(next.contains(rung));
                prop_assert_eq!(on_clusters(&document, next), next, "whole clusters");
                if next == rung {
                    break;
                }
                rung = next;
            }
            prop_assert!(rung.contains(top), "{:?} stops below {:?}", rung, top);
            loop {
                let next = shrink(&document, rung, start.start(), &[]);
                prop_assert!(rung.contains(next));
                prop_assert_eq!(on_clusters(&document, next), next, "whole clusters");
                if next == rung {
                    break;
                }
                rung = next;
            }
            prop_assert_eq!(rung, character(&document, rung, start.start()));
        }
    }
}
