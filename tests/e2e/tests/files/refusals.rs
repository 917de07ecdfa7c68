//! Files that are not what they should be: the page says which and why, and nothing that is there is touched.

use std::fmt::Debug;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use pizhu_e2e::{Page, ProjectFile, Visit};
use serde_json::{Value, json};

/// An article with two annotations, and its project as a file.
fn open() -> (Page, ProjectFile) {
    let page = Visit::new().open();
    page.mark("陈俊敏", 0, "Digit4");
    page.mark("3.9万个", 0, "Digit3");
    page.wait_for_status("Saved");
    let file = page.export();
    (page, file)
}

/// What must stay as it is.
fn state(page: &Page) -> impl PartialEq + Debug + use<> {
    (page.local_storage(), page.marks(), page.rows(), page.text())
}

/// Opens the file and waits for an alert that says all of this.
fn is_refused(page: &Page, path: &Path, reasons: &[&str]) {
    let before = state(page);
    page.import_file(path);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    page.wait(&format!("{name} to be refused because {reasons:?}; {}", page.alert()), |page| {
        let alert = page.alert();
        alert.contains(&*name) && reasons.iter().all(|reason| alert.contains(reason))
    });
    assert!(page.alert().contains("nothing here has changed"), "{}", page.alert());
    assert!(!page.is_there("dialog"), "{}", page.words("dialog"));
    assert_eq!(state(page), before, "{name}");
    page.click_within("[role=alert]", "button", "Dismiss");
    page.wait("the alert to go", |page| page.alert().is_empty());
}

/// The project with one value in it changed.
fn changed(file: &ProjectFile, pointer: &str, value: Value) -> String {
    let mut json = file.json.clone();
    if let Some(target) = json.pointer_mut(pointer) {
        *target = value;
    }
    assert_ne!(json, file.json, "{pointer} is in the file");
    serde_json::to_string_pretty(&json).unwrap_or_default()
}

