//! What people are told and may do about what is kept: a newer program's data, erasing, a failure of the program itself,
//! texts and races in several windows.

use pizhu_e2e::{Page, Visit};
use serde_json::json;

fn set(page: &Page, key: &str, value: &str) {
    page.ask::<()>("(localStorage.setItem(...arguments), null)", &[json!(key), json!(value)]);
}

#[test]
fn what_a_newer_program_wrote_stays_to_the_byte() {
    let page = Visit::new().open();
    page.mark("陈俊敏", 0, "Digit4");
    page.wait_for_status("Saved");
    set(&page, "an:meta", r#"{"v":2,"minWriter":2}"#);
    page.reload();
    let before = page.local_storage();
    page.mark("胡建广", 0, "Digit4");
    page.wait_for_status("Not saved: 1 change");
    assert!(page.status().contains("A newer version of this program"), "{}", page.status());
    let file = page.export();
    assert!(file.text.contains("胡建广"), "it can be taken along");
    assert_eq!(page.local_storage(), before);
    page.reload();
    page.wait("what was there before", |page| page.rows().len() == 1);
}

#[test]
fn everything_can_be_erased_in_all_windows() {
    let page = Visit::new().open();
    page.mark("陈俊敏", 0, "Digit4");
    page.wait_for_status("Saved");
    let first = page.window();
    page.open_window();
    page.wait("the annotation", |page| page.rows().len() == 1);
    page.click("button", "More");
    page.wait("the menu", |page| page.is_there("#more:popover-open select"));
    page.click("button", "Erase everything on this device");
    page.wait("what goes", |page| page.words("dialog").contains("1 texts with 1 annotations"));
    page.screenshot("erase");
    let file = page.download(|page| page.click_within("dialog", "button", "Download everything"));
    assert!(file.text.contains("陈俊敏"));
    page.click_within("dialog", "button", "Erase");
    page.wait("nothing here", |page| page.words("body").contains("No annotations"));
    page.look_at(&first);
    page.wait("nothing there", |page| page.words("body").contains("No annotations"));
    let left: Vec<String> = page.local_storage().into_keys().collect();
    assert!(left.iter().all(|key| !key.starts_with("an:a:") && !key.starts_with("an:eras")), "{left:?}");
    page.reload();
    page.mark("胡建广", 0, "Digit4");
    page.wait_for_status("Saved");
    assert_eq!(page.rows().len(), 1, "it can be used again");
}

#[test]
fn erasing_leaves_what_other_programs_keep_under_keys_that_begin_like_ours() {
    let page = Visit::new().open();
    page.mark("陈俊敏", 0, "Digit4");
    page.wait_for_status("Saved");
    let theirs = [("an:other", "x"), ("an:meta", "on"), ("an:s:colour", "dark"), ("an:q:1", "{}")];
    for (key, value) in theirs {
        set(&page, key, value);
    }
    page.reload();
    page.wait("the annotation", |page| page.rows().len() == 1);
    assert!(!page.words("body").contains("damaged"), "{}", page.words("body"));
    page.click("button", "More");
    page.wait("the menu", |page| page.is_there("#more:popover-open select"));
    page.click("button", "Erase everything on this device");
    page.wait("what goes", |page| page.is_there("dialog"));
    page.click_within("dialog", "button", "Erase");
    page.wait("nothing here", |page| page.words("body").contains("No annotations"));
    let left = page.local_storage();
    assert!(left.keys().all(|key| !key.starts_with("an:a:") && !key.starts_with("an:d:")), "{left:?}");
    for (key, value) in theirs {
        assert_eq!(left.get(key).map(String::as_str), Some(value), "{key}");
    }
}

#[test]
fn a_failure_of_the_program_stops_editing_and_leaves_the_download() {
    let page = Visit::new().open();
    page.mark("陈俊敏", 0, "Digit4");
    page.wait_for_status("Saved");
    page.ask::<()>("(crypto.getRandomValues = () => { throw new Error('as a panic would'); }, null)", &[]);
    page.select_text("胡建广", 0);
    page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
    page.press("Digit4");
    page.wait("the page to say so", |page| page.words("#broken").contains("The program has failed"));
    page.screenshot("broken");
    page.press("Digit1");
    page.press("Escape");
    assert!(page.is_there("#broken[open]"), "it stays");
    let file = page.download(|page| page.click_within("#broken", "button", "Download everything"));
    assert!(file.text.contains("陈俊敏"));
    page.reload();
    page.wait("what was kept", |page| page.rows().len() == 1);
}

#[test]
fn a_text_opened_in_one_window_appears_in_the_other() {
    let page = Visit::new().open();
    let first = page.window();
    page.open_window();
    page.import_file(&page.file("short.txt", "一\n二三"));
    page.click_within("dialog", "button", "Import");
    page.wait("the text", |page| page.text() == "一\n二三");
    let titles = |page: &Page| -> Vec<String> {
        page.ask("[...document.querySelectorAll('.documents option')].map((one) => one.text)", &[])
    };
    let here = titles(&page);
    assert_eq!(here.len(), 2);
    page.look_at(&first);
    page.wait("the same texts in the menu", |page| titles(page) == here);
    assert_eq!(page.console_errors(), Vec::<String>::new());
}
