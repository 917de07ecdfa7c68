//! A pressed key as the browser tells of it, and the stroke that it makes. No stroke is made by what writes a sign with
//! help: by `AltGr`, by Option, by a dead key, by an input method.
//!
//! ```text
//!   5                        a stroke, which also types
//!   Ctrl+5                   a stroke
//!   AltGr+5  (½)             none: it writes ½
//!   Ctrl+Alt+8  ([)          none: on Windows that is AltGr
//!   Option+L  (¬)            none: it writes ¬
//!   Option+←                 a stroke: an arrow writes nothing
//!   ´ before e  (Dead)       none: it waits for the e
//! ```

use super::Stroke;

/// A pressed key, as a `KeyboardEvent` has it (W3C, *UI Events*, §5.6.1).
#[expect(clippy::struct_excessive_bools, reason = "the event has them")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyPress {
    /// The place on the keyboard (*UI Events `KeyboardEvent` code Values*).
    pub code: String,
    /// The sign that the key writes, or its name (*UI Events `KeyboardEvent` key Values*).
    pub key: String,
    pub ctrl: bool,
    pub alt: bool,
    pub shift: bool,
    pub meta: bool,
    /// `AltGr` is held. Some browsers say it of Option on a Mac, and of Ctrl with Alt on Windows.
    pub alt_graph: bool,
    pub is_composing: bool,
    pub key_code: u32,
}

/// What `KeyboardEvent.keyCode` is while an input method composes, in browsers that do not say `isComposing` on the
/// first key (UI Events, §B.2.1).
const COMPOSING: u32 = 229;

/// The names of keys that write nothing yet, are the input method's, or are not known.
const UNFINISHED: &[&str] = &[
    "",
    "AllCandidates",
    "AltGraph",
    "CodeInput",
    "Compose",
    "Convert",
    "Dead",
    "NonConvert",
    "PreviousCandidate",
    "Process",
    "SingleCandidate",
    "Unidentified",
];

