//! Another edition of a text for the tests: each character knows where it was, so what is true is known.

use super::{Anchoring, Quote, Span};
use crate::builders::document;
use crate::chance::Chance;
use crate::text::{CharOffset, Document};

/// The article so many times, each copy in other characters, so that no passage stands twice.
pub fn copies(count: u32) -> String {
    let article = include_str!("../../../assets/article.md");
    let rotated = |copy: u32| {
        article.chars().map(move |c| match u32::from(c) {
            han @ 0x4e00..=0x9fff => char::from_u32(0x4e00 + (han - 0x4e00 + copy * 379) % 20000).unwrap(),
            _ => c,
        })
    };
    (0..count).flat_map(rotated).collect()
}

pub fn span(start: usize, end: usize) -> Span {
    Span::new(CharOffset::new(start as u32), CharOffset::new(end as u32)).unwrap()
}

pub struct Edition {
    pub old: Vec<char>,
    /// Each character, and which of the old ones it is.
    new: Vec<(char, Option<usize>)>,
    is_doubled: bool,
}

impl Edition {
    pub fn of(text: &str) -> Self {
        let old: Vec<char> = text.chars().collect();
        Self { new: old.iter().copied().zip((0..).map(Some)).collect(), old, is_doubled: false }
    }

    pub fn text(&self) -> String {
        self.new.iter().map(|(c, _)| c).collect()
    }

    fn place(&self, old: usize) -> usize {
        self.new.iter().position(|(_, was)| was.is_some_and(|was| was >= old)).unwrap_or(self.new.len())
    }

    /// Puts other words in the place of some.
    pub fn replace(&mut self, from: usize, to: usize, words: &str) {
        let at = self.place(from);
        let gone = self.new.iter().skip(at).take_while(|(_, was)| was.is_none_or(|was| was < to)).count();
        self.new.splice(at..at + gone, words.chars().map(|c| (c, None)));
    }

    /// Moves a stretch to before another character.
    pub fn shift(&mut self, from: usize, to: usize, before: usize) {
        let at = self.place(from);
        let moved: Vec<_> = self.new.drain(at..at + (to - from)).collect();
        let at = self.place(before);
        self.new.splice(at..at, moved);
    }

    /// Puts a copy of a stretch before another character.
    pub fn double(&mut self, from: usize, to: usize, before: usize) {
        self.is_doubled = true;
        let copy: Vec<_> = self.old[from..to].iter().map(|c| (*c, None)).collect();
        let at = self.place(before);
        self.new.splice(at..at, copy);
    }

    /// Changes one character in so many: another one, one more, or one less.
    pub fn scatter(&mut self, one_in: usize, chance: &mut Chance) {
        let old = std::mem::take(&mut self.new);
        for (c, was) in old.iter().copied() {
            let other = old[chance.one_of(old.len())].0;
            match chance.one_of(3 * one_in) {
                0 => self.new.push((other, None)),
                1 => self.new.extend([(other, None), (c, was)]),
                2 => {}
                _ => self.new.push((c, was)),
            }
        }
    }

    /// Where the characters of a span are now, and how many are left.
    pub fn truth(&self, span: Span) -> (Option<Span>, usize) {
        let is_of = |was: &Option<usize>| was.is_some_and(|was| span.covers(CharOffset::new(was as u32)));
        let places: Vec<usize> = (0..self.new.len()).filter(|at| is_of(&self.new[*at].1)).collect();
        let hull = places.first().zip(places.last()).map(|(first, last)| self::span(*first, last + 1));
        (hull, places.len())
    }

    /// Why an answer is wrong in silence: it says that there is no doubt, and the words are not there.
    pub fn silent_fault(&self, asked: Span, found: Anchoring) -> Option<String> {
        let Anchoring::Exact(found) = found else { return None };
        let (truth, kept) = self.truth(asked);
        let is_near = |truth: Span| {
            truth.start().get().abs_diff(found.start().get()) <= 3
                && truth.end().get().abs_diff(found.end().get()) <= 3
        };
        let words =
            |text: &[char], span: Span| text[span.start().get() as usize..span.end().get() as usize].to_vec();
        let new: Vec<char> = self.text().chars().collect();
        // Where a copy was made, and the first of the two was deleted or cut apart, the copy is the passage; and where one
        // of two equal neighbours was deleted, nobody knows which.
        let (start, end) = (asked.start().get() as usize, asked.end().get() as usize);
        let beside =
            [start.wrapping_sub(end - start), end].map(|at| self.old.get(at..at.wrapping_add(end - start)));
        let is_cut = truth.is_none_or(|truth| truth.count() as usize > kept);
        let is_twin = beside.contains(&Some(&self.old[start..end]));
        if (is_twin || self.is_doubled) && is_cut && words(&new, found) == words(&self.old, asked) {
            return None;
        }
        let is_right = kept * 2 >= asked.count() as usize && truth.is_some_and(is_near);
        (!is_right).then(|| format!("{asked:?} is at {truth:?} ({kept} kept) and was found at {found:?}"))
    }
}

