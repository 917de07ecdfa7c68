//! What cannot be seen in a name, shown: characters that turn the direction of writing, control characters, and those
//! that take no room. A name may lie by them: `invoice` and `gnp.exe` with U+202E between them end in
//! `exe.png` on the screen. The text of an article
//! is never shown so, and what is kept stays as it is.

use std::borrow::Cow;

/// The name with `⟨U+202E⟩` for each character that is there and cannot be seen, and held together from within where it
/// runs from right to left, so that it moves none of the words around it.
pub fn visible(name: &str) -> Cow<'_, str> {
    let runs_left = name.chars().any(is_right_to_left);
    if !runs_left && !name.chars().any(is_hidden) {
        return Cow::Borrowed(name);
    }
    let shown = replaced(name, |c| format!("⟨U+{:04X}⟩", u32::from(c)));
    Cow::Owned(if runs_left { format!("{FIRST_STRONG_ISOLATE}{shown}{POP_ISOLATE}") } else { shown })
}

/// The name with something in the place of each character that cannot be seen and is not at work.
pub fn replaced(name: &str, sign: fn(char) -> String) -> String {
    let mut seen = String::with_capacity(name.len());
    let (mut before, mut rest) = (' ', name.chars().peekable());
    while let Some(c) = rest.next() {
        if is_hidden(c) && !is_at_work(before, c, rest.peek().copied().unwrap_or(' ')) {
            seen += &sign(c);
        } else {
            seen.push(c);
        }
        before = c;
    }
    seen
}

/// Unicode Bidirectional Algorithm (UAX #9), §2.4.
const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';

/// Takes no room, or looks like a space and is none, or turns what stands around it.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' // soft hyphen
                | '\u{34f}' // grapheme joiner
                | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' // Hangul that is blank
                | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
                | '\u{2800}' // blank Braille
                | '\u{fe00}'..='\u{fe0f}' // choose between forms of a character
                | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}' // tags, and more that choose between forms
        )
}

/// Whether a hidden character does what it is for, between these two: joins the parts of an emoji, keeps letters of
/// Persian or Hindi apart, chooses the form of a Han character or of a sign.
fn is_at_work(before: char, c: char, behind: char) -> bool {
    let joins = |c: char| matches!(c, '\u{600}'..='\u{dff}' | '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}');
    let has_forms = |c: char| !c.is_ascii() && !c.is_whitespace() && !is_hidden(c);
    match c {
        '\u{200c}' | '\u{200d}' => joins(before) && joins(behind),
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => has_forms(before),
        _ => false,
    }
}

/// Hebrew, Arabic and the scripts beside them.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && c != '\u{61c}'
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_hidden_is_shown() {
        let table = [
            ("党旗.txt", "党旗.txt"),
            ("invoice\u{202e}gnp.exe", "invoice⟨U+202E⟩gnp.exe"),
            ("\u{202a}\u{202b}\u{202c}\u{202d}", "⟨U+202A⟩⟨U+202B⟩⟨U+202C⟩⟨U+202D⟩"),
            ("\u{2066}a\u{2067}b\u{2068}c\u{2069}", "⟨U+2066⟩a⟨U+2067⟩b⟨U+2068⟩c⟨U+2069⟩"),
            ("a\u{200e}\u{200f}\u{61c}", "a⟨U+200E⟩⟨U+200F⟩⟨U+061C⟩"),
            (
                "a\0\t\n\u{1b}[1m\u{7f}\u{85}\u{9f}",
                "a⟨U+0000⟩⟨U+0009⟩⟨U+000A⟩⟨U+001B⟩[1m⟨U+007F⟩⟨U+0085⟩⟨U+009F⟩",
            ),
            ("per\u{200b}son\u{200d}\u{2060}\u{feff}", "per⟨U+200B⟩son⟨U+200D⟩⟨U+2060⟩⟨U+FEFF⟩"),
            ("per\u{ad}son\u{34f}\u{3164}", "per⟨U+00AD⟩son⟨U+034F⟩⟨U+3164⟩"),
            ("a\u{2028}b\u{2029}", "a⟨U+2028⟩b⟨U+2029⟩"),
            ("hi\u{e0068}\u{e0069}", "hi⟨U+E0068⟩⟨U+E0069⟩"),
            ("a\u{fe0f}b\u{e0100}", "a⟨U+FE0F⟩b⟨U+E0100⟩"),
        ];
        for (name, shown) in table {
            assert_eq!(visible(name), shown, "{name:?}");
        }
    }

    #[test]
    fn what_is_written_so_stays_so() {
        for name in ["👩‍👩‍👧‍👦", "❤️", "🏳️‍🌈", "葛\u{e0100}飾", "𠮷 e\u{301}", "\u{3000}", "क\u{94d}\u{200d}ष"]
        {
            assert_eq!(visible(name), name, "{name:?}");
        }
        for name in ["שלום", "نامه\u{200c}ها"] {
            assert_eq!(visible(name), format!("\u{2068}{name}\u{2069}"), "{name:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_shown_turns_what_stands_around_it(name in "(\\PC|[\0-\u{a0}\u{200b}-\u{206f}א]){0,20}") {
            let shown = visible(&name);
            let inside = shown.strip_prefix(FIRST_STRONG_ISOLATE).and_then(|rest| rest.strip_suffix(POP_ISOLATE));
            let inside = inside.unwrap_or(&shown);
            let turns = |c: char| c.is_control() || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            prop_assert!(!inside.contains(turns), "{:?}", shown);
            prop_assert!(name.chars().filter(|c| !is_hidden(*c)).all(|c| shown.contains(c)));
        }
    }
}
