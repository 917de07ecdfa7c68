//! Values that are read as they are needed. Everything goes through the same few readers, because the program is
//! transferred before anybody reads a text in it: a derived reader for each record was six times as large.

use serde::Deserialize;
use serde_json::value::RawValue;

/// Why JSON text does not say what it should; the parser's words, without the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed(pub String);

/// Where it is broken, both from 1, and the parser's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadPlace {
    pub line: usize,
    pub column: usize,
    pub words: String,
}

impl From<serde_json::Error> for BadPlace {
    fn from(error: serde_json::Error) -> Self {
        let all = error.to_string();
        let words = all.rsplit_once(" at line ").map(|(words, _)| words.to_owned()).unwrap_or(all);
        Self { line: error.line(), column: error.column().max(1), words }
    }
}

/// A text, number or flag.
pub fn read<'a, T: Deserialize<'a>>(json: &'a str) -> Result<T, Malformed> {
    serde_json::from_str(json).map_err(|error| Malformed(BadPlace::from(error).words))
}

/// The members of a list.
pub fn list(json: &str) -> Result<Vec<&str>, Malformed> {
    let members: Vec<&RawValue> = read(json)?;
    Ok(members.into_iter().map(RawValue::get).collect())
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
        Malformed(format!("unknown variant `{word}`, expected one of `{}`", words.join("`, `")))
    })
}

/// The text without white space around it, if it is JSON.
pub fn trimmed(json: &str) -> Option<&str> {
    read::<&RawValue>(json).ok().map(RawValue::get)
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
    use super::*;

    fn words<T>(result: Result<T, Malformed>) -> String {
        result.err().map(|malformed| malformed.0).unwrap_or_default()
    }

    #[test]
    fn values_are_read_or_say_what_they_are() {
        assert_eq!(read::<String>(r#""引\n\u8bed""#), Ok("引\n语".into()));
        assert_eq!(read::<i64>(" -7 "), Ok(-7));
        assert_eq!(list(r#"[1, "[2]", {"a": [3]}]"#), Ok(vec!["1", r#""[2]""#, r#"{"a": [3]}"#]));
        assert_eq!(array::<2>("[1,2]"), Ok(["1", "2"]));
        assert_eq!(word(r#""b""#, &["a", "b"]), Ok(1));
        let table = [
            (words(read::<u32>("-1")), "invalid value: integer `-1`, expected u32"),
            (words(read::<bool>("1")), "invalid type: integer `1`, expected a boolean"),
            (words(list("{}")), "invalid type: map, expected a sequence"),
            (words(list("[1,]")), "trailing comma"),
            (words(array::<2>("[1]")), "invalid length 1, expected a tuple of size 2"),
            (words(word(r#""c""#, &["a", "b"])), "unknown variant `c`, expected one of `a`, `b`"),
        ];
        for (found, expected) in table {
            assert_eq!(found, expected);
        }
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