impl KeyPress {
    /// The key with its modifiers, if it may ask for something.
    pub fn stroke(&self) -> Option<Stroke<'_>> {
        // Some keyboards on a screen do not say which key it was.
        if self.code.is_empty() || self.is_unfinished() || self.writes_with_help() {
            return None;
        }
        let command = self.ctrl || self.meta;
        Some(Stroke { code: &self.code, command, shift: self.shift, alt: self.alt })
    }

    /// It writes a sign, alone or with Shift.
    pub fn types(&self) -> bool {
        self.is_sign() && !self.ctrl && !self.meta && !self.alt
    }

    fn is_unfinished(&self) -> bool {
        self.is_composing || self.key_code == COMPOSING || UNFINISHED.contains(&&*self.key)
    }

    /// The sign is not the one that the key has by itself. What Alt alone leaves as it is, a letter or a digit of ASCII,
    /// is a chord; with Ctrl only a letter, because there are keyboards that have their digits behind `AltGr`.
    fn writes_with_help(&self) -> bool {
        let is_letter = self.key.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_digit = self.key.bytes().all(|byte| byte.is_ascii_digit());
        let is_chord = self.meta || is_letter || (is_digit && !self.ctrl);
        match (self.alt_graph, self.is_sign()) {
            // Where Alt is held too, it may be Option with an arrow.
            (true, is_sign) => is_sign || !self.alt,
            (false, is_sign) => is_sign && self.alt && !is_chord,
        }
    }

    /// A sign and not a name: names are words of ASCII that begin with a capital. A key may write several signs.
    fn is_sign(&self) -> bool {
        let is_long = self.key.len() > 1;
        let is_word = self.key.bytes().all(|byte| byte.is_ascii_alphanumeric());
        !(is_long && is_word && self.key.starts_with(|first: char| first.is_ascii_uppercase()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `Ctrl+Alt+Digit8 [`: what is held, the place, and what the browser calls the key.
    fn pressed(written: &str) -> KeyPress {
        let (keys, key) = written.split_once(' ').unwrap();
        let mut press = KeyPress { key: key.into(), ..KeyPress::default() };
        for held in keys.split('+') {
            match held {
                "Ctrl" => press.ctrl = true,
                "Alt" | "Option" => press.alt = true,
                "Shift" => press.shift = true,
                "Meta" => press.meta = true,
                "AltGr" => press.alt_graph = true,
                "composing" => press.is_composing = true,
                "229" => press.key_code = 229,
                code => press.code = code.into(),
            }
        }
        press
    }

    #[test]
    fn no_shortcut_without_a_plain_key() {
        let silent = [
            // German, by Linux, by Windows of today and of yesterday
            "AltGr+Digit5 ½",
            "AltGr+Digit2 ²",
            "AltGr+Shift+Digit5 ⅝",
            "Ctrl+Alt+AltGr+Digit8 [",
            "Ctrl+Alt+Digit8 [",
            "Ctrl+Alt+KeyE €",
            "Ctrl+Alt+KeyQ @",
            "AltGr+KeyN ”",
            // French, Polish, Czech, Lithuanian, which has its digits behind AltGr
            "AltGr+Digit5 [",
            "Ctrl+Alt+KeyA ą",
            "AltGr+KeyA ą",
            "AltGr+Shift+KeyC Ć",
            "AltGr+Digit3 #",
            "AltGr+Digit1 1",
            "Ctrl+Alt+Digit1 1",
            "Ctrl+AltGr+KeyZ z",
            // Option on a Mac
            "Option+Digit5 ∞",
            "Option+Digit5 [",
            "Option+KeyL ¬",
            "Option+KeyL @",
            "Option+Shift+KeyN ˜",
            "Ctrl+Option+KeyK ˚",
            "Option+AltGr+KeyM µ",
            // dead keys, with every modifier
            "Equal Dead",
            "BracketLeft Dead",
            "Shift+Equal Dead",
            "Quote Dead",
            "Backquote Dead",
            "KeyN Dead",
            "Ctrl+BracketRight Dead",
            "Alt+KeyE Dead",
            "AltGr+BracketRight Dead",
            "Meta+KeyN Dead",
            "Ctrl+Alt+Digit1 Dead",
            // input methods, and keys that nobody knows
            "KeyN Process",
            "Digit5 Process",
            "Ctrl+KeyZ Process",
            "Enter Process",
            "Delete Unidentified",
            "Digit5 Unidentified",
            "Digit5 ",
            "229+Digit5 5",
            "229+Enter Enter",
            "229+Ctrl+KeyZ z",
            "composing+Escape Escape",
            "composing+KeyN n",
            "AltRight AltGraph",
            "KeyN Compose",
            "Space Convert",
            "Space NonConvert",
            // what writes nothing is no plain key either while AltGr is held
            "AltGr+ArrowLeft ArrowLeft",
            "AltGr+Delete Delete",
            "AltGr+Enter Enter",
            "AltGr+F1 F1",
            // a keyboard on a screen
            " a",
        ];
        for written in silent {
            assert_eq!(pressed(written).stroke(), None, "{written}");
        }
    }

    #[test]
    fn plain_keys_and_chords_are_strokes_on_every_keyboard() {
        let table = [
            ("Digit5 5", "5 types"),
            ("Digit5 (", "5 types"),
            ("Digit5 ५", "5 types"),
            ("KeyN n", "N types"),
            ("KeyN т", "N types"),
            ("KeyN ㅜ", "N types"),
            ("KeyB لا", "B types"),
            ("KeyY Ĳ", "Y types"),
            ("BracketLeft ü", "BracketLeft types"),
            ("Shift+KeyT T", "Shift T types"),
            ("Shift+Slash ?", "Shift Slash types"),
            ("Space  ", "Space types"),
            ("Ctrl+KeyZ z", "Command Z"),
            ("Ctrl+Shift+KeyZ Z", "Command Shift Z"),
            ("Ctrl+KeyZ я", "Command Z"),
            ("Meta+KeyZ z", "Command Z"),
            ("Meta+Option+KeyF ƒ", "Command Alt F"),
            ("Alt+KeyM m", "Alt M"),
            ("Alt+Digit5 5", "Alt 5"),
            ("Ctrl+Alt+KeyM m", "Command Alt M"),
            ("Escape Escape", "Escape"),
            ("F3 F3", "F3"),
            ("Shift+F3 F3", "Shift F3"),
            ("Delete Delete", "Delete"),
            ("ArrowLeft ArrowLeft", "ArrowLeft"),
            ("Ctrl+ArrowLeft ArrowLeft", "Command ArrowLeft"),
            ("Option+ArrowLeft ArrowLeft", "Alt ArrowLeft"),
            ("Option+AltGr+ArrowLeft ArrowLeft", "Alt ArrowLeft"),
            ("Ctrl+Alt+F3 F3", "Command Alt F3"),
        ];
        for (written, expected) in table {
            let press = pressed(written);
            let stroke = press.stroke().unwrap_or_else(|| panic!("{written} makes none"));
            let held = |is_held, name: &str| if is_held { [name, " "].concat() } else { String::new() };
            let place = stroke.code.trim_start_matches("Key").trim_start_matches("Digit");
            let told = [
                held(stroke.command, "Command"),
                held(stroke.alt, "Alt"),
                held(stroke.shift, "Shift"),
                place.to_owned(),
                (if press.types() { " types" } else { "" }).to_owned(),
            ];
            assert_eq!(told.concat(), expected, "{written}");
        }
    }
}
