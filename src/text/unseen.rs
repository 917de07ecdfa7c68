//! What shows nothing on the page: blanks of every kind, and what has no form of its own.
//!
//! ```text
//!   防​疫      a zero-width space between the two
//!   Bun­des   a soft hyphen, which is seen only where the line breaks
//! ```

use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;

/// White space of any width (the property `White_Space`, and the Braille pattern without dots).
pub const fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{2800}'
}

/// Not a blank, and shows nothing by itself: control characters, marks of ruby, and what a program leaves out that cannot
/// do what it asks (Unicode Standard, §5.21).
pub fn is_invisible(c: char) -> bool {
    match c {
        ' '..='~' | '\u{3001}'..='\u{3029}' | '\u{3400}'..='\u{9fff}' => false,
        '\u{fff9}'..='\u{fffb}' => true,
        _ if is_blank(c) => false,
        _ => c.is_control() || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c),
    }
}

/// A blank or invisible: nothing that could be read, marked or clicked on.
pub fn is_unseen(c: char) -> bool {
    is_blank(c) || is_invisible(c)
}

/// There is something to be seen in the text.
pub fn is_seen(text: &str) -> bool {
    text.chars().any(|c| !is_unseen(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One line for each class of characters.
    #[test]
    fn what_can_be_seen() {
        let unseen: &[(&str, &str)] = &[
            ("blanks", " \t\n\u{a0}\u{1680}\u{2000}\u{2007}\u{200a}\u{202f}\u{205f}\u{3000}"),
            ("line ends", "\u{b}\u{c}\u{85}\u{2028}\u{2029}"),
            ("zero width", "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}"),
            ("hyphens that show at a line's end", "\u{ad}"),
            ("turning the direction", "\u{61c}\u{200e}\u{200f}\u{202a}\u{202e}\u{2066}\u{2069}"),
            ("choosing a form", "\u{fe00}\u{fe0f}\u{e0100}\u{e01ef}\u{180b}\u{180f}"),
            ("joining", "\u{34f}\u{17b4}\u{180e}"),
            ("Hangul and Braille without a form", "\u{115f}\u{1160}\u{3164}\u{ffa0}\u{2800}"),
            ("tags, ruby, shorthand", "\u{e0001}\u{e007f}\u{fff9}\u{fffb}\u{1bca0}\u{1d173}"),
            ("reserved for more", "\u{2065}\u{fff0}\u{e0fff}"),
            ("control", "\0\u{1b}\u{7f}\u{9f}"),
        ];
        for (class, chars) in unseen {
            for c in chars.chars() {
                assert!(is_unseen(c), "{class}: {c:?}");
            }
            assert!(!is_seen(chars), "{class}");
        }
        for c in "!~a一。、〇々é\u{301}א👩𠮷·￼\u{e000}".chars() {
            assert!(!is_unseen(c), "{c:?}");
        }
        assert!(is_seen("\u{200b} 防"));
    }
}
