//! A number that counts characters says in its type which characters it counts.
//!
//! The Web Annotation Data Model counts Unicode code points (§4.2.4, Text Position Selector), the DOM counts UTF-16
//! code units, Rust counts bytes of UTF-8. The three agree on ASCII only:
//!
//! ```text
//!   text     a   é       👍
//!   byte     0   1   2   3   4   5   6   7
//!   UTF-16   0   1       2       3       4
//!   char     0   1       2               3
//! ```
//!
//! An [`OffsetTable`] turns one into the others by a binary search over checkpoints and a scan of at most
//! [`STRIDE`] bytes, so a look-up costs the same anywhere in a text of any size.

mod wire;

macro_rules! offset {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The gap with `count` units before it.
            pub const fn new(count: u32) -> Self {
                Self(count)
            }

            /// How many units stand before this gap.
            pub const fn get(self) -> u32 {
                self.0
            }

            /// The gap `count` units further on; stays at the largest offset there is.
            #[must_use]
            pub const fn plus(self, count: u32) -> Self {
                Self(self.0.saturating_add(count))
            }

            /// The gap `count` units before; stays at the beginning.
            #[must_use]
            pub const fn minus(self, count: u32) -> Self {
                Self(self.0.saturating_sub(count))
            }
        }
    };
}

offset! {
    /// A gap between characters, counted in Unicode code points from 0.
    CharOffset
}
offset! {
    /// The same gap counted in UTF-16 code units, as the DOM and JavaScript strings do.
    Utf16Offset
}
offset! {
    /// The same gap counted in bytes of UTF-8, as Rust strings do.
    ByteOffset
}

/// One gap between characters in all three units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub byte: ByteOffset,
    pub char: CharOffset,
    pub utf16: Utf16Offset,
}

impl Place {
    fn after(self, c: char) -> Self {
        Self {
            byte: self.byte.plus(c.len_utf8() as u32),
            char: self.char.plus(1),
            utf16: self.utf16.plus(c.len_utf16() as u32),
        }
    }
}

/// Bytes between two checkpoints: a table of a tenth of the text.
const STRIDE: u32 = 128;

/// Where characters stand in one text, in the three units. It belongs to that text and is asked with it.
#[derive(Clone, Debug)]
pub struct OffsetTable {
    checkpoints: Vec<Place>,
    end: Place,
}

impl OffsetTable {
    /// Reads the text once.
    pub fn new(text: &str) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE as usize + 1);
        let mut place = Place::default();
        let mut due = 0;
        for c in text.chars() {
            if place.byte.get() >= due {
                checkpoints.push(place);
                due = place.byte.get() + STRIDE;
            }
            place = place.after(c);
        }
        Self { checkpoints, end: place }
    }

    /// The end of the text.
    pub const fn end(&self) -> Place {
        self.end
    }

    /// The gap at a code point offset, or `None` behind the end.
    pub fn at_char(&self, text: &str, offset: CharOffset) -> Option<Place> {
        self.seek(text, offset.get(), |place| place.char.get())
    }

    /// The gap at a UTF-16 offset, or `None` behind the end or between the halves of a surrogate pair.
    pub fn at_utf16(&self, text: &str, offset: Utf16Offset) -> Option<Place> {
        self.seek(text, offset.get(), |place| place.utf16.get())
    }

    /// The gap at a byte offset, or `None` behind the end or inside a character.
    pub fn at_byte(&self, text: &str, offset: ByteOffset) -> Option<Place> {
        self.seek(text, offset.get(), |place| place.byte.get())
    }

    fn seek(&self, text: &str, wanted: u32, count: impl Fn(&Place) -> u32) -> Option<Place> {
        if wanted == count(&self.end) {
            return Some(self.end);
        }
        let behind = self.checkpoints.partition_point(|place| count(place) <= wanted);
        let mut place = *self.checkpoints.get(behind.checked_sub(1)?)?;
        for c in text.get(place.byte.get() as usize..)?.chars() {
            if count(&place) >= wanted {
                break;
            }
            place = place.after(c);
        }
        (count(&place) == wanted).then_some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every gap of the text, counted the slow way.
    fn gaps(text: &str) -> Vec<Place> {
        let mut places = vec![Place::default()];
        places.extend(text.char_indices().map(|(at, c)| {
            let before = text.get(..at + c.len_utf8()).unwrap();
            Place {
                byte: ByteOffset(before.len() as u32),
                char: CharOffset(before.chars().count() as u32),
                utf16: Utf16Offset(before.encode_utf16().count() as u32),
            }
        }));
        places
    }

    proptest! {
        #[test]
        fn every_gap_is_found_from_every_unit(text in "(\\PC|\n){0,60}", copies in 1usize..60) {
            let text = text.repeat(copies);
            let table = OffsetTable::new(&text);
            let gaps = gaps(&text);
            prop_assert_eq!(Some(&table.end()), gaps.last());
            for gap in gaps.iter().step_by(7).chain(gaps.last()) {
                prop_assert_eq!(table.at_char(&text, gap.char), Some(*gap));
                prop_assert_eq!(table.at_utf16(&text, gap.utf16), Some(*gap));
                prop_assert_eq!(table.at_byte(&text, gap.byte), Some(*gap));
            }
        }
    }

    #[test]
    fn no_gap_lies_inside_a_character_or_behind_the_end() {
        let text = "a𠮷";
        let table = OffsetTable::new(text);
        assert_eq!(table.at_utf16(text, Utf16Offset(2)), None, "between the surrogates of 𠮷");
        assert_eq!(table.at_byte(text, ByteOffset(3)), None, "inside the bytes of 𠮷");
        assert_eq!(table.at_char(text, CharOffset(3)), None, "behind the end");
        assert_eq!(table.at_char(text, CharOffset(2)), Some(table.end()));
    }
}
