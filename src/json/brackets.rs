//! Objects and lists, written from the inside to the outside.

/// A text with its quotation marks and escapes.
pub fn text(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    // Nearly all of a text stands as it is, and is copied in stretches as long as can be.
    let mut rest = text;
    while let Some((plain, escaped)) = rest.find(is_escaped).and_then(|at| rest.split_at_checked(at)) {
        json += plain;
        let mut chars = escaped.chars();
        json.extend(chars.next().map(escape));
        rest = chars.as_str();
    }
    json += rest;
    json.push('"');
    json
}

fn is_escaped(c: char) -> bool {
    c < ' ' || c == '"' || c == '\\'
}

fn escape(c: char) -> String {
    match c {
        '"' | '\\' => ['\\', c].into_iter().collect(),
        '\u{8}' => "\\b".into(),
        '\u{c}' => "\\f".into(),
        '\n' => "\\n".into(),
        '\r' => "\\r".into(),
        '\t' => "\\t".into(),
        _ => format!("\\u{:04x}", u32::from(c)),
    }
}

/// A finite number, as short as it can be and be read again.
pub fn number(number: f64) -> String {
    zmij::Buffer::new().format_finite(number).to_owned()
}

/// What stands between two brackets.
#[derive(Debug)]
pub struct Brackets {
    json: String,
    /// Each member on a line of its own, so many times two spaces from the left.
    depth: Option<usize>,
}

impl Brackets {
    pub const fn on_one_line() -> Self {
        Self { json: String::new(), depth: None }
    }

    /// For a value that stands on a line of this depth.
    pub const fn on_lines(depth: usize) -> Self {
        Self { json: String::new(), depth: Some(depth + 1) }
    }

    /// Adds a member to a list.
    pub fn add(&mut self, json: &str) {
        self.begin();
        self.json += json;
    }

    /// Adds a field to an object.
    pub fn field(&mut self, name: &str, json: &str) {
        self.begin();
        self.json += &text(name);
        self.json += if self.depth.is_some() { ": " } else { ":" };
        self.json += json;
    }

    /// Adds a field that is a text.
    pub fn text(&mut self, name: &str, words: &str) {
        self.field(name, &text(words));
    }

    /// Adds a field that is a text, unless there are no words.
    pub fn words(&mut self, name: &str, words: &str) {
        if !words.is_empty() {
            self.text(name, words);
        }
    }

    /// Adds a field that is a list or an object, unless nothing is in it.
    pub fn filled(&mut self, name: &str, json: &str) {
        if json != "[]" && json != "{}" {
            self.field(name, json);
        }
    }

    fn begin(&mut self) {
        if !self.json.is_empty() {
            self.json.push(',');
        }
        self.new_line(0);
    }

    fn new_line(&mut self, outwards: usize) {
        if let Some(depth) = self.depth {
            self.json.push('\n');
            self.json += &"  ".repeat(depth - outwards);
        }
    }

    pub fn into_object(self) -> String {
        self.between('{', '}')
    }

    pub fn into_list(self) -> String {
        self.between('[', ']')
    }

    fn between(mut self, open: char, close: char) -> String {
        if !self.json.is_empty() {
            self.new_line(1);
        }
        self.json.insert(0, open);
        self.json.push(close);
        self.json
    }
}

impl<S: AsRef<str>> FromIterator<S> for Brackets {
    fn from_iter<I: IntoIterator<Item = S>>(members: I) -> Self {
        let mut brackets = Self::on_one_line();
        for member in members {
            brackets.add(member.as_ref());
        }
        brackets
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// The same as a value of the parser's library, which writes it in its own way.
    fn value(brackets: fn(usize) -> Brackets) -> String {
        let mut inner = brackets(1);
        inner.add("1");
        inner.add("true");
        let mut outer = brackets(0);
        outer.field("a", &inner.into_list());
        outer.field("b", &brackets(1).into_object());
        outer.field("c", &number(0.1));
        outer.words("left out", "");
        outer.filled("left out", "[]");
        outer.text("d", "“引\"\n\u{1}\\");
        outer.into_object()
    }

    #[test]
    fn it_is_written_as_the_library_writes_it() {
        let expected = json!({"a": [1, true], "b": {}, "c": 0.1, "d": "“引\"\n\u{1}\\"});
        assert_eq!(value(|_| Brackets::on_one_line()), expected.to_string());
        assert_eq!(value(Brackets::on_lines), serde_json::to_string_pretty(&expected).unwrap());
        let list: Brackets = ["1", "[2]"].into_iter().collect();
        assert_eq!(serde_json::from_str::<Value>(&list.into_list()).unwrap(), json!([1, [2]]));
    }
}