#[test]
fn a_broken_project_is_refused_with_its_reason() {
    let (page, file) = open();
    let one = |pointer: &str, value: Value| {
        let lone = ProjectFile { json: without_second(&file.json), ..file.clone() };
        changed(&lone, pointer, value)
    };
    let cut: String = file.text.split_inclusive('\n').take(5).collect();
    let twisted = file.text.replacen("\"title\": ", "\"title\" ", 1);
    let table = [
        ("cut.json", cut, vec!["Line 6, column"]),
        ("twisted.json", twisted, vec!["Line 5, column 13: the JSON is broken"]),
        ("newer.json", changed(&file, "/version", json!(2)), vec!["newer program", "version 2", "up to 1"]),
        ("other.json", changed(&file, "/document/sha256", json!("0".repeat(64))), vec!["line ", "SHA-256"]),
        ("longer.json", changed(&file, "/document/codePoints", json!(7)), vec!["line ", "length"]),
        ("none.json", changed(&file, "/document/text", json!("")), vec!["There is no text in it"]),
        ("turned.json", one("/annotations/0/start", json!(9999)), vec!["None of its", "9999 to 514"]),
        ("behind.json", one("/annotations/0/end", json!(99999)), vec!["line ", "509 to 99999"]),
        ("units.json", one("/annotations/0/utf16", json!([0, 5])), vec!["line ", "“utf16” names another"]),
        ("quote.json", one("/annotations/0/quote", json!("4.9万个")), vec!["“4.9万个”", "“3.9万个”"]),
    ];
    for (name, text, reasons) in &table {
        is_refused(&page, &page.file(name, text), reasons);
    }
    page.mark("陈俊敏", 0, "Digit1");
    assert_eq!(page.rows().len(), 3, "the page goes on");
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

fn without_second(json: &Value) -> Value {
    let mut json = json.clone();
    if let Some(annotations) = json.pointer_mut("/annotations").and_then(Value::as_array_mut) {
        annotations.truncate(1);
    }
    json
}

#[test]
fn what_does_not_fit_is_named_and_the_rest_comes_in() {
    let (page, file) = open();
    let path = page.file("half.json", &changed(&file, "/annotations/1/quote", json!("陈俊")));
    page.click_text("3.9万个", 0);
    page.press("Delete");
    page.wait("one left", |page| page.rows().len() == 1);
    page.import_file(&path);
    page.wait("the preview", |page| page.is_there("dialog"));
    let says = page.words("dialog");
    let expected = ["Open half.json", "1 thing in the file does not fit", "“陈俊”", "“陈俊敏”", "1 new"];
    assert!(expected.iter().all(|words| says.contains(words)), "{says}");
    page.click_within("dialog", "button", "Import");
    page.wait("the one that fits", |page| page.rows().len() == 2);
}

#[test]
fn what_is_no_project_and_no_text_is_refused() {
    let (page, _) = open();
    let png = [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d];
    let table: [(&str, &[u8], &str); 5] = [
        ("picture.png", &png, "not a text in UTF-8 (byte 0)"),
        ("gbk.txt", b"\xc5\xfa\xd7\xa2\xa3\xac", "not a text in UTF-8 (byte 0)"),
        ("nulls.bin", &[0; 4096], "not a file that this program reads"),
        ("empty.json", b"", "no text in it"),
        ("blank.txt", "\u{feff} \r\n\u{3000}\r\n".as_bytes(), "no text in it"),
    ];
    for (name, bytes, reason) in table {
        let path = page.file(name, "");
        assert!(std::fs::write(&path, bytes).is_ok());
        is_refused(&page, &path, &[reason]);
    }
}

/// A file of 100 MB: a beginning, the same again and again, and an end.
fn huge(page: &Page, name: &str, [head, again, end]: [&str; 3]) -> PathBuf {
    let path = page.file(name, head);
    let block = again.repeat((1 << 20) / again.len() + 1);
    let written = File::options().append(true).open(&path).and_then(|mut file| {
        (0..100).try_for_each(|_| file.write_all(block.as_bytes()))?;
        file.write_all(end.as_bytes())
    });
    assert!(written.is_ok(), "{written:?}");
    path
}

#[test]
fn a_hundred_megabytes_of_nonsense_are_refused() {
    let (page, file) = open();
    let head = r#"{"format":"article-annotations","version":1"#;
    let many = format!("{head},\"document\":{},\"annotations\":[", file.json["document"]);
    let table = [
        ("noise.txt", ["", "批注 nonsense ", ""], "at most 32 MiB can be read: "),
        ("noise.json", [head, "nonsense ", ""], "the JSON is broken"),
        ("deep.json", [head, "[", ""], "the JSON is broken"),
        ("long.json", [r#"{"format":"article-annotations","x":""#, "x", "\"}"], "missing field `version`"),
        ("many.json", [&many, "{},", "{}],\"links\":[]}"], "None of its"),
    ];
    for (name, parts, reason) in table {
        let path = huge(&page, name, parts);
        is_refused(&page, &path, &[reason]);
    }
    page.mark("陈俊敏", 0, "Digit1");
    assert_eq!(page.rows().len(), 3, "the page goes on");
}

#[test]
fn what_passes_a_limit_is_named_with_the_limit_and_by_how_much() {
    let (page, file) = open();
    let mut json = file.json.clone();
    json["annotations"][0]["note"] = json!("字".repeat(1_000_001));
    json["annotations"][0]["newer"] = (0..65).fold(json!(0), |inside, _| json!([inside]));
    json["annotations"][1]["id"] = json!("00000000-0000-0000-0000-000000000001");
    json["annotations"][1]["attributes"] =
        (0..1_002).map(|number| (format!("a{number}"), json!(true))).collect();
    let path = page.file("large.json", &serde_json::to_string_pretty(&json).unwrap_or_default());
    page.import_file(&path);
    page.wait("the preview", |page| page.is_there("dialog"));
    let says = page.words("dialog");
    let expected = [
        "“note” has 1,000,001 characters, 1 more than the 1,000,000 that are read; the rest was read without it",
        "“newer” has 65 brackets within brackets, 1 more than the 64 that are read",
        "1,002 attributes in one annotation, 2 more than the 1,000 that are read",
    ];
    for words in expected {
        assert!(says.contains(words), "{words}: {says}");
    }
    page.screenshot("limits");
    page.click_within("dialog", "button", "Cancel");

    let lines = "一\n".repeat(500_001);
    is_refused(&page, &page.file("lines.txt", &lines), &["500,001 paragraphs, 1 more than the 500,000"]);
}
