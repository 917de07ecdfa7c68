//! What things are called by. Nothing here makes an id: they are arguments, so that the core is deterministic.

use std::fmt;
use std::sync::Arc;

use uuid::Uuid;

/// Names one annotation everywhere and for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnnotationId(Uuid);

impl AnnotationId {
    pub const fn new(uuid: Uuid) -> Self {
        Self(uuid)
    }

    /// Reads any of the forms of RFC 9562, §4; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        Uuid::try_parse(text).ok().map(Self)
    }

    pub const fn uuid(self) -> Uuid {
        self.0
    }
}

impl fmt::Display for AnnotationId {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

/// A name that every program can read: `[A-Za-z0-9_-]+`, at most [`Slug::LONGEST`] characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(Arc<str>);

impl Slug {
    /// In characters. Longer names would crowd the storage, which repeats them in each record.
    pub const LONGEST: usize = 64;

    /// `None` where a character is not allowed, or there are none or too many.
    pub fn new(text: &str) -> Option<Self> {
        Self::fits(text).then(|| Self(text.into()))
    }

    /// The same, of a text that others share.
    pub fn of(text: Arc<str>) -> Option<Self> {
        Self::fits(&text).then_some(Self(text))
    }

    fn fits(text: &str) -> bool {
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        (1..=Self::LONGEST).contains(&text.len()) && text.chars().all(allowed)
    }

    pub const fn shared(&self) -> &Arc<str> {
        &self.0
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Slug {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

/// Names a tag of the scheme.
pub type TagId = Slug;

/// Names an attribute of a tag.
pub type AttributeId = Slug;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_hold_what_every_format_can_write() {
        for good in ["quote", "A-1_b", "7"] {
            assert_eq!(Slug::new(good).unwrap().as_str(), good);
        }
        for bad in ["", "引语", "a b", "a.b", "x".repeat(65).as_str()] {
            assert_eq!(Slug::new(bad), None, "{bad:?}");
        }
    }
}
