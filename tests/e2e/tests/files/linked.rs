//! A text can be tied to a file of the reader's: it is written after each strict flush and read back, what others wrote
//! into it is joined, and what fails is told. Elsewhere the edits that are in no file are counted.
//!
//! Nobody can drive the system's own dialog, so the picker gives a file of the origin's private file system, which is
//! used in the same way.

use pizhu_e2e::{Page, Visit};
use serde_json::{Value, json};

const NAME: &str = "mine.json";

/// Runs a script that takes its time, with `file` being the file's handle, and tells what comes of it.
#[track_caller]
fn with_file(page: &Page, script: &str, argument: &str) -> String {
    let run = format!(
        "(globalThis.came = undefined, (async (argument) => {{
            const folder = await navigator.storage.getDirectory();
            const file = await folder.getFileHandle('{NAME}', {{ create: true }});
            {script}
        }})(arguments[0]).then((came) => globalThis.came = String(came)), null)"
    );
    page.ask::<()>(&run, &[json!(argument)]);
    page.wait_for("the file", |page| page.ask("globalThis.came ?? null", &[]))
}

fn held(page: &Page) -> String {
    with_file(page, "return (await file.getFile()).text();", "")
}

fn write(page: &Page, text: &str) {
    with_file(
        page,
        "const to = await file.createWritable(); await to.write(argument); await to.close();",
        text,
    );
}

fn choose(page: &Page, row: &str) {
    page.open_menu();
    page.click_within("#more", "button", row);
    page.press("Escape");
    page.wait("the menu to go", |page| !page.is_there("#more:popover-open"));
}

fn tie(page: &Page) {
    let picker = format!(
        "(globalThis.showSaveFilePicker = async () => (await navigator.storage.getDirectory()).getFileHandle('{NAME}', {{ create: true }}), null)"
    );
    page.ask::<()>(&picker, &[]);
    choose(page, "Tie to a file…");
}

fn wait_until_in_file(page: &Page) {
    page.wait("the status", |page| {
        let says = page.status();
        says.starts_with("Saved ") && says.ends_with(&format!(", in your file {NAME}"))
    });
}

