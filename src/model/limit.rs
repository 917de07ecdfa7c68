//! How much of anything is read from outside, each with its reason: the size of a file is its format's, the number of
//! an object's fields that of `json`. All lie far above what people make, and low enough that the page goes on.

/// What there may be only so much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Bytes of a text, as UTF-8.
    Text,
    /// Paragraphs, headings and lines of a text.
    Blocks,
    Annotations,
    Links,
    Tags,
    /// Pieces of one annotation's target.
    Spans,
    /// Attributes of one annotation.
    Attributes,
    /// Attributes that one tag provides for.
    Definitions,
    /// Words to choose from, of one attribute.
    Choices,
    /// Characters of a note, a guideline or an attribute's value.
    Words,
    /// Characters of a title, a label, a person's name.
    Name,
    /// Characters of one field that a newer program wrote.
    Stranger,
    /// Brackets within brackets in such a field.
    Depth,
}

impl Limit {
    #[expect(clippy::match_same_arms, reason = "each has a reason of its own")]
    pub const fn most(self) -> usize {
        match self {
            // Ten times the longest novels.
            Self::Text => 32 << 20,
            // Each is an element of the page. A novel of ten million characters has 300,000.
            Self::Blocks => 500_000,
            // Ten times the largest corpora that one text's annotations are published for.
            Self::Annotations | Self::Links => 1_000_000,
            // The largest inventories of frames and senses have some thousands.
            Self::Tags | Self::Choices => 10_000,
            // An annotation of every other word of a long chapter.
            Self::Spans => 10_000,
            // As many fields as an object may have.
            Self::Attributes | Self::Definitions => 1_000,
            // A thick book.
            Self::Words | Self::Stranger => 1_000_000,
            // Ten pages of a book: no list has room for more.
            Self::Name => 10_000,
            // People nest five or six deep.
            Self::Depth => 64,
        }
    }

    /// Whether this is more than may be.
    pub const fn check(self, found: usize) -> Result<(), Passed> {
        if found > self.most() { Err(Passed { limit: self, found }) } else { Ok(()) }
    }

    /// The same for the characters of a text, which are counted only where they may be too many.
    pub fn check_characters(self, text: &str) -> Result<(), Passed> {
        if text.len() > self.most() { self.check(text.chars().count()) } else { Ok(()) }
    }

    /// As many characters from the beginning as may be.
    pub fn cut(self, text: &str) -> &str {
        let end = text.char_indices().nth(self.most()).map_or(text.len(), |(at, _)| at);
        text.get(..end).unwrap_or(text)
    }
}

/// A limit that something in a file passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passed {
    pub limit: Limit,
    pub found: usize,
}

impl Passed {
    /// By how much.
    pub const fn over(self) -> usize {
        self.found.saturating_sub(self.limit.most())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_passed_by_one_more() {
        for limit in [Limit::Text, Limit::Depth, Limit::Annotations] {
            let most = limit.most();
            assert_eq!(limit.check(most), Ok(()));
            let passed = limit.check(most + 1).unwrap_err();
            assert_eq!((passed.found, passed.over()), (most + 1, 1));
        }
    }

    #[test]
    fn characters_are_counted_and_not_bytes() {
        let most = Limit::Name.most();
        for (text, expected) in [("党".repeat(most), None), ("𠮷".repeat(most + 1), Some(most + 1))] {
            let found = Limit::Name.check_characters(&text).err().map(|passed| passed.found);
            assert_eq!(found, expected);
            assert_eq!(Limit::Name.cut(&text).chars().count(), most);
        }
        assert_eq!(Limit::Name.cut("党"), "党");
    }
}
