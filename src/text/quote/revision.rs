//! A span carried from an old text into a new one, where both are there: what became of every character is known, so
//! look-alikes deceive nobody.
//!
//! The two are compared by phrases: those that stand once in each, in the same order, hold the rest in place, and only
//! what lies between them is compared by characters. What changed its order was moved, and is looked for as a quote.

use super::align::lay;
use super::order::in_order;
use super::{Anchoring, CharOffset, Index, Quote, Span};
use crate::text::Document;

/// Characters of context with which a moved passage is looked for.
const CONTEXT: u32 = 32;

/// What differs by more edits was written anew, and not edited.
const MOST_EDITS: usize = 400;

/// In a span of so many characters one may be another, in a longer one every fourth: a typo was mended.
const SHORT: u32 = 3;

/// Where a phrase ends.
const ENDS: &str = "\n。！？；!?;.,，、";

/// Bytes of a phrase that may hold the rest in place: six Han characters. A shorter one may have gone here and come
/// there.
const HOLDS: usize = 18;

/// A stretch that both texts have: where it begins in each, and its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    old: u32,
    new: u32,
    count: u32,
}

/// An old text and a new one.
#[derive(Debug)]
pub struct Revision<'t> {
    old: &'t Document,
    index: Index<'t>,
    /// In order in both texts.
    runs: Vec<Run>,
}

/// A phrase with its end, and how many characters stand before it.
#[derive(Clone, Copy)]
struct Phrase<'t> {
    words: &'t str,
    start: u32,
    count: u32,
}

impl<'t> Revision<'t> {
    pub fn new(old: &'t Document, new: &'t str) -> Self {
        let (before, after) = (phrases(old.text()), phrases(new));
        Self { old, index: Index::new(new), runs: runs(&before, &after) }
    }

    /// Where a span of the old text stands in the new one.
    pub fn carry(&self, span: Span) -> Anchoring {
        let place = self.place(span);
        let (count, kept) = (span.count(), self.kept(span, |run| (run.old, run.count)));
        let mended = if count < SHORT { 0 } else { (count / 4).max(1) };
        let is_whole = |place: Span| kept + mended >= count && place.count() <= count * 3 / 2 + 2;
        match place.filter(|place| is_whole(*place) && self.sides_held(span).contains(&true)) {
            Some(place) if self.is_doubled(span, place) => Anchoring::Uncertain(place),
            Some(place) => Anchoring::Exact(place),
            None => self.moved(span, place),
        }
    }

    /// The same words came into the text anew, so that nobody can say which of the two are the old ones.
    fn is_doubled(&self, span: Span, place: Span) -> bool {
        let Some(quote) = Quote::of(self.old, span, CONTEXT) else { return false };
        let (candidates, _) = self.index.candidates(&quote);
        let places = candidates.iter().filter(|candidate| candidate.is_likely());
        places
            .filter_map(|candidate| candidate.span)
            .any(|other| !other.overlaps(place) && self.is_new(other))
    }

    /// Most of a span of the new text was not in the old one.
    fn is_new(&self, span: Span) -> bool {
        self.kept(span, |run| (run.new, run.count)) * 2 <= span.count()
    }

    /// It is no longer where it was. What stands in its place between the same neighbours is another passage.
    fn moved(&self, span: Span, place: Option<Span>) -> Anchoring {
        let Some(quote) = Quote::of(self.old, span, CONTEXT) else { return Anchoring::Orphan };
        let found = self.index.find(&quote).displaced();
        if found.span().is_some_and(|found| self.is_new(found)) {
            return found;
        }
        let is_held = self.sides_held(span) == [true, true];
        let is_passage = |place: &Span| place.count() * 4 >= span.count();
        place.filter(is_passage).filter(|_| is_held).map_or(Anchoring::Orphan, Anchoring::Uncertain)
    }

    /// Whether what stood before is still there, and what stood behind; the edge of the text is.
    fn sides_held(&self, span: Span) -> [bool; 2] {
        let before = Span::new(span.start().minus(CONTEXT / 2), span.start());
        let behind = Span::new(span.end(), span.end().plus(CONTEXT / 2).min(self.old.end().char));
        [before, behind].map(|side| {
            side.is_none_or(|side| self.kept(side, |run| (run.old, run.count)) * 2 >= side.count())
        })
    }

    /// So many characters of a span lie in runs, by where these begin in its text.
    fn kept(&self, span: Span, in_text: fn(&Run) -> (u32, u32)) -> u32 {
        let (start, end) = (span.start().get(), span.end().get());
        let first = self.runs.partition_point(|run| {
            let (begin, count) = in_text(run);
            begin + count <= start
        });
        let runs = self.runs.iter().skip(first).map(in_text).take_while(|(begin, _)| *begin < end);
        runs.map(|(begin, count)| (begin + count).min(end) - begin.max(start)).sum()
    }

    /// Where its ends are in the new text, as far as runs say.
    fn place(&self, span: Span) -> Option<Span> {
        let start = self.gap(span.start().get());
        let end = self.gap(span.end().get());
        let is_mended = end.1 - end.0 <= 2;
        self.index.whole(CharOffset::new(start.1), CharOffset::new(if is_mended { end.1 } else { end.0 }))
    }

