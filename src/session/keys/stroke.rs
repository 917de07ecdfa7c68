//! A key with the modifiers that were held. Keys are matched by `KeyboardEvent.code`, the place on the keyboard (W3C, *UI
//! Events `KeyboardEvent` code Values*), so they work under a Chinese input method and under other layouts.

/// A key with the modifiers that were held. `command` is Ctrl, or ⌘ on a Mac.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stroke<'a> {
    pub code: &'a str,
    pub command: bool,
    pub shift: bool,
    pub alt: bool,
}

const COMMAND: &str = "Ctrl+";
const ALT: &str = "Alt+";
const SHIFT: &str = "Shift+";

impl<'a> Stroke<'a> {
    pub const fn plain(code: &'a str) -> Self {
        Self { code, command: false, shift: false, alt: false }
    }

    pub const fn shift(code: &'a str) -> Self {
        Self { shift: true, ..Self::plain(code) }
    }

    pub const fn command(code: &'a str) -> Self {
        Self { command: true, ..Self::plain(code) }
    }

    #[must_use]
    pub const fn with_shift(self) -> Self {
        Self { shift: true, ..self }
    }

    /// A stroke as it is stored: `Ctrl+Shift+KeyZ`.
    pub fn written(self) -> String {
        let held = |is_held, name| if is_held { name } else { "" };
        [held(self.command, COMMAND), held(self.alt, ALT), held(self.shift, SHIFT), self.code].concat()
    }

    /// Reads what [`Self::written`] writes.
    pub fn read(text: &'a str) -> Self {
        let (text, command) = without(text, COMMAND);
        let (text, alt) = without(text, ALT);
        let (code, shift) = without(text, SHIFT);
        Self { code, command, shift, alt }
    }

    /// As it stands on the key caps of the usual keyboard.
    pub fn drawn(self) -> String {
        let mut keys = Vec::new();
        if self.command {
            keys.push("Ctrl");
        }
        if self.alt {
            keys.push("Alt");
        }
        let is_question = self == Stroke::shift("Slash");
        if self.shift && !is_question {
            keys.push("Shift");
        }
        keys.push(if is_question { "?" } else { cap(self.code) });
        keys.join(" + ")
    }

    /// As `aria-keyshortcuts` has it (WAI-ARIA 1.2, §6.6): `Control+Shift+Z`.
    pub fn announced(self) -> String {
        let held = |is_held, name| if is_held { name } else { "" };
        let key = if self.code == "Backspace" || self.code == "Escape" { self.code } else { cap(self.code) };
        [held(self.command, "Control+"), held(self.alt, ALT), held(self.shift, SHIFT), key].concat()
    }

    /// Writes a character where the focus is in a field.
    pub fn types(self) -> bool {
        !self.command && !self.alt && self.code != "Backspace" && cap(self.code).chars().count() == 1
    }
}

fn without<'a>(text: &'a str, prefix: &str) -> (&'a str, bool) {
    text.strip_prefix(prefix).map_or((text, false), |rest| (rest, true))
}

/// What is printed on the key with this code.
pub fn cap(code: &str) -> &str {
    match code {
        "BracketRight" => "]",
        "BracketLeft" => "[",
        "Backspace" => "⌫",
        "Escape" => "Esc",
        "Comma" => ",",
        "Period" => ".",
        "Slash" => "/",
        "Semicolon" => ";",
        "Quote" => "'",
        "Backquote" => "`",
        "Backslash" => "\\",
        "Minus" => "-",
        "Equal" => "=",
        other => other.strip_prefix("Digit").or_else(|| other.strip_prefix("Key")).unwrap_or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn strokes_are_drawn_as_they_stand_on_the_keys() {
        let table = [
            (Stroke::plain("KeyA"), "A"),
            (Stroke::plain("Digit7"), "7"),
            (Stroke::plain("F3"), "F3"),
            (Stroke::shift("F3"), "Shift + F3"),
            (Stroke::command("KeyZ").with_shift(), "Ctrl + Shift + Z"),
            (Stroke { alt: true, ..Stroke::command("KeyZ") }, "Ctrl + Alt + Z"),
            (Stroke::shift("Slash"), "?"),
            (Stroke::plain("Slash"), "/"),
            (Stroke::command("Slash").with_shift(), "Ctrl + Shift + /"),
            (Stroke::plain("BracketRight"), "]"),
            (Stroke::plain("BracketLeft"), "["),
            (Stroke::plain("Backspace"), "⌫"),
            (Stroke::plain("Escape"), "Esc"),
            (Stroke::plain("Comma"), ","),
            (Stroke::plain("Period"), "."),
            (Stroke::plain("Semicolon"), ";"),
            (Stroke::plain("Quote"), "'"),
            (Stroke::plain("Backquote"), "`"),
            (Stroke::plain("Backslash"), "\\"),
            (Stroke::plain("Minus"), "-"),
            (Stroke::plain("Equal"), "="),
            (Stroke::plain("Home"), "Home"),
        ];
        for (stroke, drawn) in table {
            assert_eq!(stroke.drawn(), drawn, "{stroke:?}");
        }
    }

    #[test]
    fn strokes_are_announced_by_the_names_of_aria() {
        let table = [
            (Stroke::plain("KeyL"), "L", true),
            (Stroke::plain("BracketLeft"), "[", true),
            (Stroke::shift("KeyC"), "Shift+C", true),
            (Stroke::command("KeyZ").with_shift(), "Control+Shift+Z", false),
            (Stroke { alt: true, ..Stroke::plain("KeyA") }, "Alt+A", false),
            (Stroke::plain("Backspace"), "Backspace", false),
            (Stroke::plain("Escape"), "Escape", false),
            (Stroke::plain("F3"), "F3", false),
        ];
        for (stroke, announced, types) in table {
            assert_eq!((&*stroke.announced(), stroke.types()), (announced, types), "{stroke:?}");
        }
    }

    #[test]
    fn strokes_are_written_with_their_modifiers_first() {
        let table = [
            (Stroke::plain("KeyN"), "KeyN"),
            (Stroke::shift("KeyC"), "Shift+KeyC"),
            (Stroke::command("KeyZ").with_shift(), "Ctrl+Shift+KeyZ"),
            (Stroke { alt: true, ..Stroke::command("KeyZ").with_shift() }, "Ctrl+Alt+Shift+KeyZ"),
        ];
        for (stroke, written) in table {
            assert_eq!(stroke.written(), written);
        }
    }

    proptest! {
        #[test]
        fn a_stroke_is_read_as_it_was_written(
            code in "[A-Z][A-Za-z0-9]{0,8}",
            command in any::<bool>(),
            shift in any::<bool>(),
            alt in any::<bool>(),
        ) {
            let stroke = Stroke { code: &code, command, shift, alt };
            let written = stroke.written();
            prop_assert_eq!(Stroke::read(&written), stroke);
        }
    }
}