/// A quote with 32 characters of context.
pub fn quote(document: &Document, span: Span) -> Quote {
    Quote::of(document, span, 32).unwrap()
}

/// What may happen to a text between two editions.
enum Mutation {
    Typo,
    QuoteDeleted,
    ParagraphDeleted,
    Replaced,
    Moved,
    Doubled,
    Spaced,
    Scattered(usize),
}

/// The same stories at each run: a span of the article, and what happened to the text since. The spans begin and end in
/// words.
fn stories(text: &str) -> Vec<(Span, Edition)> {
    let chars: Vec<char> = text.chars().collect();
    let mut chance = Chance(1);
    let mut stories = Vec::new();
    while stories.len() < STORIES {
        let longest = [3, 8, 30, 150][stories.len() / KINDS % 4];
        let start = chance.one_of(chars.len() - 2 * longest);
        let end = start + longest - chance.one_of(longest / 2);
        if chars[start].is_alphanumeric() && chars[end - 1].is_alphanumeric() {
            let asked = span(start, end);
            let mutation = match stories.len() % KINDS {
                0 => Mutation::Typo,
                1 => Mutation::QuoteDeleted,
                2 => Mutation::ParagraphDeleted,
                3 => Mutation::Replaced,
                4 => Mutation::Moved,
                5 => Mutation::Doubled,
                6 => Mutation::Spaced,
                _ => Mutation::Scattered(10 + chance.one_of(90)),
            };
            stories.push((asked, mutated(text, asked, &mutation, &mut chance)));
        }
    }
    stories
}

const KINDS: usize = 8;
const STORIES: usize = 320;

/// The paragraph around a character, without its line feed.
fn paragraph(old: &[char], at: usize) -> (usize, usize) {
    let start = old[..at].iter().rposition(|c| *c == '\n').map_or(0, |feed| feed + 1);
    let end = old[at..].iter().position(|c| *c == '\n').map_or(old.len(), |feed| at + feed);
    (start, end.max(at))
}

fn mutated(text: &str, asked: Span, mutation: &Mutation, chance: &mut Chance) -> Edition {
    let mut edition = Edition::of(text);
    let (start, end) = (asked.start().get() as usize, asked.end().get() as usize);
    let (from, to) = paragraph(&edition.old, start);
    let elsewhere = chance.one_of(edition.old.len());
    let (other, _) = paragraph(&edition.old, elsewhere);
    let words: String = edition.old[elsewhere..].iter().take(end - start).collect();
    match mutation {
        Mutation::Typo => {
            let at = start + chance.one_of(end - start);
            edition.replace(at, at + 1, "错");
        }
        Mutation::QuoteDeleted => edition.replace(start, end, ""),
        Mutation::ParagraphDeleted => edition.replace(from, to.max(end), ""),
        Mutation::Replaced
            if elsewhere.abs_diff(start) > end - start
                && !edition.old[start..end].iter().any(|c| words.contains(*c)) =>
        {
            edition.replace(start, end, &words);
        }
        Mutation::Moved if !(from..=to.max(end)).contains(&other) => {
            edition.shift(from, to.max(end), other);
        }
        Mutation::Replaced | Mutation::Moved => {}
        Mutation::Doubled => edition.double(from, to, other),
        Mutation::Spaced => edition.replace(from, from, "\u{3000}\u{3000}"),
        Mutation::Scattered(one_in) => edition.scatter(*one_in, chance),
    }
    edition
}

/// In none of the stories is an answer wrong in silence, and enough are answered without doubt.
pub fn nothing_is_wrong_in_silence(answer: impl Fn(&Document, &str, Span) -> Anchoring) {
    let text = copies(1);
    let old = document(&text);
    let (mut faults, mut exact) = (Vec::new(), 0);
    for (asked, edition) in stories(&text) {
        let found = answer(&old, &edition.text(), asked);
        exact += usize::from(matches!(found, Anchoring::Exact(_)));
        faults.extend(edition.silent_fault(asked, found));
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(exact >= 120, "so many were found without asking: {exact}");
}
