//! What an annotation is about: one or more stretches of its document's text.

use crate::text::{CharOffset, Span};

/// A non-empty list of spans in order, none overlapping the one before. Nearly always it is one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    first: Span,
    rest: Box<[Span]>,
}

impl Target {
    /// `None` for no spans, or spans out of order.
    pub fn new(spans: &[Span]) -> Option<Self> {
        let ordered = spans.iter().zip(spans.iter().skip(1)).all(|(one, next)| one.end() <= next.start());
        let (first, rest) = spans.split_first().filter(|_| ordered)?;
        Some(Self { first: *first, rest: rest.into() })
    }

    pub fn spans(&self) -> impl Iterator<Item = Span> {
        std::iter::once(self.first).chain(self.rest.iter().copied())
    }

    /// It consists of several stretches.
    pub fn is_discontinuous(&self) -> bool {
        !self.rest.is_empty()
    }

    /// From the first start to the last end.
    pub fn hull(&self) -> Span {
        self.rest.last().map_or(self.first, |last| self.first.hull(*last))
    }

    /// The character behind this gap is one of the target's.
    pub fn covers(&self, offset: CharOffset) -> bool {
        self.spans().any(|span| span.covers(offset))
    }
}

impl From<Span> for Target {
    fn from(span: Span) -> Self {
        Self { first: span, rest: Box::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: u32, end: u32) -> Span {
        Span::new(CharOffset::new(start), CharOffset::new(end)).unwrap()
    }

    #[test]
    fn spans_are_in_order_and_apart() {
        assert_eq!(Target::new(&[]), None);
        assert_eq!(Target::new(&[span(4, 6), span(0, 2)]), None);
        assert_eq!(Target::new(&[span(0, 3), span(2, 5)]), None);
        let target = Target::new(&[span(0, 2), span(4, 6)]).unwrap();
        assert_eq!(target.hull(), span(0, 6));
        let covered: Vec<u32> = (0..7).filter(|offset| target.covers(CharOffset::new(*offset))).collect();
        assert_eq!(covered, [0, 1, 4, 5]);
        assert!(target.is_discontinuous() && !Target::from(span(0, 6)).is_discontinuous());
    }
}
