//! Values that are read as they are needed.

use super::scanner::{Broken, Scanner};

/// Why JSON text does not say what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed(pub String);

/// Where it is broken, both from 1, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadPlace {
    pub line: usize,
    pub column: usize,
    pub words: String,
}

impl BadPlace {
    pub fn new(json: &str, broken: Broken) -> Self {
        let before = json.as_bytes().get(..broken.at).unwrap_or_default();
        let mut lines = before.split(|byte| *byte == b'\n');
        let column = lines.next_back().map_or(0, <[u8]>::len);
        Self { line: lines.count() + 1, column: column.max(1), words: broken.words }
    }
}

impl From<Broken> for Malformed {
    fn from(broken: Broken) -> Self {
        Self(broken.words)
    }
}

/// What one value is read as.
pub trait Value: Sized {
    /// What an error says was expected.
    const NAME: &'static str;

    /// `None` where the text says something else.
    fn of(json: &str) -> Option<Self>;
}

impl Value for String {
    const NAME: &'static str = "a string";

    fn of(json: &str) -> Option<Self> {
        unescaped(json.strip_prefix('"')?.strip_suffix('"')?)
    }
}

impl Value for bool {
    const NAME: &'static str = "a boolean";

    fn of(json: &str) -> Option<Self> {
        json.parse().ok()
    }
}

impl Value for u32 {
    const NAME: &'static str = "u32";

    fn of(json: &str) -> Option<Self> {
        json.parse().ok()
    }
}

impl Value for u64 {
    const NAME: &'static str = "u64";

    fn of(json: &str) -> Option<Self> {
        json.parse().ok()
    }
}

impl Value for i64 {
    const NAME: &'static str = "i64";

    fn of(json: &str) -> Option<Self> {
        json.parse().ok()
    }
}

/// A text, number or flag, from the text of one value.
pub fn read<T: Value>(json: &str) -> Result<T, Malformed> {
    T::of(json).ok_or_else(|| mismatch(json, T::NAME))
}

/// Says what stands there instead of what was expected.
pub fn mismatch(json: &str, expected: &str) -> Malformed {
    let is_integer = json.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit());
    let found = match json.bytes().next() {
        Some(b'"') => format!("type: string {}", beginning(json)),
        Some(b'[') => "type: sequence".to_owned(),
        Some(b'{') => "type: map".to_owned(),
        Some(b't' | b'f') => format!("type: boolean `{json}`"),
        Some(b'n') => "type: null".to_owned(),
        Some(_) if is_integer && expected.len() == 3 => format!("value: integer `{json}`"),
        Some(_) if is_integer => format!("type: integer `{json}`"),
        Some(_) => format!("type: floating point `{json}`"),
        None => "type: nothing".to_owned(),
    };
    Malformed(format!("invalid {found}, expected {expected}"))
}

/// So much of a value stands in an error, in characters: the value may be as large as its file.
const REPEATED: usize = 60;

pub fn beginning(json: &str) -> &str {
    let end = json.char_indices().nth(REPEATED).map_or(json.len(), |(at, _)| at);
    json.get(..end).unwrap_or(json)
}

/// `None` where half of a surrogate pair stands alone.
fn unescaped(inside: &str) -> Option<String> {
    let mut text = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some((before, escape)) = rest.split_once('\\') {
        text += before;
        let (sign, behind) = escape.split_at_checked(1)?;
        rest = behind;
        text.push(match sign {
            "b" => '\u{8}',
            "f" => '\u{c}',
            "n" => '\n',
            "r" => '\r',
            "t" => '\t',
            "u" => {
                let (c, behind) = character(behind)?;
                rest = behind;
                c
            }
            _ => sign.chars().next()?,
        });
    }
    text += rest;
    Some(text)
}

