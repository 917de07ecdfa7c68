//! Two windows that edit the same and different things as fast as they can, and a storage that is filled to the byte
//! and goes on being used: at the end everything is there, in both windows and after a restart.
//!
//! ```text
//!   PIZHU_EDITS=5000 cargo xtask test --long e2e -- --test saving many_edits    the long form
//! ```

use std::env;

use pizhu_e2e::{Page, Visit, Window};
use serde_json::{Value, json};

/// Edits in each window in the ordinary run; the long form is at the top of this file.
const SHORT: u64 = 150;

/// Annotations that are made when there is no room any more.
const MORE: usize = 1_000;

fn write(page: &Page, words: &str, writer: &str, count: u64) {
    let row = page.open_row(words);
    let arguments = [json!(row.id), json!(writer), json!(1), json!(count)];
    page.run(include_str!("../../src/annotator.js"), &arguments);
}

/// Waits as long as something still happens.
fn wait_for_written(page: &Page, count: u64) {
    for so_many in (1..=count).step_by(5).chain([count]) {
        page.wait(&format!("edit {so_many}"), |page| page.ask::<u64>("window.written", &[]) >= so_many);
    }
}

fn notes(page: &Page) -> Vec<String> {
    let note = |value: String| Some(value.split_once("\"note\":\"")?.1.split('"').next()?.to_owned());
    page.local_storage().into_values().filter_map(note).collect()
}

#[test]
#[ignore = "long: cargo xtask test --long"]
fn two_windows_that_edit_end_equal() {
    let count = env::var("PIZHU_EDITS").ok().and_then(|count| count.parse().ok()).unwrap_or(SHORT);
    let page = Visit::new().open();
    for words in ["陈俊敏", "胡建广"] {
        page.mark(words, 0, "Digit4");
    }
    page.wait_for_status("Saved");
    let first = page.window();
    write(&page, "陈俊敏", "first", count);
    let second = page.open_window();
    page.wait("both annotations", |page| page.rows().len() == 2);
    write(&page, "胡建广", "second", count);
    let expected = [format!("first-{count}"), format!("second-{count}")];
    let has_all = |page: &Page| expected.iter().all(|note| notes(page).contains(note));
    let windows: [&Window; 2] = [&first, &second];
    for window in windows {
        page.look_at(window);
        wait_for_written(&page, count);
    }
    for window in windows {
        page.look_at(window);
        page.wait("what both wrote last", has_all);
        page.wait_for_status("Saved");
        page.wait("both in the list", |page| {
            let (_, rows) = page.seen();
            expected.iter().all(|note| rows.iter().any(|row| row.text.contains(note)))
        });
    }
    let seen = page.seen();
    page.look_at(&first);
    assert_eq!(page.seen(), seen);
    let page = page.come_back_from_a_crash();
    page.wait("all of it after a crash", |page| page.seen() == seen);
}

#[test]
#[ignore = "long: cargo xtask test --long"]
fn a_thousand_annotations_more_than_there_is_room_for() {
    let page = Visit::new().open();
    page.mark("陈俊敏", 0, "Digit4");
    page.wait_for_status("Saved");
    let exported = page.export().text;
    page.fill_storage();
    let mut project: Value = serde_json::from_str(&exported).expect("JSON");
    let one = project["annotations"][0].clone();
    let more = (0..MORE).map(|number| {
        let mut annotation = one.clone();
        annotation["id"] = json!(format!("00000000-0000-4000-8000-{number:012x}"));
        annotation
    });
    project["annotations"] = more.collect();
    page.import_file(&page.file("more.json", &project.to_string()));
    page.click_within("dialog", "button", "Import");
    // of a list this long only some rows stand in the page
    let count =
        |page: &Page| page.ask::<usize>("parseInt(document.querySelector('.list h2')?.innerText) || 0", &[]);
    page.wait("all of them", |page| count(page) == MORE + 1);
    page.wait_for_status("Saved");
    let stored = page.local_storage().keys().filter(|key| key.starts_with("an:a:")).count();
    assert!(stored < 20, "{stored} of them found room");

    let page = page.come_back_from_a_crash();
    page.wait("all of them after a crash", |page| count(page) == MORE + 1);
    page.wait_for_status("Saved");
    assert_eq!(page.console_errors(), Vec::<String>::new());
}
