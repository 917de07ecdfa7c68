//! Finds where a value begins and ends (RFC 8259). It looks at every byte once and does not recurse, so that no depth
//! of brackets is too much. The tests compare it with the crate `serde_json`, which says the same in more bytes.

/// Where JSON text is broken, by the number of bytes up to there, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    pub at: usize,
    pub words: String,
}

pub struct Scanner<'a> {
    json: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    pub const fn new(json: &'a str) -> Self {
        Self { json, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.json.as_bytes().get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    /// The first byte behind white space, which is not taken.
    pub fn ahead(&mut self) -> Option<u8> {
        while self.peek().is_some_and(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
        self.peek()
    }

    /// Takes this byte if it is the first behind white space.
    pub fn take(&mut self, wanted: u8) -> bool {
        let found = self.ahead() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    /// At what was taken last.
    pub fn broken(&self, words: &str) -> Broken {
        Broken { at: self.at, words: words.to_owned() }
    }

    /// At what is next: `end` where that is nothing.
    fn unexpected(&self, words: &str, end: &str) -> Broken {
        match self.peek() {
            Some(_) => Broken { at: self.at + 1, words: words.to_owned() },
            None => self.broken(&format!("EOF while parsing {end}")),
        }
    }

    /// Nothing but white space is left.
    pub fn finish(mut self) -> Result<(), Broken> {
        match self.ahead() {
            Some(_) => Err(self.unexpected("trailing characters", "")),
            None => Ok(()),
        }
    }

    /// Takes the next value and answers with its text.
    pub fn value(&mut self) -> Result<&'a str, Broken> {
        self.ahead();
        let start = self.at;
        let mut open = Vec::new();
        loop {
            let bracket = self.open_or_simple()?;
            open.extend(bracket);
            let is_empty = bracket.is_some_and(|bracket| self.take(closing(bracket)));
            let mut closed = bracket.is_none();
            if is_empty {
                open.pop();
                closed = true;
            }
            while closed {
                let Some(bracket) = open.last() else {
                    return Ok(self.json.get(start..self.at).unwrap_or_default());
                };
                closed = !self.comma(*bracket)?;
                if closed {
                    open.pop();
                }
            }
            if open.last() == Some(&b'{') {
                self.key()?;
            }
        }
    }

    /// Takes a value without brackets, or one opening bracket.
    fn open_or_simple(&mut self) -> Result<Option<u8>, Broken> {
        match self.ahead() {
            Some(bracket @ (b'{' | b'[')) => {
                self.at += 1;
                return Ok(Some(bracket));
            }
            Some(b'"') => self.string()?,
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.word("true")?,
            Some(b'f') => self.word("false")?,
            Some(b'n') => self.word("null")?,
            Some(_) | None => return Err(self.unexpected("expected value", "a value")),
        }
        Ok(None)
    }

    /// Behind a member: whether another one follows; else the closing bracket is taken.
    pub fn comma(&mut self, bracket: u8) -> Result<bool, Broken> {
        if self.take(b',') {
            return Ok(true);
        }
        if self.take(closing(bracket)) {
            return Ok(false);
        }
        Err(match bracket {
            b'{' => self.unexpected("expected `,` or `}`", "an object"),
            _ => self.unexpected("expected `,` or `]`", "a list"),
        })
    }

    /// Takes the name of a field and the colon behind it.
    pub fn key(&mut self) -> Result<&'a str, Broken> {
        if self.ahead() != Some(b'"') {
            return Err(self.unexpected("key must be a string", "an object"));
        }
        let start = self.at;
        self.string()?;
        let key = self.json.get(start..self.at).unwrap_or_default();
        if !self.take(b':') {
            return Err(self.unexpected("expected `:`", "an object"));
        }
        Ok(key)
    }

    fn string(&mut self) -> Result<(), Broken> {
        self.at += 1;
        loop {
            let rest = self.json.as_bytes().get(self.at..).unwrap_or_default();
            let plain = rest.iter().position(|byte| *byte < 0x20 || *byte == b'"' || *byte == b'\\');
            self.at += plain.unwrap_or(rest.len());
            match self.next() {
                Some(b'"') => return Ok(()),
                Some(b'\\') => self.escape()?,
                Some(0..0x20) => {
                    self.at -= 1;
                    return Err(
                        self.broken("control character (\\u0000-\\u001F) found while parsing a string")
                    );
                }
                Some(_) => {}
                None => return Err(self.unexpected("", "a string")),
            }
        }
    }

    fn escape(&mut self) -> Result<(), Broken> {
        match self.next() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(()),
            Some(b'u') => {
                let digits = self.json.as_bytes().get(self.at..self.at + 4);
                let Some(digits) = digits else {
                    self.at = self.json.len();
                    return Err(self.unexpected("", "a string"));
                };
                self.at += 4;
                let fits = digits.iter().all(u8::is_ascii_hexdigit);
                if fits { Ok(()) } else { Err(self.broken("invalid escape")) }
            }
            Some(_) => Err(self.broken("invalid escape")),
            None => Err(self.unexpected("", "a string")),
        }
    }

    fn word(&mut self, word: &str) -> Result<(), Broken> {
        for wanted in word.bytes() {
            match self.next() {
                Some(byte) if byte == wanted => {}
                Some(_) => return Err(self.broken("expected ident")),
                None => return Err(self.unexpected("", "a value")),
            }
        }
        Ok(())
    }

    fn number(&mut self) -> Result<(), Broken> {
        self.at += usize::from(self.peek() == Some(b'-'));
        if self.peek() == Some(b'0') {
            self.at += 1;
            if self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                return Err(self.unexpected("invalid number", ""));
            }
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            self.digits()?;
        }
        Ok(())
    }

    /// At least one.
    fn digits(&mut self) -> Result<(), Broken> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at > start {
            return Ok(());
        }
        self.at += usize::from(self.peek().is_some());
        Err(self.broken("invalid number"))
    }
}

