//! Texts that run a script where a page takes them for HTML: ours of `tests/fixtures/scripts.json`, and 362 of `DOMPurify`
//! and H5SC where those are at hand. The tests in a browser give them to the page too.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// Those of our own.
pub fn our_script_vectors() -> Vec<String> {
    let vectors: Vec<String> =
        serde_json::from_str(include_str!("../fixtures/scripts.json")).unwrap_or_default();
    assert!(vectors.len() > 80);
    vectors
}

/// Those of the public suites, or none.
pub fn public_script_vectors(suites: &Path) -> Vec<String> {
    let Ok(cases) = fs::read_to_string(suites.join("converted/dompurify-expect.json")) else {
        return Vec::new();
    };
    let cases: Vec<Value> = serde_json::from_str(&cases).unwrap_or_default();
    let payload = |case: &Value| Some(case.get("payload")?.as_str()?.to_owned());
    let mut vectors: Vec<String> = cases.iter().filter_map(payload).collect();
    let text = fs::read_to_string(suites.join("H5SC/vectors.txt")).unwrap_or_default();
    let cut = text.split("//[\"'`-->]]>]</div>").filter_map(|piece| piece.split_once("\">"));
    vectors.extend(cut.map(|(_, vector)| vector.to_owned()));
    assert_eq!(vectors.len(), 362);
    vectors
}
