//! How words lie along a text: the fewest edits that make one of the other.
//!
//! For each number of edits it is known how far along each diagonal the words are used up (Ukkonen 1985, Myers 1986), so
//! words that are the same cost one look at each character, and the band widens only as edits ask for it.

/// One gap of the words and where it lies in the text, from the place where both began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gap {
    /// Where the text has what stands before the gap, and where what stands behind it: apart where characters were
    /// put in here.
    pub low: usize,
    pub high: usize,
    /// Edits up to `low`.
    pub edits: usize,
}

impl Gap {
    /// Edits up to `high`.
    pub const fn edits_behind(self) -> usize {
        self.edits + (self.high - self.low)
    }
}

/// White space is the same as other white space: a text that was broken into lines anew is the same text.
fn is_same(one: char, other: char) -> bool {
    one == other || (one.is_whitespace() && other.is_whitespace())
}

/// For each number of edits and each diagonal, the words used up; row `e` has the diagonals `-e..=e`.
struct Reach<'a> {
    words: &'a [char],
    text: &'a [char],
    rows: Vec<Option<u32>>,
}

/// One step into a diagonal: from which one, and how much of the words it uses up.
const STEPS: [(isize, usize); 3] = [(0, 1), (-1, 0), (1, 1)];

impl Reach<'_> {
    fn at(&self, edits: usize, diagonal: isize) -> Option<usize> {
        let column =
            usize::try_from(diagonal + edits.cast_signed()).ok().filter(|column| *column <= 2 * edits)?;
        self.rows.get(edits * edits + column)?.map(|used| used as usize)
    }

    /// The place in the text of a place in the words, if the text has it.
    fn place(&self, used: usize, diagonal: isize) -> Option<usize> {
        used.checked_add_signed(diagonal)
            .filter(|place| used <= self.words.len() && *place <= self.text.len())
    }

    /// The best step into a diagonal: which one, and the words used up behind it.
    fn step(&self, edits: usize, diagonal: isize) -> Option<(isize, usize)> {
        let before = edits.checked_sub(1)?;
        let steps = STEPS.iter().filter_map(|(from, uses)| {
            let used = self.at(before, diagonal + from)? + uses;
            self.place(used, diagonal).map(|_| (*from, used))
        });
        steps.reduce(|best, step| if step.1 > best.1 { step } else { best })
    }

    /// As far as words and text are the same.
    fn slide(&self, used: usize, diagonal: isize) -> usize {
        let Some(place) = self.place(used, diagonal) else { return used };
        let (words, text) = (self.words.iter().skip(used), self.text.iter().skip(place));
        used + words.zip(text).take_while(|(one, other)| is_same(**one, **other)).count()
    }

    /// Fills the next row; `true` once the words are used up.
    fn fill(&mut self, edits: usize) -> bool {
        let widest = edits.cast_signed();
        let mut is_done = false;
        for diagonal in -widest..=widest {
            let begin = if edits == 0 { Some(0) } else { self.step(edits, diagonal).map(|(_, used)| used) };
            let used = begin.map(|used| self.slide(used, diagonal));
            is_done |= used == Some(self.words.len());
            self.rows.push(used.map(|used| used as u32));
        }
        is_done
    }

    /// The way back from the end of the words.
    fn trace(&self, edits: usize) -> Option<Vec<Gap>> {
        let widest = edits.cast_signed();
        let ends = (-widest..=widest).filter(|diagonal| self.at(edits, *diagonal) == Some(self.words.len()));
        let mut diagonal = ends.min_by_key(|diagonal| diagonal.abs())?;
        let mut gaps = vec![Gap { low: usize::MAX, high: 0, edits: 0 }; self.words.len() + 1];
        for edits in (0..=edits).rev() {
            let end = self.at(edits, diagonal)?;
            let (from, begin) = if edits == 0 { (0, 0) } else { self.step(edits, diagonal)? };
            for used in begin..=end {
                let (gap, place) = (gaps.get_mut(used)?, self.place(used, diagonal)?);
                *gap = Gap { low: place.min(gap.low), high: place.max(gap.high), edits };
            }
            diagonal += from;
        }
        Some(gaps)
    }
}

/// Lays words along the beginning of a text, whose rest is left. `None` where that takes more edits than `most`.
pub fn lay(words: &[char], text: &[char], most: usize) -> Option<Vec<Gap>> {
    let mut reach = Reach { words, text, rows: Vec::new() };
    let edits = (0..=most).find(|edits| reach.fill(*edits))?;
    reach.trace(edits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    /// The fewest edits from the words to any beginning of the text, by the table that everybody knows.
    fn fewest(words: &[char], text: &[char]) -> usize {
        let mut row: Vec<usize> = (0..=text.len()).collect();
        for (at, word) in words.iter().enumerate() {
            let mut diagonal = row[0];
            row[0] = at + 1;
            for (place, c) in text.iter().enumerate() {
                let above = row[place + 1];
                row[place + 1] =
                    (diagonal + usize::from(!is_same(*word, *c))).min(above + 1).min(row[place] + 1);
                diagonal = above;
            }
        }
        row.into_iter().min().unwrap()
    }

    #[test]
    fn gaps_say_where_the_words_are() {
        let table = [
            // words, text, the low and high of each gap, edits
            ("党旗飘扬", "党旗飘扬在", "0 1 2 3 4", 0),
            ("党旗飘扬", "党旗高飘扬", "0 1 2-3 4 5", 1),
            ("党旗飘扬", "党飘扬", "0 1 1 2 3", 1),
            ("党旗飘扬", "党徽飘扬", "0 1 2 3 4", 1),
            ("党 旗", "党\n旗", "0 1 2 3", 0),
            ("党", "", "0 0", 1),
            ("", "党", "0", 0),
        ];
        for (words, text, drawn, edits) in table {
            let gaps = lay(&chars(words), &chars(text), 9).unwrap();
            let draw = |gap: &Gap| {
                if gap.low == gap.high { gap.low.to_string() } else { format!("{}-{}", gap.low, gap.high) }
            };
            assert_eq!(gaps.iter().map(draw).collect::<Vec<_>>().join(" "), drawn, "{words} in {text}");
            assert_eq!(gaps.last().unwrap().edits_behind(), edits);
        }
        assert_eq!(lay(&chars("一二三"), &chars("四五六"), 2), None);
    }

    proptest! {
        #[test]
        fn no_way_has_fewer_edits(words in "[ab \n一]{0,12}", text in "[ab \n一]{0,16}") {
            let (words, text) = (chars(&words), chars(&text));
            let gaps = lay(&words, &text, words.len()).expect("deleting all of it is a way");
            let total = gaps.last().unwrap().edits_behind();
            prop_assert_eq!(total, fewest(&words, &text));
            prop_assert!(total == 0 || lay(&words, &text, total - 1).is_none());
            for (pair, word) in gaps.windows(2).zip(&words) {
                let kept = pair[1].low == pair[0].high + 1 && is_same(*word, text[pair[0].high]);
                let edits = pair[1].edits - pair[0].edits_behind();
                prop_assert!(edits == usize::from(!kept) && pair[1].low <= pair[0].high + 1, "{:?}", gaps);
            }
        }
    }
}
