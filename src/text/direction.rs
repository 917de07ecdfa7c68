//! Which way a text runs (Unicode Standard Annex #9): each block as a whole, and each character in it.
//!
//! ```text
//!   logical   he said שלום!          a gap before ש stands at its right side,
//!   visual    he said םולש!          one behind it at its left
//! ```

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

use super::{CharOffset, Document};

/// To which side the next character stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Direction {
    /// The value of HTML's `dir`.
    pub const fn attribute(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }

    pub const fn is_right_to_left(self) -> bool {
        matches!(self, Self::RightToLeft)
    }

    fn of(level: Level) -> Self {
        if level.is_rtl() { Self::RightToLeft } else { Self::LeftToRight }
    }
}

/// The direction of the block at a gap: that of its first letter, as `dir="auto"` has it (HTML, §3.2.6.4).
pub fn block_direction(document: &Document, offset: CharOffset) -> Direction {
    Direction::of(base_level(block_text(document, offset).0))
}

/// The direction of the character behind a gap. Digits run to the right in every text.
pub fn direction_at(document: &Document, offset: CharOffset) -> Direction {
    let (text, start) = block_text(document, offset);
    if !text.chars().any(turns) {
        return Direction::LeftToRight;
    }
    let base = base_level(text);
    let at = document.at(offset).and_then(|place| place.byte.get().checked_sub(start));
    let levels = BidiInfo::new(text, Some(base)).levels;
    Direction::of(at.and_then(|at| levels.get(at as usize)).copied().unwrap_or(base))
}

/// The words of the block at a gap, and the byte where they begin.
fn block_text(document: &Document, offset: CharOffset) -> (&str, u32) {
    let block = document.blocks().get(document.block_at(offset));
    let found = block
        .and_then(|block| Some((document.slice(block.span)?, document.at(block.span.start())?.byte.get())));
    found.unwrap_or_default()
}

fn base_level(text: &str) -> Level {
    let is_strong = |class: &BidiClass| matches!(class, BidiClass::L | BidiClass::R | BidiClass::AL);
    let first = text.chars().map(bidi_class).find(is_strong);
    if first.is_some_and(|class| class != BidiClass::L) { Level::rtl() } else { Level::ltr() }
}

/// It can make something run to the left. Most of what is written is seen not to without its class.
fn turns(c: char) -> bool {
    let never = c < '\u{590}' || ('\u{2e80}'..='\u{d7ff}').contains(&c);
    !never
        && matches!(
            bidi_class(c),
            BidiClass::R | BidiClass::AL | BidiClass::RLE | BidiClass::RLO | BidiClass::RLI
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{DocumentInfo, blocks_by_line};

    fn document(text: &str) -> Document {
        Document::new(DocumentInfo::default(), text, blocks_by_line(text)).unwrap()
    }

    /// `<` below each character that runs to the left, `>` below the others.
    fn drawn(text: &str) -> String {
        let document = document(text);
        let sign = |at: usize| {
            let direction = direction_at(&document, CharOffset::new(at as u32));
            if direction.is_right_to_left() { '<' } else { '>' }
        };
        (0..text.chars().count()).map(sign).collect()
    }

    #[test]
    fn a_block_runs_as_its_first_letter() {
        let table = [
            ("דובר אמר", "rtl"),
            ("المتحدث قال", "rtl"),
            ("ܫܠܡܐ", "rtl"),               // Syriac
            ("ދިވެހި", "rtl"),                // Thaana
            ("ߒߞߏ", "rtl"),                // N'Ko
            ("\u{1e900}\u{1e921}", "rtl"), // Adlam, of two code units each
            ("12 (ב) א", "rtl"),           // digits and brackets have none
            ("\u{200f}ab", "rtl"),         // a mark that cannot be seen has
            ("“…” 12", "ltr"),             // none at all
            ("記者寫道 שלום", "ltr"),
            ("he said שלום", "ltr"),
            ("שלום he said", "rtl"),
        ];
        for (text, expected) in table {
            let direction = block_direction(&document(text), CharOffset::new(0));
            assert_eq!(direction.attribute(), expected, "{text}");
        }
    }

    #[test]
    fn each_block_has_its_own() {
        let document = document("אב\nab\n\nגד");
        let directions = [0, 1, 2, 3, 5, 6, 7, 8, 9].map(|at| {
            let direction = block_direction(&document, CharOffset::new(at));
            if direction.is_right_to_left() { '<' } else { '>' }
        });
        assert_eq!(directions.iter().collect::<String>(), "<<<>>><<<");
    }

    #[test]
    fn each_character_runs_its_own_way() {
        let table = [
            ("abc 记者", ">>>>>>"),
            ("אבג", "<<<"),
            ("ab אב גד ef", ">>><<<<<>>>"),
            ("אב cd הו", "<<<>><<<"),
            ("אב 12 גד", "<<<>><<<"),
            ("قال (12 كم).", "<<<<<>><<<<<"),
            ("ab\nאב\ncd", ">>><<>>>"),
            ("א\u{5b8}ב", "<<<"), // a vowel goes with its letter
        ];
        for (text, expected) in table {
            let all: String = drawn(text);
            // What lies between blocks is not shown.
            let shown = |(sign, c): (char, char)| if c == '\n' { '>' } else { sign };
            let all: String = all.chars().zip(text.chars()).map(shown).collect();
            assert_eq!(all, expected, "{text}");
        }
    }

    #[test]
    fn a_place_behind_the_end_has_a_direction_too() {
        let document = document("אב");
        assert_eq!(direction_at(&document, CharOffset::new(2)), Direction::RightToLeft);
        assert_eq!(direction_at(&document, CharOffset::new(9)), Direction::RightToLeft);
    }
}