#[test]
fn what_is_saved_is_in_the_file_too() {
    let page = Visit::new().open();
    page.mark("陈俊敏", 0, "Digit4");
    page.wait_for_status("Saved");
    tie(&page);
    wait_until_in_file(&page);
    page.screenshot("tied");
    assert!(page.menu_says().contains(&format!("Tied to {NAME}, written ")));
    page.mark("3.9万个", 0, "Digit3");
    wait_until_in_file(&page);
    assert_eq!(held(&page), page.export().text);

    page.reload();
    page.wait("what was there", |page| page.rows().len() == 2);
    wait_until_in_file(&page);
    page.press("Ctrl+KeyZ");
    page.wait("one", |page| page.rows().len() == 1);
    wait_until_in_file(&page);
    assert_eq!(held(&page), page.export().text);

    choose(&page, "Untie from the file");
    page.wait("another status", |page| !page.status().contains(NAME));
    page.mark("逆行出征", 0, "Digit2");
    page.wait_for_status("Saved");
    page.reload();
    page.wait("both", |page| page.rows().len() == 2);
    assert!(page.menu_says().contains("Tie to a file…"));
    assert!(!held(&page).contains("逆行出征\","), "it was written no more");
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn what_others_wrote_into_it_is_joined() {
    let page = Visit::new().open();
    page.mark("陈俊敏", 0, "Digit4");
    page.mark("3.9万个", 0, "Digit3");
    page.wait_for_status("Saved");
    tie(&page);
    wait_until_in_file(&page);
    let mut file: Value = serde_json::from_str(&held(&page)).expect("JSON");
    let mut other = file["annotations"][0].clone();
    other["id"] = json!("0197f2c4-7b1e-7c3a-9d55-0a1b2c3d4e5f");
    other["note"] = json!("from a colleague");
    file["annotations"].as_array_mut().expect("a list").push(other);
    write(&page, &file.to_string());

    // what is deleted here and is in the file as it was stays deleted
    page.open_row("陈俊敏");
    page.click_within("[data-annotation]:has([aria-current=true])", "button", "Delete");
    page.wait("the colleague's too", |page| page.words(".list").contains("from a colleague"));
    wait_until_in_file(&page);
    page.wait("two", |page| page.rows().len() == 2);
    assert!(page.rows().iter().all(|row| row.quote != "陈俊敏"));
    assert_eq!(held(&page), page.export().text);
    assert!(held(&page).contains("from a colleague"));
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn what_cannot_be_written_is_told_and_lowers_nothing_else() {
    let page = Visit::new().open();
    page.mark("陈俊敏", 0, "Digit4");
    page.wait_for_status("Saved");
    tie(&page);
    wait_until_in_file(&page);

    write(&page, "somebody's letter");
    page.mark("3.9万个", 0, "Digit3");
    page.wait("why not", |page| page.alert().contains("is not written over"));
    page.wait_for_status("Saved");
    assert!(!page.status().contains(NAME), "{}", page.status());
    assert_eq!(held(&page), "somebody's letter");
    page.click("button", "Dismiss");
    write(&page, "");

    let broken = [
        ("createWritable = () => Promise.reject(new Error('full'))", "the browser did not write it"),
        ("getFile = () => Promise.reject(new Error('gone'))", "it is gone, or cannot be read"),
    ];
    for ((code, says), words) in broken.into_iter().zip(["逆行出征", "“秒空”"]) {
        let name = code.split(' ').next().unwrap_or_default();
        let prototype = "FileSystemFileHandle.prototype";
        page.ask::<()>(&format!("(globalThis.was = {prototype}.{name}, {prototype}.{code}, null)"), &[]);
        page.mark(words, 0, "Digit2");
        page.wait(says, |page| page.alert().contains(says));
        page.wait_for_status("Saved");
        assert!(!page.status().contains(NAME), "{}", page.status());
        assert!(page.menu_says().contains(says));
        page.ask::<()>(&format!("({prototype}.{name} = globalThis.was, null)"), &[]);
    }
    page.mark("胡建广", 0, "Digit4");
    wait_until_in_file(&page);
    assert_eq!(held(&page), page.export().text);

    // another text is read back than was written
    let twisted = "((write) => FileSystemWritableFileStream.prototype.write = function (text) { return write.call(this, text + ' '); })(FileSystemWritableFileStream.prototype.write)";
    page.ask::<()>(&format!("({twisted}, null)"), &[]);
    page.mark("守护群众", 0, "Digit1");
    page.wait("why not", |page| page.alert().contains("something else was read back"));
    page.wait_for_status("Saved");
    assert!(!page.status().contains(NAME), "{}", page.status());
    page.screenshot("tied-failed");
}

#[test]
fn after_a_reload_the_browser_may_want_to_be_asked_again() {
    let page = Visit::new().open();
    page.mark("陈俊敏", 0, "Digit4");
    page.wait_for_status("Saved");
    tie(&page);
    wait_until_in_file(&page);
    let source = "FileSystemFileHandle.prototype.queryPermission = async () => 'prompt';
        FileSystemFileHandle.prototype.requestPermission = async () => 'granted';";
    page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }));
    page.reload();
    page.mark("3.9万个", 0, "Digit3");
    page.wait_for_status("Saved");
    let ask = format!("Allow writing {NAME} again");
    page.wait("the question", |page| page.has("button", &ask));
    assert!(!page.status().contains("in your file"), "{}", page.status());
    page.screenshot("tied-asks");
    page.click("button", &ask);
    wait_until_in_file(&page);
    assert_eq!(held(&page), page.export().text);
}

#[test]
fn edits_that_are_in_no_file_are_counted() {
    let page = Visit::new().open();
    page.ask::<()>("(delete globalThis.showSaveFilePicker, null)", &[]);
    for (words, key) in [("陈俊敏", "Digit4"), ("3.9万个", "Digit3"), ("逆行出征", "Digit2")] {
        page.mark(words, 0, key);
    }
    let says = page.menu_says();
    assert!(says.contains("3 edits are not in a file yet") && !says.contains("Tie to"), "{says}");
    page.press("Ctrl+KeyZ");
    page.wait("two", |page| page.rows().len() == 2);
    assert!(page.menu_says().contains("2 edits are not in a file yet"));
    page.export();
    assert!(!page.menu_says().contains("in a file yet"));
    page.open_row("陈俊敏");
    page.press("Digit1");
    page.wait_for_status("Saved");
    page.reload();
    page.press("BracketRight");
    page.wait("the current one", |page| page.is_there("[aria-current=true]"));
    assert!(page.menu_says().contains("1 edit is not in a file yet"));
    assert!(!page.has("button", "1 edit is not in a file yet"), "it is said only in the menu yet");

    page.click_text("陈俊敏", 0);
    page.wait("another", |page| page.words("[aria-current=true] bdi") == "陈俊敏");
    for _ in 0..10 {
        page.press("Digit2");
        page.press("Digit3");
    }
    page.wait("the reminder", |page| page.ask("[...document.querySelectorAll('.status button')].some((one) => /^21 edits are not in a file yet$/.test(one.innerText))", &[]));
    // the button stands still once nothing more is being saved
    page.wait_for_status("Saved");
    page.screenshot("unfiled");
    let file = page.download(|page| page.click_on(".status button"));
    assert!(file.text.contains("3.9万个"));
    page.wait("no reminder", |page| !page.is_there(".status button"));
    assert_eq!(page.console_errors(), Vec::<String>::new());
}