/// The character that one escape `XXXX`, or two as `XXXX\uXXXX`, stand for, and what is behind.
fn character(text: &str) -> Option<(char, &str)> {
    let (digits, behind) = text.split_at_checked(4)?;
    let unit = u32::from_str_radix(digits, 16).ok()?;
    if !(0xd800..0xdc00).contains(&unit) {
        return Some((char::from_u32(unit)?, behind));
    }
    let (digits, behind) = behind.strip_prefix("\\u")?.split_at_checked(4)?;
    let low = u32::from_str_radix(digits, 16).ok()?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
    Some((char::from_u32(0x10000 + ((unit - 0xd800) << 10) + low)?, behind))
}

/// The members of a list, from the text of one value.
pub fn list(json: &str) -> Result<Vec<&str>, Malformed> {
    first(json, usize::MAX).map(|(members, _)| members)
}

/// At most so many members of a list, and how many there are.
pub fn first(json: &str, most: usize) -> Result<(Vec<&str>, usize), Malformed> {
    let mut scanner = Scanner::new(json);
    if !scanner.take(b'[') {
        return Err(mismatch(json, "a sequence"));
    }
    let (mut members, mut count) = (Vec::new(), 0);
    let mut more = !scanner.take(b']');
    while more {
        let member = scanner.value()?;
        if count < most {
            members.push(member);
        }
        count += 1;
        more = scanner.comma(b'[')?;
    }
    Ok((members, count))
}

/// How large JSON text is, in brackets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// How many stand within each other where they are deepest.
    pub depth: usize,
    /// How many values stand between the outermost two.
    pub members: usize,
}

/// Looks at every byte once and reads none of the values.
pub fn shape(json: &str) -> Shape {
    let (mut shape, mut open) = (Shape::default(), 0_usize);
    let (mut inside, mut escaped) = (false, false);
    for byte in json.bytes() {
        let is_first = open == 1 && shape.members == 0 && !matches!(byte, b']' | b'}');
        shape.members += usize::from(is_first && !byte.is_ascii_whitespace());
        match byte {
            b'"' if !escaped => inside = !inside,
            b'[' | b'{' if !inside => open += 1,
            b']' | b'}' if !inside => open = open.saturating_sub(1),
            b',' if !inside && open == 1 => shape.members += 1,
            _ => {}
        }
        escaped = inside && !escaped && byte == b'\\';
        shape.depth = shape.depth.max(open);
    }
    shape
}

/// The members of a list of texts.
pub fn texts<T: From<String>>(json: &str) -> Result<Vec<T>, Malformed> {
    list(json)?.into_iter().map(|text| read::<String>(text).map(T::from)).collect()
}

/// The members of a list that has so many.
pub fn array<const N: usize>(json: &str) -> Result<[&str; N], Malformed> {
    let members = list(json)?;
    let count = members.len();
    members.try_into().map_err(|_| Malformed(format!("invalid length {count}, expected a tuple of size {N}")))
}

/// Which of these words a text is, by its place among them.
pub fn word(json: &str, words: &[&str]) -> Result<usize, Malformed> {
    let word: String = read(json)?;
    words.iter().position(|known| *known == word).ok_or_else(|| {
        let word = beginning(&word);
        Malformed(format!("unknown variant `{word}`, expected one of `{}`", words.join("`, `")))
    })
}

/// The text without white space around it, if it is JSON.
pub fn trimmed(json: &str) -> Option<&str> {
    let mut scanner = Scanner::new(json);
    let value = scanner.value().ok()?;
    scanner.finish().ok().map(|()| value)
}

