//! A text made ready to have quotes found in it.

use std::cmp::Reverse;

use super::align::{Gap, lay};
use super::order::out_of_order;
use super::seeds::{Seeds, is_said};
use super::verdict::{Candidate, Doubt, Fit, SIDE, verdict};
use super::{Anchoring, Quote, Span};
use crate::text::grapheme::whole_clusters;
use crate::text::{ByteOffset, CharOffset, OffsetTable};

/// At most so many characters of the context are looked at on each side.
const CONTEXT: usize = 64;

/// A seed that stands in more places than this says little: of its places only so many are looked at, those nearest to
/// where the quote was.
const CROWD: usize = 32;

/// Seeds of one place lie on one diagonal, but for what was put in or taken out between them: at most so many bytes.
const DRIFT: u32 = 64;

/// The quote is laid along the text at no more places than these, where most seeds are.
const PLACES: usize = 8;

/// Where there is less than this part of the seeds of the best place, not even the words and one side of them stand.
const FEW: usize = 4;

/// No quote is laid along a text with more edits, whatever its length: the work grows with their square.
const MOST_EDITS: usize = 256;

/// A quote farther from where it was than so many characters, and than this part of the text, has moved.
const NEAR: u32 = 1000;
const NEAR_PART: u32 = 20;

/// So many characters put in right behind a quote are taken for part of it.
const MENDED: isize = 2;

/// Bytes on each side of where the quote was that are searched when it has no seed: it is short, or the text is.
const WINDOW: usize = 4000;

/// One text and where its short sequences stand. Built once; each look-up then costs by the quote alone.
#[derive(Debug)]
pub struct Index<'t> {
    text: &'t str,
    table: OffsetTable,
    seeds: Seeds,
}

/// A quote with its context, as it is laid along a text.
struct Words {
    all: String,
    chars: Vec<char>,
    /// How many characters of context stand before, and how many up to the end of the quote.
    start: usize,
    end: usize,
    /// The byte at which the whole would begin if the quote stood where it was.
    hint: Option<u32>,
}

/// A place of the text that says what one of the words' bytes says.
#[derive(Clone, Copy)]
struct Hit {
    /// The same for all hits of one place where nothing was edited.
    diagonal: u32,
    at: u32,
    place: u32,
}

