//! The page does and says what is so: what is being written counts, undo works where the reader is, hints name keys that
//! mean something, and what a key can do a button can do.

use pizhu_e2e::{Page, Visit};
use serde_json::{Value, json};

fn value(page: &Page, field: &str) -> String {
    page.ask("document.querySelector(`.details [aria-label='${arguments[0]}']`).value", &[json!(field)])
}

#[test]
fn what_is_being_written_is_exported() {
    let page = Visit::new().open();
    page.mark("陈俊敏", 0, "Digit4");
    page.click("textbox", "role");
    page.type_text("医生");
    let download = page.download(|page| page.press("Ctrl+KeyS"));
    let file: Value = serde_json::from_str(&download.text).expect("JSON");
    assert_eq!(file["annotations"][0]["attributes"], json!({ "role": "医生" }));
    assert!(page.ask::<bool>("document.activeElement.ariaLabel === 'role'", &[]), "and the reader writes on");
    page.type_text("，护士");
    page.press("Enter");

    // what is settled is the program's to undo, from the field too
    page.press("Ctrl+KeyZ");
    page.wait("the first words", |page| value(page, "role") == "医生");
    page.press("Ctrl+KeyZ");
    page.wait("none", |page| value(page, "role").is_empty());
    page.press("Ctrl+Shift+KeyZ");
    page.wait("them again", |page| value(page, "role") == "医生");
    assert_eq!(page.rows().len(), 1);
}

#[test]
fn the_scheme_is_undone_where_it_is_changed() {
    let page = Visit::new().open();
    page.press("Shift+KeyT");
    page.wait("the tags", |page| page.has("dialog", "Tags"));
    let tags = |page: &Page| page.words("dialog [role=group]");
    page.click("textbox", "Name");
    page.press("Ctrl+KeyA");
    page.type_text("saying");
    page.press("Enter");
    page.wait("the new name", |page| tags(page).contains("saying"));
    page.press("Ctrl+KeyZ");
    page.wait("the old name", |page| tags(page).contains("quote"));
    page.press("Ctrl+KeyY");
    page.wait("the new name again", |page| tags(page).contains("saying"));
    page.press("Ctrl+KeyZ");
    page.press("Ctrl+KeyZ");
    page.wait("that there is no more", |page| page.words("dialog .said") == "Nothing to undo.");
    page.press("KeyN");
    assert!(page.is_there("dialog"), "other keys are silent");
}

#[test]
fn the_empty_list_names_keys_that_mean_something() {
    let page = Visit::new().open();
    assert!(page.words(".empty").ends_with("press its key: 1 2 3 4 5 6 7"), "{}", page.words(".empty"));
    page.press("F1");
    page.wait("the list of keys", |page| page.is_there("dialog"));
    page.click("switch", "Single-letter keys");
    page.click_within("dialog", "button", "Close");
    page.wait("no keys", |page| page.words(".empty").ends_with("then choose a tag."));
}

#[test]
fn what_a_key_can_do_a_button_can_do() {
    let page = Visit::new().open();
    page.mark("陈俊敏", 0, "Digit4");
    page.mark("3.9万个", 0, "Digit3");
    let current = |page: &Page| page.words("[data-annotation]:has([aria-current=true]) bdi");
    for quote in ["陈俊敏", "3.9万个"] {
        page.click("button", "next annotation");
        page.wait(quote, |page| current(page) == quote);
    }
    page.click("button", "previous annotation");
    page.wait("back", |page| current(page) == "陈俊敏");
    page.click_within("[data-annotation]:has([aria-current=true])", "button", "Tag all…");
    page.wait("where it stands", |page| page.words(".find [aria-live]") == "1 / 1");
    page.press("Escape");

    // and what the menu can do has a key
    page.press("KeyM");
    page.wait("the menu", |page| page.is_there("#more:popover-open select"));
    assert!(page.ask::<bool>("document.activeElement.matches('#more select')", &[]));
    page.press("Escape");
    page.wait("the menu to go", |page| !page.is_there("#more:popover-open"));
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn a_page_that_is_slow_calls_nothing_saved_too_soon() {
    let page = Visit::new().open();
    page.mark("陈俊敏", 0, "Digit4");
    page.wait_for_status("Saved");
    let row = page.open_row("陈俊敏");
    page.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 8 }));
    // What the mirror has answered, and what was called saved before that.
    let watch = "window.kept = 0;
        window.early = [];
        const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = function (record, ...key) {
            const number = Number(/\"note\":\"slow-(\\d+)\"/.exec(record)?.[1] ?? 0);
            this.transaction.addEventListener('complete', () => (window.kept = Math.max(window.kept, number)));
            return put.call(this, record, ...key);
        };
        const { fetch } = window;
        window.fetch = (path) => {
            const number = Number(path.split('-')[1]);
            if (number > window.kept) window.early.push(number);
            return fetch(path);
        };";
    page.run(watch, &[]);
    let notes = 60;
    page.run(include_str!("../../src/annotator.js"), &[json!(row.id), json!("slow"), json!(1), json!(notes)]);
    let last = format!("/saved/slow-{notes}");
    for so_many in 1..=notes {
        page.wait("the next note", |page| page.ask::<u64>("window.written", &[]) >= so_many);
    }
    page.wait("the last note", |page| page.site().asked().contains(&last));
    assert_eq!(page.ask::<Vec<u64>>("window.early", &[]), Vec::<u64>::new());
}