/// JSON without white space between its signs.
pub fn on_one_line(json: &str) -> String {
    let (mut inside, mut escaped) = (false, false);
    let kept = |c: &char| {
        let backslash = inside && !escaped && *c == '\\';
        if *c == '"' && !escaped {
            inside = !inside;
        }
        escaped = backslash;
        inside || !c.is_ascii_whitespace()
    };
    json.chars().filter(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::super::text;
    use super::*;
    use proptest::prelude::*;

    fn words<T>(result: Result<T, Malformed>) -> String {
        result.err().map(|malformed| malformed.0).unwrap_or_default()
    }

    #[test]
    fn values_are_read_or_say_what_they_are() {
        assert_eq!(read::<i64>("-7"), Ok(-7));
        assert_eq!(read::<bool>("false"), Ok(false));
        assert_eq!(list(r#"[1, "[2]", {"a": [3]}]"#), Ok(vec!["1", r#""[2]""#, r#"{"a": [3]}"#]));
        assert_eq!(list("[ ]"), Ok(vec![]));
        assert_eq!(first("[1,2,3]", 2), Ok((vec!["1", "2"], 3)));
        assert_eq!(array::<2>("[1,2]"), Ok(["1", "2"]));
        assert_eq!(texts(r#"["引", "\n"]"#), Ok(vec!["引".to_owned(), "\n".to_owned()]));
        assert_eq!(word(r#""b""#, &["a", "b"]), Ok(1));
        let table = [
            (words(read::<u32>("-1")), "invalid value: integer `-1`, expected u32"),
            (words(read::<u32>("\"1\"")), "invalid type: string \"1\", expected u32"),
            (words(read::<u64>("1.5")), "invalid type: floating point `1.5`, expected u64"),
            (words(read::<bool>("1")), "invalid type: integer `1`, expected a boolean"),
            (words(read::<String>("null")), "invalid type: null, expected a string"),
            (words(list("{}")), "invalid type: map, expected a sequence"),
            (words(list("[1,]")), "expected value"),
            (words(array::<2>("[1]")), "invalid length 1, expected a tuple of size 2"),
            (words(word(r#""c""#, &["a", "b"])), "unknown variant `c`, expected one of `a`, `b`"),
        ];
        for (found, expected) in table {
            assert_eq!(found, expected);
        }
    }

    proptest! {
        #[test]
        fn texts_are_read_and_written_as_the_known_parser_does(words in ".{0,12}|[\0-\u{a0}\"\\\\😀]{0,12}") {
            prop_assert_eq!(&text(&words), &serde_json::to_string(&words).unwrap());
            prop_assert_eq!(read::<String>(&text(&words)), Ok(words));
        }

        #[test]
        fn escapes_are_read_as_the_known_parser_does(
            escapes in prop::collection::vec(
                prop::sample::select(&["\\n", "\\/", "\\u00e9", "\\ud83d", "\\ude00", "\\ud83d\\ude00", "a"][..]), 0..6),
        ) {
            let json = format!("\"{}\"", escapes.concat());
            prop_assert_eq!(read::<String>(&json).ok(), serde_json::from_str::<String>(&json).ok());
        }
    }

    #[test]
    fn brackets_are_counted_and_those_in_texts_are_not() {
        let table = [
            ("1", 0, 0),
            ("[ ]", 1, 0),
            ("[[]]", 2, 1),
            ("[{},[[],2]]", 3, 2),
            (r#"{"[[":"\"[{\\,"}"#, 1, 1),
            (r#"["\\",[1,2] , 3]"#, 2, 3),
        ];
        for (json, depth, members) in table {
            assert_eq!(shape(json), Shape { depth, members }, "{json}");
        }
    }

    #[test]
    fn an_error_repeats_the_beginning_of_a_value() {
        let long = words(read::<u32>(&text(&"党".repeat(1_000_000))));
        assert!(long.chars().count() < 120, "{long}");
    }

    #[test]
    fn what_is_json_loses_white_space_only() {
        assert_eq!(trimmed(" {\"a\": 1.50}\n"), Some("{\"a\": 1.50}"));
        assert_eq!(trimmed("{a}"), None);
        assert_eq!(trimmed(""), None);
        let spread = "{ \"a b\" :\n[ \"\\\" \\\\\" , 1 ] }";
        assert_eq!(on_one_line(spread), "{\"a b\":[\"\\\" \\\\\",1]}");
    }
}
