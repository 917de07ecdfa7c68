//! The preview of an import where the file and what is here differ: each value is shown with the other, decided by mouse,
//! keys or finger, and what comes of it is one step.

use pizhu_e2e::{Page, Visit};
use serde_json::{Value, json};

const TEXT: &str = "林秀兰说：“我先去三号棚。”\n张医生送了两百份药。";

const IDS: [&str; 3] = [
    "00000000-0000-4000-8000-00000000b001",
    "00000000-0000-4000-8000-00000000b002",
    "00000000-0000-4000-8000-00000000b003",
];

/// A file with a note for each of three annotations.
fn file(notes: [&str; 3], tags: &Value) -> String {
    let places = [("person", 0, 3), ("quote", 5, 14), ("person", 15, 18)];
    let annotation = |((id, (tag, start, end)), note): ((&&str, (&str, usize, usize)), &str)| {
        let quote: String = TEXT.chars().take(end).skip(start).collect();
        let date = "2026-11-01T08:00:00Z";
        json!({ "id": id, "tag": tag, "quote": quote, "start": start, "end": end, "note": note,
            "created": date, "modified": date })
    };
    let annotations: Vec<Value> = IDS.iter().zip(places).zip(notes).map(annotation).collect();
    json!({
        "format": "article-annotations", "version": 1, "document": { "text": TEXT, "title": "三号棚" },
        "tags": tags, "annotations": annotations, "links": [],
    })
    .to_string()
}

const BASE: [&str; 3] = ["待核实", "原话", ""];
const CORRECTED: [&str; 3] = ["已核实", "已核对", "补记"];

fn read(page: &Page, file: &str) {
    page.import_file(&page.file("notes.json", file));
    page.wait("the preview", |page| page.has("button", "Import"));
}

fn import(page: &Page) {
    page.click_within("dialog", "button", "Import");
    page.wait("the dialog to go", |page| !page.is_there("dialog"));
}

/// With the base, and the first note written anew here.
fn with_a_change(visit: Visit) -> Page {
    let page = visit.open();
    read(&page, &file(BASE, &json!([])));
    import(&page);
    page.open_row("林秀兰");
    page.click("textbox", "Note");
    page.press("End");
    page.type_text("！");
    page.press("Escape");
    page.press("Escape");
    page.wait_for_status("Saved");
    page
}

fn notes(page: &Page) -> Vec<String> {
    let exported = page.export();
    exported
        .list("/annotations")
        .iter()
        .map(|one| one["note"].as_str().unwrap_or_default().to_owned())
        .collect()
}

/// The values of the choices that are made, in order.
fn chosen(page: &Page) -> Vec<String> {
    page.ask("[...document.querySelectorAll('dialog :checked')].map((one) => one.parentElement.textContent.trim())", &[])
}

