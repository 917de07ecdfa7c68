//! The published schema against a validator that is not ours: it takes every file we write, and refuses broken ones.

use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::Value;

use super::golden;
use super::states::state;
use super::{root, suites, write};

struct Validator(jsonschema::Validator);

impl Validator {
    fn new(schema: &Path) -> Self {
        let schema = serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
        Self(jsonschema::options().should_validate_formats(true).build(&schema).unwrap())
    }

    /// The first fault, with its place in the file.
    fn check(&self, file: &Value) -> Result<(), String> {
        self.0.validate(file).map_err(|error| format!("{}: {error}", error.instance_path()))
    }
}

fn published() -> Validator {
    Validator::new(&root().join("docs/project.schema.json"))
}

/// The draft that the published schema came from, where it is at hand.
fn draft() -> Option<Validator> {
    let path = suites::folder(root()).join("../design/native.schema.json");
    path.exists().then(|| Validator::new(&path))
}

#[test]
fn every_golden_file_is_valid() {
    let validators = [Some(published()), draft()];
    for (name, text) in golden::files() {
        let file = serde_json::from_str(&text).unwrap();
        for validator in validators.iter().flatten() {
            assert_eq!(validator.check(&file), Ok(()), "{name}");
        }
    }
}

#[test]
fn every_file_that_is_written_is_valid() {
    let validators = [Some(published()), draft()];
    let mut runner = TestRunner::new(ProptestConfig::with_cases(400));
    let result = runner.run(&state(), |(annotated, scheme)| {
        let file: Value = serde_json::from_str(&write(&annotated, &scheme).text).unwrap();
        prop_assert!(file["document"]["blocks"].is_array(), "blocks are always written");
        for validator in validators.iter().flatten() {
            prop_assert_eq!(validator.check(&file), Ok(()));
        }
        Ok(())
    });
    assert!(result.is_ok(), "{}", result.unwrap_err());
}

#[test]
fn a_broken_file_is_not_valid() {
    let validator = published();
    let text = std::fs::read_to_string(golden::folder().join("project-1.json")).unwrap();
    let good: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(validator.check(&good), Ok(()));
    let table = [
        ("/format", "\"other\""),
        ("/version", "2"),
        ("/version", "\"1\""),
        ("/document", "[]"),
        ("/document/text", "\"\""),
        ("/document/text", "\"a\\r\\nb\""),
        ("/document/text", "\"\\ufeffa\""),
        ("/document/title", "null"),
        ("/document/codePoints", "0"),
        ("/document/sha256", "\"ABC\""),
        ("/document/blocks/0/kind", "\"verse\""),
        ("/document/blocks/0/level", "7"),
        ("/document/blocks/0/end", "0"),
        ("/tags/0/id", "\"引语\""),
        ("/tags/0/color", "\"red\""),
        ("/tags/0/attributes/0/kind", "\"date\""),
        ("/tags/0/attributes/1/choices", "[1]"),
        ("/annotations/0/id", "\"1\""),
        ("/annotations/0/tag", "\"a b\""),
        ("/annotations/0/quote", "\"\""),
        ("/annotations/0/start", "-1"),
        ("/annotations/0/start", "0.5"),
        ("/annotations/0/end", "0"),
        ("/annotations/0/utf16", "[1]"),
        ("/annotations/0/utf16", "[1,2,3]"),
        ("/annotations/0/utf16", "[1,\"2\"]"),
        ("/annotations/1/created", "\"2026-11-23\""),
        ("/annotations/0/modified", "\"2026-02-30T00:00:00Z\""),
        ("/annotations/3/spans", "[[1,2]]"),
        ("/annotations/3/spans", "[[1,2],[3]]"),
        ("/annotations/3/attributes", "{\"a b\":1}"),
        ("/annotations/3/attributes", "{\"a\":null}"),
        ("/links/0/id", "\"x\""),
        ("/links/0/to", "null"),
        ("/links/0/label", "\"\""),
    ];
    for (place, value) in table {
        let mut broken = good.clone();
        let target = broken.pointer_mut(place).unwrap_or_else(|| panic!("{place}"));
        *target = serde_json::from_str(value).unwrap();
        assert!(validator.check(&broken).is_err(), "{place} = {value}");
    }
    let needed = [
        ("", "format"),
        ("", "version"),
        ("", "document"),
        ("", "tags"),
        ("", "annotations"),
        ("", "links"),
        ("/document", "text"),
        ("/document", "codePoints"),
        ("/document", "sha256"),
        ("/document/blocks/0", "kind"),
        ("/tags/0", "id"),
        ("/tags/0", "label"),
        ("/annotations/0", "id"),
        ("/annotations/0", "tag"),
        ("/annotations/0", "quote"),
        ("/annotations/0", "start"),
        ("/annotations/0", "end"),
        ("/annotations/0", "utf16"),
        ("/links/0", "id"),
        ("/links/0", "from"),
        ("/links/0", "to"),
        ("/links/0", "label"),
    ];
    for (place, name) in needed {
        let mut broken = good.clone();
        let removed = broken.pointer_mut(place).unwrap().as_object_mut().unwrap().remove(name);
        assert!(removed.is_some() && validator.check(&broken).is_err(), "without {place}/{name}");
    }
}
