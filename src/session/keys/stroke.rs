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
