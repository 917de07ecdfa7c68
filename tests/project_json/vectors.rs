//! Texts that run a script where a page takes them for HTML are words like any others here, whatever they come in.

use pizhu::formats::{self, Source};
use pizhu::model::{Color, Slug};
use pizhu::text::{normalise, safe_file_name};
use serde_json::{Value, json};

use crate::script_vectors::{our_script_vectors, public_script_vectors};
use crate::{opened, read, root, suites, write};

#[test]
fn as_the_contents_of_a_file_they_are_its_text() {
    as_the_contents_of_a_file(&our_script_vectors());
}

#[test]
fn in_a_project_file_they_stay_as_they_are_or_are_said_to_be_unfit() {
    in_a_project_file(&our_script_vectors());
}

mod of_the_suites {
    use super::*;

    #[test]
    fn as_the_contents_of_a_file_they_are_its_text() {
        as_the_contents_of_a_file(&public_script_vectors(&suites::folder(root())));
    }

    #[test]
    fn in_a_project_file_they_stay_as_they_are_or_are_said_to_be_unfit() {
        in_a_project_file(&public_script_vectors(&suites::folder(root())));
    }
}

fn as_the_contents_of_a_file(vectors: &[String]) {
    for vector in vectors {
        let file = format!("一\n{vector}");
        let name = format!("{vector}.txt");
        match formats::read(&Source { name: &name, text: &file }) {
            Ok(reading) => {
                assert_eq!(reading.bundle.document.text(), normalise(&file));
                assert_eq!(reading.bundle.document.info().source, name);
            }
            Err(error) => {
                assert!(file.contains(|c: char| c.is_control() && c != '\n'), "{error:?}: {file:?}");
            }
        }
        let safe = safe_file_name(&name);
        assert!(!safe.contains(['<', '>', '"', '/', ':']) && !safe.contains('\u{202e}'), "{safe}");
    }
}

fn in_a_project_file(vectors: &[String]) {
    for vector in vectors {
        let id = "00000000-0000-0000-0000-000000000001";
        let file = json!({
            "format": "article-annotations", "version": 1,
            "document": { "text": "一二三", "title": vector, "source": vector },
            "tags": [
                { "id": "a", "label": vector, "color": vector, "description": vector, "key": vector,
                  "attributes": [{ "id": "b", "label": vector, "kind": "text" }, { "id": "c", "kind": "link" }] },
                { "id": vector, "label": "x" },
            ],
            "annotations": [
                { "id": id, "tag": "a", "quote": "一", "start": 0, "end": 1, "utf16": [0, 1], "note": vector,
                  "creator": vector, "attributes": { "b": vector } },
            ],
            "links": [{ "id": id, "from": id, "to": vector, "label": "c" }],
        });
        let text = serde_json::to_string(&file).unwrap();
        let reading = read(&text).unwrap();
        let is_key = vector.chars().all(|c| c.is_ascii_alphanumeric());
        let unfit = [true, !is_key, Slug::new(vector).is_none(), true];
        assert_eq!(reading.unfit.len(), unfit.iter().filter(|unfit| **unfit).count(), "{:?}", reading.unfit);
        assert_eq!(Color::parse(vector), None);
        let (annotated, scheme) = opened(reading);
        let written: Value = serde_json::from_str(&write(&annotated, &scheme).text).unwrap();
        let said = [
            &written["document"]["title"],
            &written["document"]["source"],
            &written["tags"][0]["label"],
            &written["tags"][0]["description"],
            &written["tags"][0]["attributes"][0]["label"],
            &written["annotations"][0]["note"],
            &written["annotations"][0]["creator"],
            &written["annotations"][0]["attributes"]["b"],
        ];
        assert!(said.iter().all(|said| **said == *vector), "{vector}: {said:?}");
        assert_eq!(written["tags"][0]["color"], "#888888", "what is no colour is grey");
        assert_eq!(written["links"], json!([]));
    }
}
