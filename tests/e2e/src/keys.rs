//! The keyboard: real key events, named by `KeyboardEvent.code`.

use serde_json::{Value, json};

use crate::Page;
use crate::browser::Make;

struct Modifier {
    name: &'static str,
    bit: u32,
    code: &'static str,
    key: &'static str,
    number: u32,
}

const MODIFIERS: &[Modifier] = &[
    Modifier { name: "Alt", bit: 1, code: "AltLeft", key: "Alt", number: 18 },
    Modifier { name: "Ctrl", bit: 2, code: "ControlLeft", key: "Control", number: 17 },
    Modifier { name: "Shift", bit: 8, code: "ShiftLeft", key: "Shift", number: 16 },
];

const SHIFT: u32 = 8;

/// Named keys: code, key, the number that Windows gave it, and what it types.
const NAMED: &[(&str, &str, u32, &str)] = &[
    ("Backspace", "Backspace", 8, ""),
    ("Tab", "Tab", 9, ""),
    ("Enter", "Enter", 13, "\r"),
    ("Escape", "Escape", 27, ""),
    ("Space", " ", 32, " "),
    ("PageUp", "PageUp", 33, ""),
    ("PageDown", "PageDown", 34, ""),
    ("End", "End", 35, ""),
    ("Home", "Home", 36, ""),
    ("ArrowLeft", "ArrowLeft", 37, ""),
    ("ArrowUp", "ArrowUp", 38, ""),
    ("ArrowRight", "ArrowRight", 39, ""),
    ("ArrowDown", "ArrowDown", 40, ""),
    ("Delete", "Delete", 46, ""),
    ("F1", "F1", 112, ""),
    ("F2", "F2", 113, ""),
    ("F3", "F3", 114, ""),
];

/// Keys with a sign: code, the sign, the sign with Shift, and the number that Windows gave it.
const SIGNS: &[(&str, &str, &str, u32)] = &[
    ("Semicolon", ";", ":", 186),
    ("Equal", "=", "+", 187),
    ("Comma", ",", "<", 188),
    ("Minus", "-", "_", 189),
    ("Period", ".", ">", 190),
    ("Slash", "/", "?", 191),
    ("Backquote", "`", "~", 192),
    ("BracketLeft", "[", "{", 219),
    ("Backslash", "\\", "|", 220),
    ("BracketRight", "]", "}", 221),
    ("Quote", "'", "\"", 222),
];

impl Page {
    /// Presses and releases a key, with modifiers before it: `press("Digit1")`, `press("Ctrl+Shift+KeyZ")`.
    #[track_caller]
    pub fn press(&self, combination: &str) {
        let mut parts: Vec<&str> = combination.split('+').collect();
        let code = parts.pop().unwrap_or_default();
        let held: Vec<&Modifier> = parts.iter().map(|name| modifier(name)).collect();
        let mut bits = 0;
        for modifier in &held {
            bits |= modifier.bit;
            self.key("rawKeyDown", modifier.code, modifier.key, modifier.number, "", bits);
        }
        let (key, number, types) = stroke(code, bits & SHIFT != 0);
        let types = if bits & !SHIFT == 0 { types } else { String::new() };
        self.key(if types.is_empty() { "rawKeyDown" } else { "keyDown" }, code, &key, number, &types, bits);
        self.key("keyUp", code, &key, number, "", bits);
        for modifier in held.iter().rev() {
            bits &= !modifier.bit;
            self.key("keyUp", modifier.code, modifier.key, modifier.number, "", bits);
        }
    }

    /// Puts Shift down for what the mouse does next, or lets go of it.
    #[track_caller]
    pub(crate) fn hold_shift(&self, is_down: bool) {
        let Modifier { bit, code, key, number, .. } = modifier("Shift");
        let (kind, held) = if is_down { ("rawKeyDown", *bit) } else { ("keyUp", 0) };
        self.held.set(held);
        self.key(kind, code, key, *number, "", held);
    }

    /// Puts text into the focused field at once, as an input method does when it is done.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        if self.browser.make == Make::Firefox {
            return self.browser.run(async |session| session.active_element().await?.send_keys(text).await);
        }
        self.devtools("Input.insertText", json!({ "text": text }));
    }

    /// Shows text in the focused field that an input method has not yet settled.
    #[track_caller]
    pub fn compose(&self, text: &str) {
        let end = text.encode_utf16().count();
        let state = json!({ "text": text, "selectionStart": end, "selectionEnd": end });
        self.devtools("Input.imeSetComposition", state);
    }

    #[track_caller]
    fn key(&self, kind: &str, code: &str, key: &str, number: u32, types: &str, modifiers: u32) {
        if self.browser.make == Make::Firefox {
            return self.browser.key(kind, code, key);
        }
        let mut event = json!({
            "type": kind, "code": code, "key": key, "windowsVirtualKeyCode": number, "modifiers": modifiers,
        });
        if let (false, Some(event)) = (types.is_empty(), event.as_object_mut()) {
            event.insert("text".into(), Value::from(types));
        }
        self.devtools("Input.dispatchKeyEvent", event);
    }
}

#[track_caller]
fn modifier(name: &str) -> &'static Modifier {
    MODIFIERS.iter().find(|modifier| modifier.name == name).unwrap_or_else(|| panic!("no modifier {name:?}"))
}

/// The key, its number and what it types on an English keyboard.
#[track_caller]
fn stroke(code: &str, is_shifted: bool) -> (String, u32, String) {
    if let Some((_, key, number, types)) = NAMED.iter().find(|(name, ..)| *name == code) {
        return ((*key).into(), *number, (*types).into());
    }
    if let Some((_, plain, shifted, number)) = SIGNS.iter().find(|(name, ..)| *name == code) {
        let sign = if is_shifted { *shifted } else { *plain };
        return (sign.into(), *number, sign.into());
    }
    let letter = code.strip_prefix("Key").and_then(|rest| rest.chars().next());
    let digit = code.strip_prefix("Digit").and_then(|rest| rest.chars().next());
    let sign = match (letter, digit, is_shifted) {
        (Some(letter), _, true) => letter,
        (Some(letter), _, false) => letter.to_ascii_lowercase(),
        (_, Some(digit), true) => ")!@#$%^&*(".chars().nth(digit as usize - '0' as usize).unwrap_or(digit),
        (_, Some(digit), false) => digit,
        (None, None, _) => panic!("no key has the code {code:?}"),
    };
    (sign.into(), u32::from(letter.or(digit).unwrap_or(sign)), sign.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_an_english_keyboard() {
        let table = [
            ("KeyZ", false, "z", 90, "z"),
            ("KeyZ", true, "Z", 90, "Z"),
            ("Digit1", false, "1", 49, "1"),
            ("Digit0", true, ")", 48, ")"),
            ("Slash", true, "?", 191, "?"),
            ("Enter", false, "Enter", 13, "\r"),
            ("Escape", true, "Escape", 27, ""),
        ];
        for (code, is_shifted, key, number, types) in table {
            assert_eq!(stroke(code, is_shifted), (key.into(), number, types.into()), "{code}");
        }
    }
}
