//! Texts that run a script where a page takes them for HTML: 223 of `DOMPurify`, 139 of H5SC and 17 of our own. The tests
//! in a browser give them to the page too.

use std::fs;
use std::path::Path;

use serde_json::Value;

const OWN: [&str; 17] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "#0072b2;background:url(//127.0.0.1:9/)",
    "red}*{background:url(//127.0.0.1:9/)}",
    "expression(alert(1))",
    "</title><script>alert(1)</script>",
    "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
    "<iframe srcdoc=\"<script>alert(1)</script>\">",
    "<base href=//127.0.0.1:9/>",
    "<link rel=stylesheet href=//127.0.0.1:9/>",
    "{{constructor.constructor('alert(1)')()}}",
    "${alert(1)}",
    "\u{202e}gnp.exe<img src=x onerror=alert(1)>",
];

/// All of them; our own alone where the folder of the others is not at hand.
pub fn script_vectors(fixtures: &Path) -> Vec<String> {
    let mut vectors: Vec<String> = OWN.map(String::from).into();
    if let Ok(cases) = fs::read_to_string(fixtures.join("converted/dompurify-expect.json")) {
        let cases: Vec<Value> = serde_json::from_str(&cases).unwrap_or_default();
        let payload = |case: &Value| Some(case.get("payload")?.as_str()?.to_owned());
        vectors.extend(cases.iter().filter_map(payload));
        let text = fs::read_to_string(fixtures.join("H5SC/vectors.txt")).unwrap_or_default();
        let cut = text.split("//[\"'`-->]]>]</div>").filter_map(|piece| piece.split_once("\">"));
        vectors.extend(cut.map(|(_, vector)| vector.to_owned()));
        assert_eq!(vectors.len(), 379);
    }
    vectors
}