impl<'t> Index<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, table: OffsetTable::new(text), seeds: Seeds::new(text) }
    }

    /// Where a quote stands, if that can be said. It has moved where it stands far from where it was.
    pub fn find(&self, quote: &Quote) -> Anchoring {
        let found = self.place(quote);
        let near = NEAR.max(self.table.end().char.get() / NEAR_PART);
        let is_near =
            |span: Span| quote.hint.is_none_or(|hint| hint.get().abs_diff(span.start().get()) <= near);
        if found.span().is_none_or(is_near) { found } else { found.displaced() }
    }

    /// Where the quotes of one text stand. A passage has moved where its quotes are no longer in the order of the
    /// others: that all of them stand farther down is no move.
    pub fn find_all(&self, quotes: &[Quote]) -> Vec<Anchoring> {
        let mut found: Vec<Anchoring> = quotes.iter().map(|quote| self.place(quote)).collect();
        let places = found.iter().zip(quotes).enumerate().filter_map(|(number, (found, quote))| {
            let now = found.span()?.start();
            matches!(found, Anchoring::Exact(_)).then_some((quote.hint?, now, number))
        });
        for number in out_of_order(places.collect()) {
            if let Some(found) = found.get_mut(number) {
                *found = found.displaced();
            }
        }
        found
    }

    /// Judged by words and context alone.
    fn place(&self, quote: &Quote) -> Anchoring {
        let (candidates, is_partial) = self.candidates(quote);
        let Some(best) = candidates.iter().min_by_key(|candidate| candidate.edits()) else {
            return Anchoring::Orphan;
        };
        let is_rivalled = is_partial || candidates.iter().any(|candidate| candidate.rivals(best));
        verdict(best, Doubt { is_rivalled, text_count: self.table.end().char.get() as usize })
    }

    /// The places where the quote may stand; and whether there may be more of them.
    pub(super) fn candidates(&self, quote: &Quote) -> (Vec<Candidate>, bool) {
        let words = self.words(quote);
        if words.start == words.end {
            return (Vec::new(), false);
        }
        let (mut hits, mut is_partial) = self.hits(&words);
        if hits.is_empty() {
            (hits, is_partial) = self.hits_near(quote, &words);
        }
        let mut places = places(hits, words.hint);
        let most = places.first().map_or(0, |(votes, _)| *votes);
        places.retain(|(votes, _)| votes * FEW >= most);
        is_partial |= places.get(PLACES).is_some_and(|(votes, _)| votes * 2 > most);
        places.truncate(PLACES);
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut fewest = MOST_EDITS;
        for (_, hit) in places {
            if let Some(candidate) = self.lay(&words, hit, fewest + SIDE) {
                fewest = fewest.min(candidate.edits());
                candidates.push(candidate);
            }
        }
        (candidates, is_partial)
    }

    fn words(&self, quote: &Quote) -> Words {
        let skipped = quote.prefix.chars().count().saturating_sub(CONTEXT);
        let prefix: String = quote.prefix.chars().skip(skipped).collect();
        let suffix: String = quote.suffix.chars().take(CONTEXT).collect();
        let hint =
            quote.hint.map(|hint| self.table.at_char(self.text, hint).unwrap_or(self.table.end()).byte);
        let start = prefix.chars().count();
        let bytes = prefix.len() as u32;
        let all = prefix + &quote.exact + &suffix;
        Words {
            chars: all.chars().collect(),
            start,
            end: start + quote.exact.chars().count(),
            hint: hint.map(|hint| hint.minus(bytes).get()),
            all,
        }
    }

    /// Where the text has seeds of the words; and whether all of these seeds are crowded, so that there may be more.
    fn hits(&self, words: &Words) -> (Vec<Hit>, bool) {
        let mut hits = Vec::new();
        let mut is_crowded = true;
        let length = words.all.len() as u32;
        for (at, places) in self.seeds.of(&words.all) {
            is_crowded &= places.len() > CROWD || places.is_empty();
            let behind = places.partition_point(|place| *place < words.hint.unwrap_or(0).saturating_add(at));
            let from = behind.saturating_sub(CROWD / 2).min(places.len().saturating_sub(CROWD));
            let near = places.iter().skip(from).take(CROWD).copied();
            let near = near.filter(|place| is_said(&words.all, at, self.text, *place));
            hits.extend(near.map(|place| Hit { diagonal: (place + length).saturating_sub(at), at, place }));
        }
        (hits, is_crowded)
    }

    /// Where the quote itself stands near where it was; and whether a part of the text was not looked at.
    fn hits_near(&self, quote: &Quote, words: &Words) -> (Vec<Hit>, bool) {
        let around = words.hint.unwrap_or(0) as usize;
        let from = self.text.floor_char_boundary(around.saturating_sub(WINDOW));
        let to = self.text.ceil_char_boundary((around + WINDOW).min(self.text.len()));
        let at = words.chars.iter().take(words.start).map(|c| c.len_utf8()).sum::<usize>() as u32;
        let length = words.all.len() as u32;
        let found = self.text.get(from..to).unwrap_or_default().match_indices(&quote.exact);
        let hit = |(byte, _): (usize, &str)| {
            let place = (from + byte) as u32;
            Hit { diagonal: (place + length).saturating_sub(at), at, place }
        };
        let mut hits: Vec<Hit> = found.map(hit).collect();
        hits.sort_by_key(|hit| hit.place.abs_diff((around as u32).saturating_add(at)));
        // One more than is looked at says that there are more.
        hits.truncate(PLACES + 1);
        (hits, to - from < self.text.len())
    }

    /// Lays the words along the text from a hit to both sides.
    fn lay(&self, words: &Words, hit: Hit, most: usize) -> Option<Candidate> {
        let (before, behind) = self.text.split_at_checked(hit.place as usize)?;
        let pivot = words.all.get(..hit.at as usize)?.chars().count();
        let (head, tail) = words.chars.split_at_checked(pivot)?;
        let most = most.min(words.chars.len());
        let ahead: Vec<char> = behind.chars().take(tail.len() + most).collect();
        let tail = lay(tail, &ahead, most)?;
        let most = most - tail.last()?.edits_behind();
        let back: Vec<char> = before.chars().rev().take(head.len() + most).collect();
        let head: Vec<char> = head.iter().rev().copied().collect();
        let head = lay(&head, &back, most)?;
        let laid = Laid { pivot, head, tail };
        let (start, end) = (laid.crossing(words.start)?, laid.crossing(words.end)?);
        let here = self.table.at_byte(self.text, ByteOffset::new(hit.place))?.char;
        let suffix = Fit {
            count: words.chars.len() - words.end,
            edits: laid.edits().saturating_sub(end.edits_before),
        };
        // What was put in belongs to what stands before it, if that is a character or two and not a new passage.
        let is_mended = suffix.is_fair() && end.high - end.low <= MENDED;
        Some(Candidate {
            span: self.span(here, start.high, if is_mended { end.high } else { end.low }),
            words: Fit {
                count: words.end - words.start,
                edits: end.edits_before.saturating_sub(start.edits_behind),
            },
            prefix: Fit { count: words.start, edits: start.edits_behind },
            suffix,
        })
    }

    /// The span between two places counted from a gap; `None` where nothing lies between them.
    fn span(&self, here: CharOffset, start: isize, end: isize) -> Option<Span> {
        let gap = |from_here: isize| {
            here.get().checked_add_signed(i32::try_from(from_here).ok()?).map(CharOffset::new)
        };
        self.whole(gap(start)?, gap(end)?)
    }

    /// The span between two gaps on whole clusters; `None` where nothing lies between them.
    pub(super) fn whole(&self, start: CharOffset, end: CharOffset) -> Option<Span> {
        let span = Span::new(start, end)?;
        let byte = |gap| self.table.at_char(self.text, gap).map(|place| place.byte.get() as usize);
        let gap =
            |byte: usize| self.table.at_byte(self.text, ByteOffset::new(byte as u32)).map(|place| place.char);
        let whole = whole_clusters(self.text, byte(span.start())?..byte(span.end())?);
        Span::new(gap(whole.start)?, gap(whole.end)?)
    }

    /// The end of the text.
    pub(super) const fn end(&self) -> CharOffset {
        self.table.end().char
    }
}

