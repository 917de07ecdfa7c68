//! The same page in two windows: each shows what the other does, and neither writes over the other.

use pizhu_e2e::{Page, Visit, Window};
use serde_json::json;

/// Two windows on the article, of which the second is looked at.
fn open() -> (Page, Window, Window) {
    let page = Visit::new().open();
    let first = page.window();
    let second = page.open_window();
    (page, first, second)
}

fn wait_for_quotes(page: &Page, quotes: &[&str]) {
    page.wait(&format!("{quotes:?} to be painted"), |page| {
        let marks = page.marks();
        marks.iter().map(|mark| mark.text.as_str()).eq(quotes.iter().copied())
    });
    assert_eq!(page.rows().len(), quotes.len());
}

#[test]
fn each_window_shows_what_the_other_marks() {
    let (page, first, second) = open();
    page.mark("陈俊敏", 0, "Digit4");
    page.look_at(&first);
    wait_for_quotes(&page, &["陈俊敏"]);
    page.mark("3.9万个", 0, "Digit3");
    page.look_at(&second);
    wait_for_quotes(&page, &["3.9万个", "陈俊敏"]);
    page.wait_for_status("Saved");

    // undo is of what was done here
    page.press("Ctrl+KeyZ");
    wait_for_quotes(&page, &["3.9万个"]);
    page.look_at(&first);
    wait_for_quotes(&page, &["3.9万个"]);
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn changes_of_one_annotation_in_both_windows_are_joined() {
    let (page, first, second) = open();
    page.mark("陈俊敏", 0, "Digit1");
    page.look_at(&first);
    wait_for_quotes(&page, &["陈俊敏"]);

    // a note here, another tag there
    page.open_row("陈俊敏");
    page.click("textbox", "Note");
    page.type_text("护士？");
    page.look_at(&second);
    page.wait("the note", |page| {
        page.rows().iter().any(|row| row.text.contains("护士？")) || note(page) == "护士？"
    });
    page.click_text("陈俊敏", 0);
    page.press("Digit4");
    for window in [&second, &first] {
        page.look_at(window);
        page.wait("tag and note", |page| {
            let (marks, rows) = page.seen();
            marks.iter().any(|mark| mark.name == "tag-person-0")
                && rows.iter().any(|row| row.text.starts_with("person") && row.text.contains("护士？"))
        });
    }
    let seen = page.seen();
    page.look_at(&second);
    assert_eq!(page.seen(), seen);
    page.reload();
    assert_eq!(page.seen(), seen);
}

fn note(page: &Page) -> String {
    page.ask("document.querySelector('[data-annotation] textarea')?.value ?? ''", &[])
}

#[test]
fn what_is_set_in_one_window_holds_in_the_other() {
    let (page, first, second) = open();
    let theme = |page: &Page| page.ask::<String>("document.documentElement.dataset.theme", &[]);
    for (window, other, says) in
        [(&second, &first, "dark"), (&first, &second, "sepia"), (&first, &second, "dark")]
    {
        page.look_at(window);
        page.choose("Appearance", says);
        page.look_at(other);
        page.wait(says, |page| theme(page) == says);
    }
    // and neither answers the other for ever
    let stored = page.local_storage();
    page.mark("陈俊敏", 0, "Digit4");
    page.wait_for_status("Saved");
    let now = page.local_storage();
    assert!(stored.iter().all(|(key, value)| now.get(key) == Some(value)), "{stored:?} {now:?}");
}

#[test]
fn closing_a_window_loses_nothing() {
    let (page, first, second) = open();
    page.mark("陈俊敏", 0, "Digit4");
    page.look_at(&first);
    wait_for_quotes(&page, &["陈俊敏"]);
    page.mark("3.9万个", 0, "Digit3");
    page.look_at(&second);
    wait_for_quotes(&page, &["3.9万个", "陈俊敏"]);
    page.mark("邱炳威", 0, "Digit4");
    page.close_window();
    page.look_at(&first);
    wait_for_quotes(&page, &["3.9万个", "陈俊敏", "邱炳威"]);
    page.mark("胡建广", 0, "Digit4");
    page.wait_for_status("Saved");
    let seen = page.seen();
    let page = page.come_back();
    assert_eq!(page.seen(), seen);
}

#[test]
fn what_was_changed_elsewhere_since_is_not_undone() {
    let (page, first, second) = open();
    page.mark("陈俊敏", 0, "Digit1");
    page.press("Digit4");
    page.wait("a person", |page| page.marks()[0].name == "tag-person-0");
    page.look_at(&first);
    page.wait("the person", |page| page.marks().first().is_some_and(|mark| mark.name == "tag-person-0"));
    page.click_text("陈俊敏", 0);
    page.press("Digit5");
    page.wait("an organisation", |page| page.marks()[0].name == "tag-organisation-0");

    page.look_at(&second);
    page.wait("the organisation", |page| page.marks()[0].name == "tag-organisation-0");
    page.press("Ctrl+KeyZ");
    page.wait("the reason", |page| page.alert().contains("the same was changed elsewhere since"));
    assert_eq!(page.marks()[0].name, "tag-organisation-0", "and it stays");
    page.look_at(&first);
    page.press("Ctrl+KeyZ");
    page.wait("its own undone", |page| page.marks()[0].name == "tag-person-0");
}

/// Keeps what other windows say from the program, until it is let through.
const DEAF: &str = "globalThis.held = null;
    addEventListener('storage', (event) => {
        if (held) {
            event.stopImmediatePropagation();
            held.push(event);
        }
    }, true);
    globalThis.hear = () => {
        const events = held;
        held = null;
        for (const { key, newValue, oldValue, storageArea, url } of events) {
            dispatchEvent(new StorageEvent('storage', { key, newValue, oldValue, storageArea, url }));
        }
    };";

fn offers(page: &Page) -> bool {
    page.words(".row.current").contains("At the same time another window wrote: person first")
}

fn copies(page: &Page) -> usize {
    page.local_storage().keys().filter(|key| key.starts_with("an:c:")).count()
}

#[test]
fn what_lost_a_race_can_be_chosen_also_after_a_reload() {
    let (page, first, second) = open();
    for window in [&first, &second] {
        page.look_at(window);
        page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": DEAF }));
        page.reload();
    }
    page.mark("陈俊敏", 0, "Digit4");
    page.wait_for_status("Saved");
    page.look_at(&first);
    wait_for_quotes(&page, &["陈俊敏"]);

    // both write at the same time, and neither hears of the other
    let later = page.ask::<u64>("Date.now() + 3600000", &[]);
    for (window, millis) in [(&first, later), (&second, later + 400)] {
        page.look_at(window);
        page.ask::<()>("(held = [], Date.now = ((at) => () => at)(arguments[0]), null)", &[json!(millis)]);
    }
    for (window, words) in [(&first, "first"), (&second, "second")] {
        page.look_at(window);
        if !page.is_there("[data-annotation] textarea") {
            page.open_row("陈俊敏");
        }
        assert_eq!(note(&page), "");
        page.click("textbox", "Note");
        page.type_text(words);
        page.wait_for_status("Saved");
    }
    for window in [&first, &second] {
        page.look_at(window);
        page.ask::<()>("(hear(), null)", &[]);
    }
    page.look_at(&first);
    page.wait("the later one", |page| note(page) == "second");
    page.wait("the other to be offered", offers);
    page.wait("it to be kept", |page| copies(page) == 1);
    page.look_at(&second);
    page.wait("it to be offered in both", offers);

    page.look_at(&first);
    page.reload();
    page.ask::<()>("(Date.now = ((at) => () => at)(arguments[0]), null)", &[json!(later + 60_000)]);
    page.open_row("陈俊敏");
    page.wait("it to be offered still", offers);
    page.screenshot("copy");
    page.click("button", "Take that");
    page.wait("what was chosen", |page| note(page) == "first");
    page.wait("nothing more to choose", |page| !offers(page) && copies(page) == 0);
    page.look_at(&second);
    page.wait("the same in the other", |page| note(page) == "first" && !offers(page));
    page.reload();
    page.open_row("陈俊敏");
    page.wait("it to stay so", |page| note(page) == "first");
    assert!(!offers(&page));
    assert_eq!(page.console_errors(), Vec::<String>::new());
}
