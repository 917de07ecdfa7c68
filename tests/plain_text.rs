//! Odd strings as files: each is a text to the letter, or is refused for what it is.
#![cfg(not(target_arch = "wasm32"))]
#![cfg(test)]

use std::fs;
use std::path::Path;

use pizhu::formats::{self, ReadError, Source};
use pizhu::text::normalise;

mod suites;

fn text_of(file: &str) -> Result<String, ReadError> {
    let format = formats::ALL.iter().find(|format| format.id == "plain-text").unwrap();
    let reading = format.read.unwrap()(&Source { name: "a.txt", text: file })?;
    Ok(reading.bundle.document.text().to_owned())
}

fn strings(path: &Path) -> Vec<String> {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn are_texts_or_refused(strings: &[String]) {
    let mut refused = Vec::new();
    for (number, string) in strings.iter().enumerate() {
        match text_of(string) {
            Ok(text) => assert_eq!(text, normalise(string)),
            Err(error) => {
                assert_eq!(error, ReadError::NoText);
                refused.push(number);
            }
        }
    }
    let controlled = |text: &String| text.chars().any(|c| c.is_control() && !c.is_whitespace());
    let expected =
        (0..).zip(strings).filter(|(_, text)| normalise(text).trim().is_empty() || controlled(text));
    assert_eq!(refused, expected.map(|(number, _)| number).collect::<Vec<usize>>());
    let all = strings.join("\n");
    let shown: String = all.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect();
    assert_eq!(text_of(&shown), Ok(normalise(&shown)), "all of them as one text");
}

#[test]
fn odd_strings_are_texts_to_the_letter_or_refused() {
    let strings = strings(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/strings.json"));
    assert!(strings.len() > 100);
    are_texts_or_refused(&strings);
}

mod of_the_suites {
    use super::*;

    #[test]
    fn naughty_strings_are_texts_to_the_letter_or_refused() {
        let path = suites::folder(Path::new(env!("CARGO_MANIFEST_DIR"))).join("naughty-strings/blns.json");
        if path.is_file() {
            let strings = strings(&path);
            assert!(strings.len() > 500);
            are_texts_or_refused(&strings);
        }
    }
}