/// How words lie around a hit.
struct Laid {
    /// The hit's place in the words.
    pivot: usize,
    /// What stands before it, read backwards.
    head: Vec<Gap>,
    tail: Vec<Gap>,
}

/// Where a gap of the words lies, counted from the hit, with the edits on the way from the beginning of the words.
struct Crossing {
    low: isize,
    high: isize,
    edits_before: usize,
    edits_behind: usize,
}

impl Laid {
    fn head_edits(&self) -> usize {
        self.head.last().map_or(0, |gap| gap.edits_behind())
    }

    fn edits(&self) -> usize {
        self.head_edits() + self.tail.last().map_or(0, |gap| gap.edits_behind())
    }

    fn crossing(&self, at: usize) -> Option<Crossing> {
        let back = match self.pivot.checked_sub(at) {
            Some(back) => *self.head.get(back)?,
            None => Gap::default(),
        };
        let ahead = match at.checked_sub(self.pivot) {
            Some(ahead) => *self.tail.get(ahead)?,
            None => Gap::default(),
        };
        let (is_back, is_ahead) = (at <= self.pivot, at >= self.pivot);
        let all = self.head_edits();
        Some(Crossing {
            low: if is_back { -back.high.cast_signed() } else { ahead.low.cast_signed() },
            high: if is_ahead { ahead.high.cast_signed() } else { -back.low.cast_signed() },
            edits_before: if is_back { all - back.edits_behind() } else { all + ahead.edits },
            edits_behind: if is_ahead { all + ahead.edits_behind() } else { all - back.edits },
        })
    }
}

