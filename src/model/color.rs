//! A colour a person may choose: `#rrggbb` in sRGB and nothing else, so that no style sheet can be smuggled in.

use std::fmt;

/// Red, green and blue, 0 to 255 each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Color {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
}

impl Color {
    /// The colour of a tag whose file says none, or none that can be read.
    pub const UNSAID: Self = Self::rgb(0x88, 0x88, 0x88);

    pub const fn rgb(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Reads `#rrggbb`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        if !digits.chars().all(|c| c.is_ascii_hexdigit()) {
            return None;
        }
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Self { red, green, blue })
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_digits_and_nothing_else() {
        assert_eq!(Color::parse("#0072B2"), Some(Color::rgb(0, 0x72, 0xb2)));
        assert_eq!(Color::rgb(0, 0x72, 0xb2).to_string(), "#0072b2");
        for bad in ["", "0072b2", "#07b", "#0072b2ff", "#+072b2", "red", "#0072b2;x:url(//a)", "#é72b2"] {
            assert_eq!(Color::parse(bad), None, "{bad:?}");
        }
    }
}
