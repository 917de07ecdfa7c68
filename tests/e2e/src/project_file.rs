//! The project file as the page exports it, held against the text on the screen and against its published schema.

use std::fs;
use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::Page;

/// Where a prefix and a suffix end, in characters.
const CONTEXT: usize = 16;

/// A project that was downloaded.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectFile {
    pub name: String,
    /// The file, byte for byte.
    pub text: String,
    pub json: Value,
}

impl Page {
    /// Clicks on the button that exports, in whichever language it is, and reads what comes.
    #[track_caller]
    pub fn export(&self) -> ProjectFile {
        let button = self.wait_for("the button that exports", |page| {
            ["Export", "导出"].into_iter().find(|name| page.has("button", name))
        });
        self.export_by(|page| page.click("button", button))
    }

    /// Does what exports, and reads what comes.
    #[track_caller]
    pub fn export_by(&self, act: impl FnOnce(&Self)) -> ProjectFile {
        let download = self.download(act);
        let json = serde_json::from_str(&download.text).expect("an export is JSON");
        ProjectFile { name: download.name, text: download.text, json }
    }
}

impl ProjectFile {
    /// The file without the times at which it was changed.
    pub fn without_times(&self) -> Value {
        let mut json = self.json.clone();
        let annotations = json.get_mut("annotations").and_then(Value::as_array_mut);
        for annotation in annotations.into_iter().flatten() {
            let Some(fields) = annotation.as_object_mut() else { continue };
            fields.remove("modified");
            fields.remove("stamps");
        }
        json
    }

    /// The list under a name, empty where there is none.
    pub fn list(&self, pointer: &str) -> &[Value] {
        self.json.pointer(pointer).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
    }

    /// The quote of each annotation, in the order of the file.
    pub fn quotes(&self) -> Vec<&str> {
        self.list("/annotations").iter().filter_map(|annotation| annotation.get("quote")?.as_str()).collect()
    }

    /// Everything in which the file is not what it should be, beside a text as it stands on the screen.
    pub fn faults(&self, shown: &str) -> Vec<String> {
        let mut faults = Vec::new();
        faults.extend(self.schema_fault());
        let document = |name: &str| self.json.pointer(&format!("/document/{name}"));
        let mut expect = |what: &str, stated: Option<Value>, is: Value| {
            if stated.as_ref() != Some(&is) {
                faults.push(format!("{what}: the file says {stated:?}, it is {is}"));
            }
        };
        let halves = Sha256::digest(shown.as_bytes()).into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
        let hex: String = halves.filter_map(|half| char::from_digit(half.into(), 16)).collect();
        expect("text", document("text").cloned(), shown.into());
        expect("sha256", document("sha256").cloned(), hex.into());
        expect("codePoints", document("codePoints").cloned(), shown.chars().count().into());

        let text = Text::new(shown);
        for annotation in self.list("/annotations") {
            faults.extend(text.faults(annotation).into_iter().map(|fault| format!("{fault}: {annotation}")));
        }
        faults
    }

    fn schema_fault(&self) -> Option<String> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/project.schema.json");
        let schema = fs::read_to_string(path).expect("the schema is published");
        let schema = serde_json::from_str(&schema).expect("the schema is JSON");
        let validator = jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema");
        validator.validate(&self.json).err().map(|error| format!("{}: {error}", error.instance_path()))
    }
}

/// A text in both ways of counting.
struct Text {
    points: Vec<char>,
    units: Vec<u16>,
}

impl Text {
    fn new(text: &str) -> Self {
        Self { points: text.chars().collect(), units: text.encode_utf16().collect() }
    }

    /// In which points an annotation does not fit this text.
    fn faults(&self, annotation: &Value) -> Vec<&'static str> {
        let number = |pointer: &str| annotation.pointer(pointer)?.as_u64().map(|number| number as usize);
        let words = |name: &str| annotation.get(name).and_then(Value::as_str).unwrap_or_default();
        let (Some(start), Some(end)) = (number("/start"), number("/end")) else { return vec!["no offsets"] };
        let Some(here) = self.points.get(start..end).map(String::from_iter) else { return vec!["outside"] };
        let units = number("/utf16/0").zip(number("/utf16/1"));
        let by_units = units.and_then(|(from, to)| self.units.get(from..to)).map(String::from_utf16_lossy);
        let before: String = self.points.iter().take(start).collect();
        let behind: String = self.points.iter().skip(end).collect();
        let is_context = |context: &str, room: usize| {
            let length = context.chars().count();
            length <= CONTEXT && (length > 0 || room == 0)
        };
        let (prefix, suffix) = (words("prefix"), words("suffix"));
        let checks = [
            ("the quote is not at its code points", words("quote") == here),
            ("the quote is not at its UTF-16 units", by_units.as_deref() == Some(words("quote"))),
            ("the prefix is not before it", before.ends_with(prefix) && is_context(prefix, start)),
            (
                "the suffix is not behind it",
                behind.starts_with(suffix) && is_context(suffix, self.points.len() - end),
            ),
        ];
        checks.iter().filter(|(_, holds)| !holds).map(|(fault, _)| *fault).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_annotation_fits_only_where_both_ways_of_counting_agree() {
        let text = Text::new("a😀乙丙");
        let good = json!({
            "quote": "乙", "start": 2, "end": 3, "utf16": [3, 4], "prefix": "a😀", "suffix": "丙",
        });
        assert_eq!(text.faults(&good), Vec::<&str>::new());
        let table = [
            ("start", json!(3), 2), // and the prefix no longer stands before it
            ("end", json!(9), 1),
            ("utf16", json!([2, 3]), 1),
            ("quote", json!("丙"), 2),
            ("prefix", json!("b"), 1),
            ("suffix", json!(""), 1),
        ];
        for (name, value, count) in table {
            let mut broken = good.clone();
            broken[name] = value;
            assert_eq!(text.faults(&broken).len(), count, "{broken} has {:?}", text.faults(&broken));
        }
    }
}