    /// Where a gap of the old text lies in the new one: behind what stood before it, and before what stood behind it.
    fn gap(&self, at: u32) -> (u32, u32) {
        let behind = self.runs.partition_point(|run| run.old < at);
        let before = behind.checked_sub(1).and_then(|before| self.runs.get(before));
        let (old_end, new_end) = before.map_or((0, 0), |run| (run.old + run.count, run.new + run.count));
        let next = self.runs.get(behind);
        let next_new = next.map_or(self.index.end().get(), |run| run.new);
        if at < old_end {
            let here = new_end - (old_end - at);
            return (here, here);
        }
        let low = (new_end + (at - old_end)).min(next_new);
        let is_next = next.is_some_and(|run| run.old == at);
        (low, if is_next { next_new } else { low })
    }
}

/// The runs of two texts.
fn runs(old: &[Phrase], new: &[Phrase]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut done = (0, 0);
    let ends = [(old.len(), new.len())];
    for (before, after) in unique(old, new).into_iter().chain(ends) {
        // What both texts have only once lies in what was passed on one side if it does on the other.
        if before < done.0 {
            continue;
        }
        done = between(old, new, done, (before, after), &mut runs);
    }
    runs
}

/// Compares what lies between two pairs of phrases, with the phrases that are the same behind it.
fn between(
    old: &[Phrase],
    new: &[Phrase],
    from: (usize, usize),
    to: (usize, usize),
    runs: &mut Vec<Run>,
) -> (usize, usize) {
    let is_same = |before: usize, after: usize| {
        old.get(before).zip(new.get(after)).is_some_and(|(one, other)| one.words == other.words)
    };
    let (mut start, mut end) = (from, to);
    while start.0 < to.0 && start.1 < to.1 && is_same(start.0, start.1) {
        add_same(old.get(start.0), new.get(start.1), runs);
        start = (start.0 + 1, start.1 + 1);
    }
    while end.0 > start.0 && end.1 > start.1 && is_same(end.0 - 1, end.1 - 1) {
        end = (end.0 - 1, end.1 - 1);
    }
    let (before, after) = (old.get(start.0..end.0), new.get(start.1..end.1));
    compare(before.unwrap_or_default(), after.unwrap_or_default(), runs);
    while is_same(end.0, end.1) {
        add_same(old.get(end.0), new.get(end.1), runs);
        end = (end.0 + 1, end.1 + 1);
    }
    end
}

fn add_same(old: Option<&Phrase>, new: Option<&Phrase>, runs: &mut Vec<Run>) {
    if let (Some(old), Some(new)) = (old, new) {
        add(Run { old: old.start, new: new.start, count: old.count }, runs);
    }
}

/// Adds a run, or makes the last one longer.
fn add(run: Run, runs: &mut Vec<Run>) {
    match runs.last_mut() {
        Some(last) if (last.old + last.count, last.new + last.count) == (run.old, run.new) => {
            last.count += run.count;
        }
        Some(_) | None => runs.push(run),
    }
}

/// Compares two stretches by characters; what was written anew has no runs.
fn compare(old: &[Phrase], new: &[Phrase], runs: &mut Vec<Run>) {
    let (Some(first), Some(first_new)) = (old.first(), new.first()) else { return };
    let chars =
        |phrases: &[Phrase]| phrases.iter().flat_map(|phrase| phrase.words.chars()).collect::<Vec<char>>();
    let (before, after) = (chars(old), chars(new));
    let Some(gaps) = lay(&before, &after, MOST_EDITS.min(before.len() / 2)) else { return };
    for ((gap, next), number) in gaps.iter().zip(gaps.iter().skip(1)).zip(0..) {
        if gap.edits_behind() == next.edits {
            add(Run { old: first.start + number, new: first_new.start + gap.high as u32, count: 1 }, runs);
        }
    }
}

fn phrases(text: &str) -> Vec<Phrase<'_>> {
    let mut start = 0;
    let pieces = text.split_inclusive(|c| ENDS.contains(c)).map(|words| {
        let count = words.chars().count() as u32;
        start += count;
        Phrase { words, start: start - count, count }
    });
    pieces.collect()
}

/// The phrases that stand once in each text and in the same order in both, by their numbers.
fn unique(old: &[Phrase], new: &[Phrase]) -> Vec<(usize, usize)> {
    let (before, after) = (once(old), once(new));
    let mut others = after.iter().peekable();
    let mut pairs = Vec::new();
    for (words, number) in &before {
        while others.next_if(|(other, _)| other < words).is_some() {}
        if let Some((_, other)) = others.next_if(|(other, _)| other == words) {
            pairs.push((CharOffset::new(*number as u32), CharOffset::new(*other as u32), 0));
        }
    }
    let kept = in_order(pairs).into_iter();
    kept.map(|(before, after, _)| (before.get() as usize, after.get() as usize)).collect()
}

