//! Properties that a tag defines for its annotations: a figure's value, a person's role, a quote's speaker.

use std::cmp::Ordering;
use std::sync::Arc;

use super::decimal::nearest_float;
use super::{AnnotationId, AttributeId};

/// What values an attribute takes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AttributeKind {
    Text,
    Number,
    /// One of these words.
    Choice(Vec<Arc<str>>),
    Flag,
    /// Another annotation.
    Link,
}

impl AttributeKind {
    /// The value is of this kind.
    pub fn takes(&self, value: &AttributeValue) -> bool {
        match value {
            AttributeValue::Text(text) => match self {
                Self::Text => true,
                Self::Choice(words) => words.contains(text),
                Self::Number | Self::Flag | Self::Link => false,
            },
            AttributeValue::Number(_) => *self == Self::Number,
            AttributeValue::Flag(_) => *self == Self::Flag,
            AttributeValue::Link(_) | AttributeValue::Unnamed => *self == Self::Link,
        }
    }
}

/// An attribute that annotations of a tag may carry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AttributeDefinition {
    pub id: AttributeId,
    /// Shown to people; the id where it is empty.
    pub label: Arc<str>,
    pub kind: AttributeKind,
}

/// A number that can be written down: neither infinite nor not a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number(f64);

impl Number {
    pub fn new(value: f64) -> Option<Self> {
        value.is_finite().then_some(Self(value))
    }

    /// The number nearest to a decimal one as JSON writes it.
    pub fn parse(decimal: &str) -> Option<Self> {
        nearest_float(decimal).and_then(Self::new)
    }

    pub const fn get(self) -> f64 {
        self.0
    }
}

impl Eq for Number {}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AttributeValue {
    /// Text, or the word that was chosen.
    Text(Arc<str>),
    Number(Number),
    Flag(bool),
    Link(AnnotationId),
    /// The text does not name what the link would point at (an unnamed speaker).
    Unnamed,
}