/// The places where hits stand together, each with the number of its seeds and the hit in its middle: those with most
/// first, then those nearest to where the quote was.
fn places(mut hits: Vec<Hit>, hint: Option<u32>) -> Vec<(usize, Hit)> {
    hits.sort_unstable_by_key(|hit| (hit.diagonal, hit.at));
    let mut first = 0;
    let together = hits.chunk_by(|one, next| {
        first = if first == 0 { one.diagonal } else { first };
        let is_near = next.diagonal - first <= DRIFT;
        first = if is_near { first } else { next.diagonal };
        is_near
    });
    let place = |hits: &[Hit]| {
        let mut seeds: Vec<u32> = hits.iter().map(|hit| hit.at).collect();
        seeds.sort_unstable();
        seeds.dedup();
        hits.get(hits.len() / 2).map(|middle| (seeds.len(), *middle))
    };
    let mut places: Vec<(usize, Hit)> = together.filter_map(place).collect();
    let distance = |hit: &Hit| hint.map_or(0, |hint| hit.place.abs_diff(hint.saturating_add(hit.at)));
    places.sort_unstable_by_key(|(votes, hit)| (Reverse(*votes), distance(hit)));
    places
}

#[cfg(test)]
mod tests {
    use super::super::edition::{Edition, copies, nothing_is_wrong_in_silence, quote, span};
    use super::*;
    use crate::builders::document;
    use crate::chance::Chance;
    use proptest::prelude::*;

    /// Finds the words in brackets of the first text in the second, and draws what is found there: `[exact]`,
    /// `{moved}`, `<uncertain>`, or nothing.
    fn drawn(old: &str, new: &str) -> String {
        let at: Vec<usize> = ["[", "]"].map(|sign| old.split(sign).next().unwrap().chars().count()).into();
        let old = document(&old.replace(['[', ']'], ""));
        let found = Index::new(new).find(&quote(&old, span(at[0], at[1] - 1)));
        let signs = match found {
            Anchoring::Exact(_) => ['[', ']'],
            Anchoring::Moved(_) => ['{', '}'],
            Anchoring::Uncertain(_) => ['<', '>'],
            Anchoring::Orphan => return new.into(),
        };
        let span = found.span().unwrap();
        let mut chars: Vec<char> = new.chars().collect();
        chars.insert(span.end().get() as usize, signs[1]);
        chars.insert(span.start().get() as usize, signs[0]);
        chars.into_iter().collect()
    }

    #[test]
    fn what_is_found() {
        let table = [
            ("集结的号角响起,[广大党员干部]闻令而动", "集结的号角响起,[广大党员干部]闻令而动"),
            ("集结的号角响起,[广大党员干部]闻令而动", "今天集结的号角已响起,[广大党团员干部]闻令而动"),
            ("集结的号角响起,[广大党员干部]闻令而动", "集结的号角响起,<全市医护人员>闻令而动"),
            ("集结的号角响起,[广大党员干部]闻令而动", "集结的号角响起,闻令而动"),
            ("集结的号角响起,[广大党员干部]闻令而动", "广州迎来一场暴雨。广大党员干部依旧忙碌着"),
            (
                "The bugle has called, [every member] came at once.",
                "The bugle had called,\n[every  member] came at once.",
            ),
            (
                "一声声“我是党员,[👩\u{200d}👩\u{200d}👦]让我上”",
                "一声声“我是党员,[👩\u{200d}👩\u{200d}👦]让我上”",
            ),
            ("集结的号角响起[e]闻令而动,火速集结", "集结的号角响起[e\u{301}]闻令而动,火速集结"),
            ("广[州]5", "广[州]5"),
        ];
        for (old, expected) in table {
            let new = expected.replace(['[', ']', '{', '}', '<', '>'], "");
            assert_eq!(drawn(old, &new), expected, "{old}");
        }
        let twice = "集结的号角响起,广大党员干部闻令而动,火速集结,投入到战斗中。一声声我是党员。".repeat(2);
        let old = document(&twice);
        let found = Index::new(&twice).find(&quote(&old, span(8, 14)));
        assert_eq!(found, Anchoring::Uncertain(span(8, 14)), "one side is the same twice");
        let within = Index::new(&twice.repeat(3)).find(&quote(&document(&twice.repeat(3)), span(86, 92)));
        assert_eq!(within, Anchoring::Uncertain(span(86, 92)), "the nearest of several that are the same");
        let nothing = Quote::default();
        assert_eq!(Index::new("一").find(&nothing), Anchoring::Orphan);
        assert_eq!(Index::new("").find(&Quote { exact: "一".into(), ..nothing }), Anchoring::Orphan);
    }

