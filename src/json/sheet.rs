//! Objects and lists written from the beginning to the end into one text: a file of a hundred thousand records is not put
//! together from as many parts.

use super::escape::{push_number, push_text};

/// How the members of an object or a list stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Each on a line of its own, two spaces further in than what they belong to.
    Lines,
    /// All on one line.
    Line,
}

/// What stands between two members: of it so much as their depth asks for. Nothing of ours is deeper.
const MARGIN: &str = ",\n                ";

/// JSON that is being written.
#[derive(Debug)]
pub struct Sheet {
    json: String,
    layout: Layout,
    /// How far in the members stand that are being written.
    depth: usize,
    /// Nothing stands behind the last bracket yet.
    is_empty: bool,
}

impl Sheet {
    /// Writes one object, for which there is room for so many bytes.
    pub fn object_of(bytes: usize, fields: impl FnOnce(&mut Self)) -> String {
        let json = String::with_capacity(bytes);
        let mut sheet = Self { json, layout: Layout::Line, depth: 0, is_empty: true };
        sheet.between(['{', '}'], Layout::Lines, fields);
        sheet.json
    }

    fn between(&mut self, [open, close]: [char; 2], layout: Layout, members: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.layout, layout);
        self.json.push(open);
        self.depth += 1;
        self.is_empty = true;
        members(self);
        self.depth -= 1;
        if !std::mem::replace(&mut self.is_empty, false) {
            self.json.push_str(self.margin().trim_start_matches(','));
        }
        self.json.push(close);
        self.layout = outer;
    }

    /// What stands before a member or the closing bracket, where they are on lines.
    fn margin(&self) -> &'static str {
        let depth = if self.layout == Layout::Lines { self.depth * 2 + 2 } else { 1 };
        MARGIN.get(..depth).unwrap_or(MARGIN)
    }

    fn begin(&mut self) {
        let margin = self.margin();
        let is_first = std::mem::replace(&mut self.is_empty, false);
        self.json.push_str(if is_first { margin.trim_start_matches(',') } else { margin });
    }

    fn name(&mut self, name: &str) {
        self.begin();
        push_text(&mut self.json, name);
        self.json.push_str(if self.layout == Layout::Lines { ": " } else { ":" });
    }

    /// Adds a field that is JSON already.
    pub fn field(&mut self, name: &str, json: &str) {
        self.name(name);
        self.json.push_str(json);
    }

    /// Adds a field that is a text.
    pub fn text(&mut self, name: &str, words: &str) {
        self.name(name);
        push_text(&mut self.json, words);
    }

    /// Adds a field that is a text, unless there are no words.
    pub fn words(&mut self, name: &str, words: &str) {
        if !words.is_empty() {
            self.text(name, words);
        }
    }

    /// Adds a field that counts.
    pub fn number(&mut self, name: &str, number: u32) {
        self.name(name);
        push_number(&mut self.json, number);
    }

    /// Adds a field that is an object.
    pub fn object(&mut self, name: &str, layout: Layout, fields: impl FnOnce(&mut Self)) {
        self.name(name);
        self.between(['{', '}'], layout, fields);
    }

    /// Adds a field that is a list.
    pub fn list(&mut self, name: &str, layout: Layout, members: impl FnOnce(&mut Self)) {
        self.name(name);
        self.between(['[', ']'], layout, members);
    }

    /// Adds an object to a list.
    pub fn add_object(&mut self, layout: Layout, fields: impl FnOnce(&mut Self)) {
        self.begin();
        self.between(['{', '}'], layout, fields);
    }

    /// Adds two numbers to a list, as a list of their own.
    pub fn add_pair(&mut self, pair: (u32, u32)) {
        self.begin();
        self.between(['[', ']'], Layout::Line, |sheet| sheet.pair(pair));
    }

    /// Adds two numbers to a list.
    pub fn pair(&mut self, (one, other): (u32, u32)) {
        for number in [one, other] {
            self.begin();
            push_number(&mut self.json, number);
        }
    }

    /// Adds a text to a list.
    pub fn add_text(&mut self, words: &str) {
        self.begin();
        push_text(&mut self.json, words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    #[test]
    fn it_is_written_as_the_library_writes_it() {
        let written = Sheet::object_of(0, |sheet| {
            sheet.list("a", Layout::Lines, |list| {
                list.add_text("“引\"\n\u{1}\\");
                list.add_object(Layout::Lines, |object| object.number("n", u32::MAX));
                list.add_object(Layout::Lines, |_| {});
            });
            sheet.object("b", Layout::Lines, |_| {});
            sheet.list("c", Layout::Lines, |_| {});
            sheet.words("left out", "");
            sheet.object("d", Layout::Lines, |object| object.field("e", "true"));
            sheet.words("f", "on");
        });
        let expected = json!({
            "a": ["“引\"\n\u{1}\\", {"n": u32::MAX}, {}], "b": {}, "c": [], "d": {"e": true}, "f": "on",
        });
        assert_eq!(written, serde_json::to_string_pretty(&expected).unwrap());
    }

    #[test]
    fn what_is_on_one_line_has_no_white_space() {
        let written = Sheet::object_of(0, |sheet| {
            sheet.list("a", Layout::Lines, |list| {
                list.add_pair((0, 10));
                list.add_object(Layout::Line, |object| {
                    object.text("b", "c");
                    object.list("d", Layout::Line, |list| list.pair((1, 2)));
                });
            });
        });
        assert_eq!(written, "{\n  \"a\": [\n    [0,10],\n    {\"b\":\"c\",\"d\":[1,2]}\n  ]\n}");
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read(texts in prop::collection::vec(".{0,20}|[\0-\u{a0}\"\\\\😀]{0,20}", 0..6)) {
            let written = Sheet::object_of(0, |sheet| {
                sheet.list("a", Layout::Lines, |list| texts.iter().for_each(|text| list.add_text(text)));
            });
            prop_assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), json!({"a": texts}));
        }
    }
}