#[test]
fn each_value_is_shown_with_the_other_and_what_is_proposed_loses_nothing() {
    let page = with_a_change(Visit::new());
    read(&page, &file(CORRECTED, &json!([])));
    let says = page.words("dialog");
    for part in [
        "3 values differ",
        "File: 已核实",
        "Here: 待核实！",
        "File: 已核对",
        "Here: 原话",
        "File: 补记",
        "Here: nothing",
    ] {
        assert!(says.contains(part), "{part}: {says}");
    }
    assert_eq!(
        chosen(&page),
        ["Keep what is here, and the file’s beside it to choose later", "File: 已核对", "File: 补记"]
    );
    page.screenshot("import-differing");
    import(&page);
    assert_eq!(notes(&page), ["待核实！", "已核对", "补记"]);

    // What was kept beside it stays through a reload, and goes with the import.
    page.wait_for_status("Saved");
    page.reload();
    page.open_row("林秀兰");
    page.wait("the file's value", |page| page.words(".row.current").contains("Note: 已核实"));
    page.screenshot("import-conflict");
    page.press("Escape");
    page.press("Ctrl+KeyZ");
    page.wait("the import to be undone", |page| page.words(".list").contains("原话"));
    page.open_row("林秀兰");
    assert!(!page.words(".row.current").contains("已核实"), "its copy went with it");
    page.press("Escape");
    page.press("Ctrl+Shift+KeyZ");
    page.wait("the import again", |page| page.words(".list").contains("已核对"));
    page.open_row("林秀兰");
    page.click("button", "Take that");
    assert_eq!(notes(&page), CORRECTED);
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn a_choice_is_made_by_keys_for_each_and_for_all() {
    let page = with_a_change(Visit::new());
    read(&page, &file(CORRECTED, &json!([])));
    page.click_within("dialog", "radio", "File: 已核对");
    page.press("ArrowDown");
    page.wait("the next choice", |page| chosen(page).contains(&"Here: 原话".to_owned()));
    import(&page);
    assert_eq!(notes(&page), ["待核实！", "原话", "补记"]);
    page.press("Ctrl+KeyZ");
    page.wait("it to be undone", |page| !page.words(".list").contains("补记"));
    for (button, expected) in [("the file’s", CORRECTED), ("what is here", ["待核实！", "原话", ""])]
    {
        read(&page, &file(CORRECTED, &json!([])));
        page.click_within("dialog", "button", button);
        page.wait("all to be decided", |page| page.is_there("dialog [aria-pressed=true]"));
        import(&page);
        assert_eq!(notes(&page), expected, "{button}");
        if expected == CORRECTED {
            page.press("Ctrl+KeyZ");
            page.wait("it to be undone", |page| !page.words(".list").contains("补记"));
        }
    }
}

fn tags() -> Value {
    json!([
        { "id": "quote", "label": "直接引语", "color": "#0000ff", "description": "只标带引号的原话。", "key": "Digit1",
          "attributes": [{ "id": "mode", "label": "方式", "kind": "choice", "choices": ["direct", "mixed"] }] },
        { "id": "person", "label": "人物", "color": "#117733", "description": "姓名。", "key": "Digit4" },
    ])
}

#[test]
fn a_fresh_browser_gets_the_files_tags_and_shows_what_differs() {
    for (name, visit) in
        [("light", Visit::new()), ("dark", Visit::new().dark()), ("phone", Visit::new().window(390, 800))]
    {
        let page = visit.open();
        if name == "phone" {
            page.touch_screen();
        }
        read(&page, &file(BASE, &tags()));
        let says = page.words("dialog");
        for part in ["File: 直接引语", "Here: quote", "File: #0000ff", "mixed", "File: 姓名。"] {
            assert!(says.contains(part), "{part}: {says}");
        }
        page.screenshot(&format!("import-tags-{name}"));
        assert_eq!(page.faults(), Vec::<String>::new(), "{name}");
        if name == "phone" {
            page.tap_within("dialog", "button", "Import");
            page.wait("the dialog to go", |page| !page.is_there("dialog"));
        } else {
            import(&page);
        }
        let exported = page.export();
        let theirs = tags();
        for tag in exported.list("/tags").iter().filter(|tag| tag["id"] == "quote" || tag["id"] == "person") {
            let expected = theirs.as_array().and_then(|tags| tags.iter().find(|one| one["id"] == tag["id"]));
            assert_eq!(Some(tag), expected, "{name}");
        }
    }
}

#[test]
fn what_is_not_in_the_file_and_what_was_deleted_here_is_decided() {
    let page = with_a_change(Visit::new());
    page.open_row("张医生");
    page.press("Delete");
    let mut without: Value = serde_json::from_str(&file(BASE, &json!([]))).unwrap_or_default();
    if let Some(annotations) = without["annotations"].as_array_mut() {
        annotations.remove(0);
    }
    read(&page, &without.to_string());
    let says = page.words("dialog");
    assert!(says.contains("1 annotation here is not in the file"), "{says}");
    assert!(says.contains("1 annotation of the file was deleted here"), "{says}");
    assert_eq!(chosen(&page), ["Bring it back as in the file", "Keep it"]);
    page.click_within("dialog", "radio", "Delete it here too");
    page.click_within("dialog", "radio", "Leave it deleted");
    page.screenshot("import-deleted");
    import(&page);
    assert_eq!(page.export().quotes(), ["“我先去三号棚。”"]);
}

/// The driver of Firefox drops no file, so the page is told of one.
const DROP: &str = "(() => {
    const data = new DataTransfer();
    data.items.add(new File(['一行字'], 'a.txt'));
    for (const type of ['dragenter', 'dragover', 'drop']) {
        const event = new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true });
        document.querySelector('[data-text]').dispatchEvent(event);
    }
    return null;
})()";

#[test]
fn a_file_is_opened_in_firefox() {
    let page = Visit::new().firefox().open();
    page.ask::<()>(DROP, &[]);
    page.click_within("dialog", "button", "Import");
    page.wait("the text", |page| page.text().starts_with("一行字"));
}