const fn closing(bracket: u8) -> u8 {
    if bracket == b'{' { b'}' } else { b']' }
}

#[cfg(test)]
mod tests {
    use super::super::BadPlace;
    use super::*;
    use proptest::prelude::*;
    use serde_json::value::RawValue;

    fn ours(json: &str) -> Result<&str, Broken> {
        let mut scanner = Scanner::new(json);
        let value = scanner.value()?;
        scanner.finish().map(|()| value)
    }

    /// The value, or the line on which it is broken.
    fn theirs(json: &str) -> Result<&str, usize> {
        serde_json::from_str::<&RawValue>(json).map(RawValue::get).map_err(|error| error.line())
    }

    /// Everything that JSON is made of, in any order.
    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(
            &[
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\"a\"",
                "\"",
                "\\",
                "\\u12",
                "\\u00e9",
                "引",
                "1",
                "0",
                "-",
                ".",
                "e",
                "+",
                "true",
                "nul",
                "null",
                " ",
                "\n",
                "\u{1}",
                "\"b\":",
                "[1,2]",
                "{\"c\":0.5e-1}",
            ][..],
        );
        prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(crate::chance::cases(20_000)))]

        #[test]
        fn it_takes_and_refuses_what_the_known_parser_does(json in pieces()) {
            let line = |broken| BadPlace::new(&json, broken).line;
            prop_assert_eq!(ours(&json).map_err(line), theirs(&json));
        }
    }

    #[test]
    fn it_says_what_is_wrong_and_where() {
        let table = [
            ("", 0, "EOF while parsing a value"),
            ("[1", 2, "EOF while parsing a list"),
            ("{\"a\":1", 6, "EOF while parsing an object"),
            ("\"a", 2, "EOF while parsing a string"),
            ("[1,]", 4, "expected value"),
            ("[1 2]", 4, "expected `,` or `]`"),
            ("{\"a\":1 2}", 8, "expected `,` or `}`"),
            ("{a}", 2, "key must be a string"),
            ("{\"a\" 1}", 6, "expected `:`"),
            ("trie", 3, "expected ident"),
            ("01", 2, "invalid number"),
            ("1.x", 3, "invalid number"),
            ("\"\\x\"", 3, "invalid escape"),
            ("1 2", 3, "trailing characters"),
        ];
        for (json, at, words) in table {
            assert_eq!(ours(json), Err(Broken { at, words: words.into() }), "{json}");
        }
    }

    #[test]
    fn no_depth_is_too_much() {
        let depth = 1_000_000;
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let nested = format!("{}0{}", open.repeat(depth), close.repeat(depth));
            assert_eq!(ours(&nested), Ok(nested.as_str()));
            assert!(ours(&open.repeat(depth)).is_err());
        }
    }
}
