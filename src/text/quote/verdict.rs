//! What may be said of a quote's place. All thresholds stand here, each with its reason.
//!
//! Measured on edited copies of the article; the tests of `index.rs` hold the outcome.

use super::{Anchoring, Span};

/// A place where the quote may stand, and how well it fits there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// `None` where nothing is left between what stood around the quote.
    pub span: Option<Span>,
    pub words: Fit,
    pub prefix: Fit,
    pub suffix: Fit,
}

/// So many characters, and the edits from what was kept to what stands there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    pub count: usize,
    pub edits: usize,
}

impl Fit {
    /// At least three of four characters are there.
    const fn is_good(self) -> bool {
        self.count > 0 && self.edits * 4 <= self.count
    }

    /// At least every second character is there.
    pub const fn is_fair(self) -> bool {
        self.count > 0 && self.edits * 2 <= self.count
    }
}

impl Candidate {
    pub const fn edits(&self) -> usize {
        self.words.edits + self.prefix.edits + self.suffix.edits
    }

    /// It is another place than the best, not the same one met from another seed, and fits nearly as well; or it has the
    /// words and one of their sides, as each of two does where a paragraph was doubled.
    pub fn rivals(&self, best: &Self) -> bool {
        let is_best = self.span == best.span;
        let is_beside = self.span.zip(best.span).is_some_and(|(one, other)| one.overlaps(other));
        let margin = if is_beside { 1 } else { MARGIN };
        !is_best && (self.edits() < best.edits() + margin || (!is_beside && self.is_likely()))
    }

    /// The words are there, and what stood on one side of them at least.
    pub fn is_likely(&self) -> bool {
        self.words.is_good() && self.good_sides() > 0
    }

    const fn count(&self) -> usize {
        self.words.count + self.prefix.count + self.suffix.count
    }

    /// Characters that are the same.
    const fn kept(&self) -> usize {
        self.count().saturating_sub(self.edits())
    }

    fn good_sides(&self) -> usize {
        [self.prefix, self.suffix].iter().filter(|side| side.is_good()).count()
    }
}

/// Another place is no rival if it takes so many more edits: in a text where one character in a hundred changed, one
/// chance in ten thousand.
const MARGIN: usize = 5;

/// A place that takes so many more edits than the best is not looked at: one side of the words is other.
pub const SIDE: usize = 40;

/// So many characters say which place is meant. Fewer come back in any longer text by chance.
const ENOUGH: usize = 16;

/// Without doubt there are no more edits than these, and one more for so many characters: passages of one mould
/// (a report of each day's figures) differ by more.
const SURE_EDITS: usize = 2;
const SURE_CHARACTERS: usize = 24;

/// What is known beside the best place.
#[derive(Clone, Copy, Debug)]
pub struct Doubt {
    /// Another place fits nearly as well, or there were too many to look at.
    pub is_rivalled: bool,
    /// The text itself has no more characters, so that fewer are enough.
    pub text_count: usize,
}

/// Judges the best place.
pub fn verdict(best: &Candidate, doubt: Doubt) -> Anchoring {
    let Some(span) = best.span else { return Anchoring::Orphan };
    let Candidate { words, .. } = best;
    let is_enough = best.kept() >= ENOUGH.min(doubt.text_count / 2);
    let (is_alone, sides) = (!doubt.is_rivalled, best.good_sides());
    let is_sure = best.edits() <= SURE_EDITS + best.count() / SURE_CHARACTERS;
    let speaks_for_itself = words.edits == 0 && words.count >= ENOUGH;
    if words.is_good() && is_enough && is_alone {
        if is_sure {
            return Anchoring::Exact(span);
        }
        if sides > 0 || speaks_for_itself {
            return Anchoring::Moved(span);
        }
    }
    // Other words between the same neighbours came in the quote's place, if they are more than a leftover; elsewhere
    // some of its own must be left.
    let is_likely = words.is_fair() && (sides > 0 || words.count >= ENOUGH);
    let is_replaced = sides == 2 && span.count() as usize * 4 >= words.count;
    if is_likely || is_replaced { Anchoring::Uncertain(span) } else { Anchoring::Orphan }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::CharOffset;

    #[test]
    fn verdicts() {
        let span = Span::new(CharOffset::new(0), CharOffset::new(9)).unwrap();
        let table = [
            // words, prefix, suffix (characters, edits), rivalled, verdict
            ((9, 0), (16, 0), (16, 0), false, Anchoring::Exact(span)),
            ((9, 1), (16, 1), (16, 0), false, Anchoring::Exact(span)),
            ((2, 0), (16, 0), (16, 0), false, Anchoring::Exact(span)),
            ((9, 0), (16, 0), (16, 0), true, Anchoring::Uncertain(span)),
            ((9, 3), (16, 0), (16, 0), false, Anchoring::Uncertain(span)),
            ((9, 0), (16, 12), (16, 0), false, Anchoring::Moved(span)),
            ((9, 0), (16, 12), (16, 12), false, Anchoring::Orphan),
            ((40, 0), (16, 12), (16, 12), false, Anchoring::Moved(span)),
            ((40, 12), (16, 12), (16, 12), false, Anchoring::Uncertain(span)),
            ((9, 9), (16, 0), (16, 0), false, Anchoring::Uncertain(span)),
            ((9, 9), (16, 0), (16, 9), false, Anchoring::Orphan),
            ((9, 0), (0, 0), (0, 0), false, Anchoring::Orphan),
            ((20, 0), (0, 0), (0, 0), false, Anchoring::Exact(span)),
        ];
        for (words, prefix, suffix, is_rivalled, expected) in table {
            let [words, prefix, suffix] = [words, prefix, suffix].map(|(count, edits)| Fit { count, edits });
            let candidate = Candidate { span: Some(span), words, prefix, suffix };
            let found = verdict(&candidate, Doubt { is_rivalled, text_count: 1000 });
            assert_eq!(found, expected, "{candidate:?}, rivalled: {is_rivalled}");
            let gone = Candidate { span: None, ..candidate };
            assert_eq!(verdict(&gone, Doubt { is_rivalled, text_count: 1000 }), Anchoring::Orphan);
        }
    }

    #[test]
    fn rivals() {
        let at = |start, edits| {
            let span = Span::new(CharOffset::new(start), CharOffset::new(start + 9));
            let fit = |count, edits| Fit { count, edits };
            // No side is good, so that only the edits count.
            Candidate { span, words: fit(9, edits), prefix: fit(16, 12), suffix: fit(16, 12) }
        };
        let likely = Candidate { prefix: Fit { count: 16, edits: 0 }, ..at(50, 0) };
        let best = at(0, 0);
        let table = [
            (at(0, 0), false, "the best itself"),
            (at(50, 0), true, "another place that fits as well"),
            (at(50, MARGIN - 1), true, "nearly as well"),
            (at(50, MARGIN), false, "not nearly as well"),
            (at(3, 0), true, "beside it, as well"),
            (at(3, 1), false, "the same place, met from another seed"),
            (likely, true, "the words and one of their sides"),
        ];
        for (other, expected, what) in table {
            assert_eq!(other.rivals(&best), expected, "{what}");
        }
        let whole = Fit { count: 16, edits: 0 };
        let exact = Candidate { prefix: whole, suffix: whole, ..best };
        assert!(likely.rivals(&exact), "a paragraph may have been doubled");
        assert!(!at(50, 0).rivals(&exact), "words alone may stand anywhere");
    }
}
