//! A stretch of a text, and how two of them lie to each other.

use super::CharOffset;

/// A non-empty half-open stretch `start..end` in code points.
///
/// ```text
///   text   党 旗 飘 扬
///   gap   0  1  2  3  4
///   1..3     [旗 飘]
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: CharOffset,
    end: CharOffset,
}

impl Span {
    /// `None` where nothing lies between the two.
    pub fn new(start: CharOffset, end: CharOffset) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// The stretch between two gaps in either order, or `None` where they are the same gap.
    pub fn between(one: CharOffset, other: CharOffset) -> Option<Self> {
        Self::new(one.min(other), one.max(other))
    }

    pub const fn start(self) -> CharOffset {
        self.start
    }

    pub const fn end(self) -> CharOffset {
        self.end
    }

    /// Length in code points, at least 1.
    pub const fn count(self) -> u32 {
        self.end.get() - self.start.get()
    }

    /// They share at least one character.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Every character of the other is one of this; a span contains itself.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// They overlap and neither contains the other.
    pub fn crosses(self, other: Self) -> bool {
        self.overlaps(other) && !self.contains(other) && !other.contains(self)
    }

    /// One ends where the other starts.
    pub fn touches(self, other: Self) -> bool {
        self.end == other.start || other.end == self.start
    }

    /// The character behind this gap is one of the span.
    pub fn covers(self, offset: CharOffset) -> bool {
        self.start <= offset && offset < self.end
    }

    /// What both have in common.
    pub fn common(self, other: Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end))
    }

    /// The smallest span that contains both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: u32, end: u32) -> Span {
        Span::new(CharOffset::new(start), CharOffset::new(end)).unwrap()
    }

    /// Draws a span as a bar: `.##..` is 1..3.
    fn bar(drawing: &str) -> Span {
        let start = drawing.find('#').unwrap() as u32;
        span(start, start + drawing.matches('#').count() as u32)
    }

    #[test]
    fn relations() {
        let table = [
            // one       other     overlaps contains crosses touches
            ("####...", "...####", true, false, true, false),
            ("####...", "....###", false, false, false, true),
            ("###....", "....###", false, false, false, false),
            ("#######", "..##...", true, true, false, false),
            ("..##...", "#######", true, false, false, false),
            ("..##...", "..##...", true, true, false, false),
            ("..####.", "..##...", true, true, false, false),
        ];
        for (one, other, overlaps, contains, crosses, touches) in table {
            let (a, b) = (bar(one), bar(other));
            assert_eq!(
                (a.overlaps(b), a.contains(b), a.crosses(b), a.touches(b)),
                (overlaps, contains, crosses, touches),
                "{one} against {other}"
            );
            assert_eq!(
                (a.overlaps(b), a.crosses(b)),
                (b.overlaps(a), b.crosses(a)),
                "the same from both sides"
            );
            assert_eq!(a.common(b).is_some(), overlaps);
            assert!(a.hull(b).contains(a) && a.hull(b).contains(b));
        }
    }

    #[test]
    fn a_span_is_never_empty() {
        let (two, five) = (CharOffset::new(2), CharOffset::new(5));
        assert_eq!(Span::new(two, two), None);
        assert_eq!(Span::new(five, two), None);
        assert_eq!(Span::between(five, two), Some(span(2, 5)));
    }
}
