//! The harness itself, on a page of thirty lines that needs no build: each gesture arrives, each reading is right.

use pizhu_e2e::{Download, Page, Painted, Visit};

fn open() -> Page {
    Visit::new().folder(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/harness")).open()
}

/// Selects, presses the key that paints on this page, and reads what is painted.
fn paint(page: &Page, words: &str, nth: usize) -> Vec<Painted> {
    page.select_text(words, nth);
    page.press("Digit1");
    page.painted()
}

#[test]
fn a_drag_selects_just_the_words_and_offsets_are_code_points() {
    let page = open();
    // words, which of them, code points
    let table = [
        ("合力", 0, 0, 2),
        ("𠮷乙", 0, 6, 8),
        ("😀", 0, 8, 9),
        ("丙e\u{301}丁", 0, 9, 13),
        ("极响应", 0, 14, 17),
        ("——\n甲", 0, 2, 6),
        ("极响应", 1, 19, 22), // a screen and a half below
        ("号召", 0, 22, 24),
    ];
    for (words, nth, start, end) in table {
        let expected = Painted { name: "selected".into(), start, end, text: words.into() };
        assert_eq!(paint(&page, words, nth), [expected], "{words}");
        page.click_text("甲", 0); // so that no drag begins on what is selected
    }
    assert_eq!(page.text().chars().count(), 24);
    assert_eq!(page.rows()[0].id, "a1");
    assert!(page.rows()[0].text.contains("号召"));
    page.double_click_text("合力", 0);
    assert_eq!(page.ask::<String>("String(getSelection())", &[]), "合力");
}

#[test]
fn keys_files_and_what_is_kept() {
    let page = open();
    page.press("Ctrl+Shift+KeyZ");
    assert_eq!(page.status(), "redo");

    page.click("textbox", "Note");
    page.type_text("记");
    for key in ["KeyA", "Shift+KeyB", "Digit1", "Space", "Slash"] {
        page.press(key);
    }
    assert_eq!(page.ask::<String>("document.querySelector('textarea').value", &[]), "记aB1 /");
    assert!(page.has("button", "Export") && !page.has("button", "Import"));

    let export = |page: &Page| page.click("button", "Export");
    let expected = Download { name: "text.txt".into(), text: "批注\n".into() };
    assert_eq!(page.download(export), expected);
    assert_eq!(page.download(export), expected, "and again");

    page.import_file(&page.file("一.txt", "picked"));
    page.wait("the picked file", |page| page.status() == "一.txt: picked");
    page.drop_file(&page.file("二.txt", "dropped"));
    page.wait("the dropped file", |page| page.status() == "二.txt: dropped");

    page.click_text("甲", 0);
    paint(&page, "合力", 0);
    assert_eq!(page.local_storage().get("kept").map(String::as_str), Some("合力"));
    page.reload();
    assert_eq!(page.status(), "kept 合力");
    let page = page.come_back();
    assert_eq!(page.status(), "kept 合力");
    page.clear_storage();
    assert!(page.local_storage().is_empty());

    assert_eq!(page.console_errors(), Vec::<String>::new());
    page.ask::<()>("(setTimeout(() => { throw new Error('broken'); }), null)", &[]);
    page.wait("the error", |page| page.console_errors().iter().any(|line| line.contains("broken")));
}
