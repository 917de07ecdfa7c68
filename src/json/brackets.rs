//! Objects and lists on one line, written from the inside to the outside.

use super::text;

/// A finite number, as short as it can be and be read again.
pub fn number(number: f64) -> String {
    zmij::Buffer::new().format_finite(number).to_owned()
}

/// What stands between two brackets.
#[derive(Debug)]
pub struct Brackets {
    json: String,
}

impl Brackets {
    pub const fn on_one_line() -> Self {
        Self { json: String::new() }
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
        self.json.push(':');
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
    }

    pub fn into_object(self) -> String {
        self.between('{', '}')
    }

    pub fn into_list(self) -> String {
        self.between('[', ']')
    }

    fn between(mut self, open: char, close: char) -> String {
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

    #[test]
    fn it_is_written_as_the_library_writes_it() {
        let mut inner = Brackets::on_one_line();
        inner.add("1");
        inner.add("true");
        let mut outer = Brackets::on_one_line();
        outer.field("a", &inner.into_list());
        outer.field("b", &Brackets::on_one_line().into_object());
        outer.field("c", &number(0.1));
        outer.words("left out", "");
        outer.filled("left out", "[]");
        outer.text("d", "“引\"\n\u{1}\\");
        let expected = json!({"a": [1, true], "b": {}, "c": 0.1, "d": "“引\"\n\u{1}\\"});
        assert_eq!(outer.into_object(), expected.to_string());
        let list: Brackets = ["1", "[2]"].into_iter().collect();
        assert_eq!(serde_json::from_str::<Value>(&list.into_list()).unwrap(), json!([1, [2]]));
    }
}
