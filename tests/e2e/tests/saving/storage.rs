//! Storage that is full, blocked, damaged, broken or swept away: the page says so, gives everything as a file, and loses
//! nothing that is on the screen.

use pizhu_e2e::{Page, Visit};
use serde_json::json;

/// Something that runs before the program does, on every page from now on.
fn before_the_program(page: &Page, source: &str) {
    page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }));
    page.reload();
}

/// A browser without a second place to keep records.
const NO_MIRROR: &str =
    "Object.defineProperty(window, 'indexedDB', { get() { throw new Error('no mirror'); } })";

#[test]
fn a_full_storage_is_told_and_later_used_again() {
    let page = Visit::new().open();
    before_the_program(&page, NO_MIRROR);
    page.mark("3.9万个", 0, "Digit3");
    page.wait_for_status("On this device");
    page.fill_storage();

    page.mark("陈俊敏", 0, "Digit4");
    page.wait_for_status("Not saved: 1 change");
    assert!(page.status().contains("storage for this page is full"), "{}", page.status());
    page.mark("年近七旬的于富德", 0, "Digit4");
    page.wait_for_status("Not saved: 2 changes");
    let seen = page.seen();
    assert_eq!(seen.1.len(), 3, "everything is on the screen");
    page.screenshot("storage-full");

    let file = page.download(|page| page.click("button", "Download everything"));
    let quotes = ["\"3.9万个\"", "\"陈俊敏\"", "\"年近七旬的于富德\""];
    assert!(quotes.iter().all(|quote| file.text.contains(quote)), "{}", file.text);

    page.click("button", "Try again");
    page.wait_for_status("Not saved: 2 changes");
    page.ask::<()>("(localStorage.removeItem('filler'), null)", &[]);
    page.click("button", "Try again");
    page.wait_for_status("On this device");
    page.reload();
    assert_eq!(page.seen(), seen);
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn without_storage_everything_works_until_the_page_is_closed() {
    let page = Visit::new().keeping_nothing().open();
    assert!(page.status().starts_with("In memory only"), "{}", page.status());
    assert!(page.status().contains("lets the page keep nothing"), "{}", page.status());
    works_in_memory(&page);
    let file = page.export();

    page.reload();
    assert_eq!(page.rows(), []);
    page.import_file(&page.file("home.json", &file.text));
    page.click_within("dialog", "button", "Import");
    page.wait("what the file kept", |page| page.rows().len() == 2);
    assert_eq!(page.export().text, file.text);
}

#[test]
fn a_storage_that_throws_at_every_touch_ends_nothing() {
    let page = Visit::new().open();
    let getter = "get() { throw new Error('the profile is broken'); }";
    let broken = format!("Object.defineProperty(window, 'localStorage', {{ {getter} }});");
    before_the_program(&page, &[&broken, NO_MIRROR].concat());
    assert!(page.status().contains("the profile is broken"), "{}", page.status());
    works_in_memory(&page);
}

fn works_in_memory(page: &Page) {
    page.mark("陈俊敏", 0, "Digit4");
    page.mark("3.9万个", 0, "Digit3");
    page.wait_for_status("Not saved: 2 changes");
    page.press("Ctrl+KeyZ");
    page.wait("one", |page| page.marks().len() == 1);
    page.press("Ctrl+Shift+KeyZ");
    page.wait("two", |page| page.marks().len() == 2);
    assert_eq!(page.export().faults(&page.text()), Vec::<String>::new());
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn a_damaged_record_is_named_given_out_and_left_where_it_is() {
    let page = Visit::new().open();
    before_the_program(&page, NO_MIRROR);
    for words in ["陈俊敏", "胡建广", "邱炳威"] {
        page.mark(words, 0, "Digit4");
    }
    page.wait_for_status("On this device");
    let whole = page.local_storage();
    let (key, value) = whole.iter().find(|(_, value)| value.contains("胡建广")).unwrap();
    let damaged = value.replace("胡建广", "胡建\u{202e}厂");
    page.ask::<()>("(localStorage.setItem(...arguments), null)", &[json!(key), json!(damaged)]);

    page.reload();
    let quotes: Vec<String> = page.marks().into_iter().map(|mark| mark.text).collect();
    assert_eq!(quotes, ["陈俊敏", "邱炳威"], "all others are there");
    assert!(page.words("body").contains("1 stored record is damaged"), "{}", page.words("body"));
    page.click("button", "Show");
    page.wait("it in the dialog", |page| page.words("dialog").contains(key));
    let says = page.words("dialog");
    let size = format!("{} characters", damaged.chars().count());
    let expected = ["its checksum says so", &size, "胡建⟨U+202E⟩厂", r#"{"v":1,"crc":""#];
    assert!(expected.iter().all(|words| says.contains(words)), "{says}");
    page.screenshot("damage");
    let within = |page: &Page| page.click_within("dialog", "button", "Download what was set aside");
    let file = page.download(within);
    assert!(file.text.contains(key) && file.text.contains(&damaged), "{}", file.text);
    page.click_within("dialog", "button", "Close");
    page.wait("the dialog to go", |page| !page.is_there("dialog"));
    page.mark("3.9万个", 0, "Digit3");
    page.wait_for_status("On this device");
    assert_eq!(page.local_storage().get(key), Some(&damaged), "it stays as it is");

    page.ask::<()>("(localStorage.setItem(...arguments), null)", &[json!(key), json!(value)]);
    page.reload();
    assert_eq!(page.rows().len(), 4, "mended from outside, it is back");
    assert!(!page.words("body").contains("damaged"));
}

#[test]
fn a_damaged_record_is_mended_from_the_mirror() {
    let page = Visit::new().open();
    for words in ["陈俊敏", "胡建广"] {
        page.mark(words, 0, "Digit4");
    }
    page.wait_for_status("Saved");
    let (seen, whole) = (page.seen(), page.local_storage());
    let (key, value) = whole.iter().find(|(_, value)| value.contains("胡建广")).unwrap();
    let damaged = value.replace("胡建广", "胡建厂");
    page.ask::<()>("(localStorage.setItem(...arguments), null)", &[json!(key), json!(damaged)]);

    page.reload();
    page.wait("both", |page| page.seen() == seen);
    assert!(page.words("body").contains("1 stored record is damaged"), "{}", page.words("body"));
    let file = page.download(|page| page.click("button", "Download what was set aside"));
    assert!(file.text.contains(key) && file.text.contains(&damaged), "{}", file.text);
    page.wait("it to be stored again", |page| page.local_storage().get(key) == Some(value));
    let aside = format!("an:q:{key}");
    assert_eq!(page.local_storage().get(&aside), Some(&damaged), "it is never deleted");
}

#[test]
fn writing_that_fails_at_random_loses_nothing() {
    let page = Visit::new().open();
    let throwing = "let seed = 7;
        const { setItem } = Storage.prototype;
        Storage.prototype.setItem = function (key, value) {
            seed = (seed * 1103515245 + 12345) % 2147483648;
            if (seed % 3) throw new Error('not now');
            setItem.call(this, key, value);
        };";
    before_the_program(&page, &[throwing, NO_MIRROR].concat());
    for (words, key) in
        [("陈俊敏", "Digit4"), ("胡建广", "Digit4"), ("3.9万个", "Digit3"), ("邱炳威", "Digit4")]
    {
        page.mark(words, 0, key);
    }
    let seen = page.seen();
    assert_eq!(seen.1.len(), 4);
    let mut tries = 0;
    while page.status() != "On this device" {
        assert!(page.status().contains("not now"), "{}", page.status());
        page.click("button", "Try again");
        tries += 1;
        assert!(tries < 50, "{}", page.status());
    }
    assert!(tries > 0, "some of it failed");
    page.reload();
    assert_eq!(page.seen(), seen);
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn what_is_swept_away_while_the_page_is_open_is_stored_again() {
    let page = Visit::new().open();
    page.mark("陈俊敏", 0, "Digit4");
    page.wait_for_status("Saved");
    let (seen, stored) = (page.seen(), page.local_storage());
    page.clear_storage();
    page.wait("it to be stored again", |page| page.local_storage().len() == stored.len());
    page.reload();
    assert_eq!(page.seen(), seen);
}

#[test]
fn what_the_first_store_does_not_take_the_mirror_keeps() {
    let page = Visit::new().open();
    page.mark("3.9万个", 0, "Digit3");
    page.wait_for_status("Saved");
    page.fill_storage();
    let stored = page.local_storage().len();
    page.mark("陈俊敏", 0, "Digit4");
    page.mark("年近七旬的于富德", 0, "Digit4");
    page.wait_for_status("Saved");
    assert_eq!(page.local_storage().len(), stored, "there was no room");
    let seen = page.seen();
    assert_eq!(seen.1.len(), 3);

    let other = page.open_window();
    page.wait("what is in the mirror alone", |page| page.seen() == seen);
    page.mark("邱炳威", 0, "Digit4");
    page.wait_for_status("Saved");
    page.close_window();
    drop(other);
    let page = page.come_back();
    page.wait("all of it", |page| page.rows().len() == 4);
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn a_first_store_that_is_broken_is_told_only_where_nothing_else_keeps() {
    let page = Visit::new().open();
    let getter = "get() { throw new Error('the profile is broken'); }";
    before_the_program(&page, &format!("Object.defineProperty(window, 'localStorage', {{ {getter} }})"));
    page.mark("陈俊敏", 0, "Digit4");
    page.wait_for_status("Saved");
    let seen = page.seen();
    page.reload();
    page.wait("what the mirror has", |page| page.seen() == seen);
}

#[test]
fn whether_the_browser_has_promised_to_keep_it_is_told_once_it_says_so() {
    let page = Visit::new().open();
    let unknown = page.menu_says();
    assert!(!unknown.contains("promised") && !unknown.contains("may clear it"), "{unknown}");
    page.mark("陈俊敏", 0, "Digit4");
    page.wait_for_status("Saved");
    page.wait("what a browser says that nobody knows", |page| {
        page.menu_says().contains("The browser may clear it")
    });
    page.reload();
    page.wait("the same", |page| page.menu_says().contains("The browser may clear it"));
    let answering = "StorageManager.prototype.persisted = async () => true";
    before_the_program(&page, answering);
    page.wait("the promise", |page| page.menu_says().contains("The browser has promised to keep it"));
}