/// The phrases that stand in a text once, by their words, each with its number.
fn once<'t>(phrases: &[Phrase<'t>]) -> Vec<(&'t str, usize)> {
    let mut all: Vec<(&str, usize)> =
        phrases.iter().enumerate().map(|(number, phrase)| (phrase.words, number)).collect();
    all.sort_unstable();
    let alone = all.chunk_by(|one, next| one.0 == next.0).filter(|same| same.len() == 1);
    alone.flatten().copied().filter(|(words, _)| words.len() >= HOLDS).collect()
}

#[cfg(test)]
mod tests {
    use super::super::edition::{Edition, copies, nothing_is_wrong_in_silence, span};
    use super::*;
    use crate::builders::document;
    use proptest::prelude::*;

    fn carried(edition: &Edition, asked: Span) -> Anchoring {
        let old: String = edition.old.iter().collect();
        Revision::new(&document(&old), &edition.text()).carry(asked)
    }

    #[test]
    fn what_becomes_of_a_span() {
        // What happens to 300..340 in the article: how it is found, and where the truth is.
        type Row = (&'static str, fn(&mut Edition), fn(Span) -> Anchoring);
        let table: &[Row] = &[
            ("nothing", |_| {}, Anchoring::Exact),
            ("a typo", |edition| edition.replace(310, 311, "错"), Anchoring::Exact),
            ("a passage before", |edition| edition.replace(0, 0, &"前言。".repeat(500)), Anchoring::Exact),
            ("a double elsewhere", |edition| edition.double(200, 500, 1500), Anchoring::Uncertain),
            ("moved", |edition| edition.shift(200, 500, 1500), Anchoring::Moved),
        ];
        for (what, change, expected) in table {
            let mut edition = Edition::of(&copies(1));
            change(&mut edition);
            let truth = edition.truth(span(300, 340)).0.unwrap();
            let truth = span(truth.start().get() as usize, truth.end().get() as usize);
            assert_eq!(carried(&edition, span(300, 340)), expected(truth), "{what}");
        }
        let mut edition = Edition::of(&copies(1));
        edition.replace(300, 340, "");
        assert_eq!(carried(&edition, span(300, 340)), Anchoring::Orphan);
        let mut edition = Edition::of(&copies(1));
        edition.replace(300, 340, "这里现在是另外一段话了");
        assert_eq!(carried(&edition, span(300, 340)), Anchoring::Uncertain(span(300, 311)));
    }

    /// How much of the old text lies in runs.
    fn kept(old: &str, new: &str) -> u32 {
        runs(&phrases(old), &phrases(new)).iter().map(|run| run.count).sum()
    }

    #[test]
    fn what_stays_between_rewritten_passages_is_found_by_its_phrases() {
        let stays = |number: u32| format!("第{number}句原来的话还留在这里。");
        let rewritten = |word: &str, number: u32| format!("{}{number}。", word.repeat(200));
        let text =
            |word: &str| (0..60).map(|number| stays(number) + &rewritten(word, number)).collect::<String>();
        let staying: usize = (0..60).map(|number| stays(number).chars().count()).sum();
        assert!(
            kept(&text("甲"), &text("乙")) as usize >= staying,
            "more was rewritten than is compared at once"
        );

        let again = "一再说的话没有变。".repeat(5);
        let [before, after] = ["丙", "丁"].map(|word| [&*again, &*word.repeat(5_000)].concat());
        assert!(
            kept(&before, &after) as usize >= again.chars().count(),
            "what no phrase anchors, at the beginning"
        );
        let all = (0..9).map(stays).collect::<String>();
        assert_eq!(kept(&all, &all) as usize, all.chars().count(), "each character once");
    }

    #[test]
    fn a_look_alike_deceives_nobody() {
        let day = |date: u32, cases: u32| format!("6月{date}日0时至24时,全市新增确诊病例{cases}例。\n");
        let all = [(1, 3), (2, 4), (3, 3), (4, 7)].map(|(date, cases)| day(date, cases));
        let (old, new) = (all.concat(), [&all[0], &all[2], &all[3]].map(String::as_str).concat());
        let start = all[0].chars().count();
        let asked = span(start, start + all[1].chars().count() - 1);
        assert_eq!(
            Revision::new(&document(&old), &new).carry(asked),
            Anchoring::Orphan,
            "the second day is gone"
        );
    }

    #[test]
    fn no_answer_is_wrong_in_silence() {
        nothing_is_wrong_in_silence(|old, new, asked| Revision::new(old, new).carry(asked));
    }

    proptest! {
        #[test]
        fn of_two_texts_that_have_nothing_to_do_with_each_other_nothing_is_said(
            old in "[甲乙丙。\n]{1,60}", new in "[abc.]{0,60}", start in 0usize..60, length in 1usize..9,
        ) {
            let end = old.chars().count();
            let asked = span(start.min(end - 1), (start + length).min(end));
            let found = Revision::new(&document(&old), &new).carry(asked);
            prop_assert!(matches!(found, Anchoring::Orphan | Anchoring::Uncertain(_)), "{:?}", found);
        }
    }
}
