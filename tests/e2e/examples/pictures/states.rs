//! A picture of each state in each look, as `LOOK-STATE.png`.

use std::fs;
use std::path::Path;

use pizhu_e2e::{Page, Visit};
use serde_json::json;

use crate::keep_in;

/// How the page is looked at.
struct Look {
    name: &'static str,
    visit: fn() -> Visit,
    /// What is set once the page is there.
    set: fn(&Page),
}

const LOOKS: &[Look] = &[
    Look { name: "light", visit: Visit::new, set: |_| {} },
    Look { name: "dark", visit: || Visit::new().dark(), set: |_| {} },
    Look { name: "sepia", visit: Visit::new, set: |page| page.choose("Appearance", "sepia") },
    Look { name: "phone", visit: || Visit::new().window(390, 844), set: |_| {} },
    Look { name: "phone-dark", visit: || Visit::new().window(390, 844).dark(), set: |_| {} },
    Look { name: "forced-colours", visit: Visit::new, set: force_colours },
];

/// As a system with high contrast does.
fn force_colours(page: &Page) {
    let features = json!({ "features": [{ "name": "forced-colors", "value": "active" }] });
    page.devtools("Emulation.setEmulatedMedia", features);
}

/// Every picture, in a folder that is made if need be.
pub fn keep_all(folder: &Path) {
    if let Err(error) = fs::create_dir_all(folder) {
        eprintln!("{}: {error}", folder.display());
        return;
    }
    for look in LOOKS {
        let page = (look.visit)().open();
        (look.set)(&page);
        let keep = |page: &Page, state: &str| {
            let name = format!("{}-{state}", look.name);
            println!("{name}");
            keep_in(folder, page, &name);
        };
        work(&page, &keep);
        refusals(&page, &keep);
        let page = (look.visit)().open();
        (look.set)(&page);
        full(&page, &keep);
    }
}

/// What a reader sees who reads and marks.
fn work(page: &Page, keep: &impl Fn(&Page, &str)) {
    keep(page, "empty");
    mark(page);
    keep(page, "marked");
    page.select_text("有需要可以为大家服务", 0);
    page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
    keep(page, "selecting");
    page.press("Escape");
    page.click_text("荔湾区鹤洞大桥", 0);
    page.press("KeyN");
    page.wait("the note", |page| page.is_there("[data-annotation] textarea"));
    page.type_text("在哪里？");
    keep(page, "note");
    page.press("Escape");
    page.press("Escape");
    page.press("Ctrl+KeyF");
    page.wait("the field", |page| page.is_there("[role=search] input"));
    page.type_text("党员");
    page.wait("what was found", |page| page.painted().iter().any(|one| one.name.starts_with("found")));
    keep(page, "finding");
    page.press("Escape");
    page.wait("the bar to go", |page| !page.is_there("[role=search]"));
    page.press("Escape");
    page.press("KeyM");
    page.wait("the menu", |page| page.is_there("#more:popover-open select"));
    keep(page, "menu");
    page.press("Escape");
    for (key, state) in [("Shift+Slash", "keys"), ("Shift+KeyT", "tags")] {
        page.press(key);
        page.wait("the dialog", |page| page.is_there("dialog[open]"));
        keep(page, state);
        page.press("Escape");
        page.wait("the dialog to go", |page| !page.is_there("dialog"));
    }
}

/// What the page says about files.
fn refusals(page: &Page, keep: &impl Fn(&Page, &str)) {
    let file = page.export().text;
    page.import_file(&page.file("twisted.json", &file.replacen("\"title\": ", "\"title\" ", 1)));
    page.wait("the reason", |page| page.alert().contains("twisted.json"));
    keep(page, "error");
    page.import_file(&page.file("project.json", &file.replacen("\"start\": 4", "\"start\": 9", 1)));
    page.wait("what it would do", |page| page.is_there("dialog[open]"));
    keep(page, "importing");
    page.press("Escape");
    page.wait("the dialog to go", |page| !page.is_there("dialog"));
}

/// A storage that takes nothing any more, without a second one.
fn full(page: &Page, keep: &impl Fn(&Page, &str)) {
    let source = "Object.defineProperty(window, 'indexedDB', { get() { throw new Error('no mirror'); } })";
    page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }));
    page.reload();
    page.mark("陈俊敏", 0, "Digit4");
    page.wait_for_status("On this device");
    page.fill_storage();
    page.mark("3.9万个", 0, "Digit3");
    page.wait_for_status("Not saved");
    keep(page, "full");
}

/// Annotations of several tags, some inside others.
fn mark(page: &Page) {
    let passages = [
        ("“我是党员,让我上”", "Digit1"),
        ("6月21日深夜", "Digit3"),
        ("荔湾区鹤洞大桥", "Digit6"),
        ("“党员先锋岗”", "Digit2"),
        ("党员先锋", "Digit5"),
        ("侯梦菲", "Digit4"),
    ];
    for (words, key) in passages {
        page.mark(words, 0, key);
        page.press("Escape");
    }
}