    #[test]
    fn of_many_places_of_a_short_quote_the_nearest_are_looked_at() {
        let text = "甲的乙丙的丁戊的己庚的辛壬的癸子的丑寅的卯辰的巳午的未申的酉戌的亥东的南";
        let index = Index::new(text);
        for at in [1, 16, 31, 34] {
            let hint = Some(CharOffset::new(at));
            let quote = Quote { exact: "的".into(), hint, ..Quote::default() };
            let (hits, is_partial) = index.hits_near(&quote, &index.words(&quote));
            assert_eq!((hits.len(), is_partial), (PLACES + 1, false), "one more, so that it is known");
            assert_eq!(hits[0].place, at * 3, "three bytes each");
        }
    }

    #[test]
    fn what_stands_in_more_places_than_are_looked_at_may_stand_elsewhere() {
        let line = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥";
        for (times, is_crowded) in [(1, false), (CROWD, false), (CROWD + 1, true)] {
            let text = line.repeat(times);
            let index = Index::new(&text);
            let quote = Quote {
                exact: line.into(),
                prefix: String::new(),
                suffix: String::new(),
                hint: Some(CharOffset::new(0)),
            };
            assert_eq!(index.hits(&index.words(&quote)).1, is_crowded, "{times}");
        }
    }

    #[test]
    fn a_passage_that_left_its_order_has_moved() {
        let text = copies(1);
        let old = document(&text);
        let mut edition = Edition::of(&text);
        edition.shift(300, 400, 2000);
        let new = edition.text();
        let spans: Vec<Span> = (0..30).map(|number| span(number * 100 + 45, number * 100 + 60)).collect();
        let quotes: Vec<Quote> = spans.iter().map(|span| quote(&old, *span)).collect();
        let found = Index::new(&new).find_all(&quotes);
        for (found, span) in found.iter().zip(&spans) {
            let truth = edition.truth(*span).0.unwrap();
            let has_moved = (300..400).contains(&span.start().get());
            let expected = if has_moved { Anchoring::Moved(truth) } else { Anchoring::Exact(truth) };
            assert_eq!(*found, expected, "{span:?}");
        }
    }

    #[test]
    fn of_a_thousand_quotes_in_a_text_with_scattered_edits_none_is_lost_or_wrong() {
        let text = copies(10);
        let (old, mut edition, mut chance) = (document(&text), Edition::of(&text), Chance(7));
        edition.scatter(100, &mut chance);
        let new = edition.text();
        let index = Index::new(&new);
        let (mut exact, mut faults) = (0, Vec::new());
        for _ in 0..1000 {
            let start = chance.one_of(edition.old.len() - 200);
            let asked = span(start, start + 10 + chance.one_of(190));
            let found = index.find(&quote(&old, asked));
            exact += usize::from(matches!(found, Anchoring::Exact(_)));
            faults.extend(edition.silent_fault(asked, found));
        }
        assert!(faults.is_empty(), "{faults:?}");
        assert!(exact >= 999, "{exact} of 1000");
    }

    #[test]
    fn no_answer_is_wrong_in_silence() {
        nothing_is_wrong_in_silence(|old, new, asked| Index::new(new).find(&quote(old, asked)));
    }

    proptest! {
        #[test]
        fn any_text_takes_any_quote(
            text in "(\\PC|\n|[党旗ab]{1,30}){0,30}", exact in "(\\PC|[党旗ab]){0,20}",
            prefix in "[党旗ab\n]{0,40}", suffix in "\\PC{0,10}", hint in prop::option::of(0u32..300),
        ) {
            let count = text.chars().count() as u32;
            let hint = hint.map(CharOffset::new);
            let found = Index::new(&text).find(&Quote { exact, prefix, suffix, hint });
            prop_assert!(found.span().is_none_or(|span| span.end().get() <= count));
        }
    }
}
