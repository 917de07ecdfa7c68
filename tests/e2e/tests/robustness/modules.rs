//! The first visit asks for no lazily loaded module; each comes when it is first needed, once; and one that does not come is
//! told of, and comes the next time.

use pizhu_e2e::{Page, Visit};

/// The names of the modules that were asked for so far, sorted.
fn modules(page: &Page) -> Vec<String> {
    let asked = page.site().asked();
    let name = |path: &String| Some(path.rsplit('/').next()?.split_once('-')?.0.to_owned());
    let mut names: Vec<String> = asked.iter().filter_map(name).collect();
    names.retain(|name| name != "pizhu");
    names.sort();
    names
}

#[test]
fn each_comes_when_it_is_first_needed_and_once() {
    let page = Visit::new().under("/of/a/library/").open();
    let none = Vec::<String>::new();
    assert_eq!(modules(&page), none);
    page.ask::<()>("(scrollTo(0, 2000), null)", &[]);
    page.select_text("陈俊敏", 0);
    page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
    page.press("Digit4");
    page.mark("3.9万个", 0, "Digit3");
    page.wait_for_status("Saved");
    let file = page.export();
    assert_eq!(file.quotes().len(), 2);
    assert_eq!(modules(&page), none, "reading, selecting, tagging, keeping and the way out need none");

    for _ in 0..2 {
        page.click("button", "More");
        page.wait("the menu", |page| page.is_there("#more:popover-open select"));
        page.click("button", "More");
        page.wait("its going", |page| !page.is_there(":popover-open"));
    }
    page.press("Shift+Slash");
    page.wait("help", |page| page.is_there("dialog table"));
    page.press("Escape");
    page.wait("its going", |page| !page.is_there("dialog"));
    assert_eq!(modules(&page), ["dialogs", "shared"]);

    for _ in 0..2 {
        page.press("Ctrl+KeyF");
        page.wait("the bar", |page| page.is_there("[role=search]"));
        page.press("Escape");
        page.wait("its going", |page| !page.is_there("[role=search]"));
    }
    assert_eq!(modules(&page), ["dialogs", "finder", "finding", "shared"]);

    page.import_file(&page.file("again.json", &file.text));
    page.wait("nothing new", |page| page.words("dialog").contains("nothing new"));
    let (page_s, worker_s) = (["dialogs", "files", "finder", "finding", "shared"], ["shared", "worker"]);
    assert_eq!(modules(&page), [&page_s[..], &worker_s].concat(), "a worker has its own");
    assert_eq!(page.console_errors(), none);
}

#[test]
fn what_was_stored_is_there_at_once_and_the_first_key_acts() {
    let page = Visit::new().open();
    page.mark("陈俊敏", 0, "Digit4");
    page.wait_for_status("Saved");
    page.reload();
    page.wait("the row", |page| page.rows().len() == 1);
    page.press("BracketRight");
    page.wait("the open row", |page| page.is_there(".row.current"));
    assert_eq!(modules(&page), Vec::<String>::new());
}

#[test]
fn one_that_does_not_come_is_told_of_and_comes_the_next_time() {
    let page = Visit::new().open();
    let told = "could not be loaded";
    let dismiss = |page: &Page| {
        page.click("button", "Dismiss");
        page.wait("no alert", |page| page.alert().is_empty());
    };
    page.mark("陈俊敏", 0, "Digit4");

    page.site().refuse("dialogs");
    page.press("Shift+Slash");
    page.wait("the sentence", |page| page.alert().contains(told));
    assert!(!page.is_there("dialog"), "no empty dialog");
    dismiss(&page);
    page.site().release();
    page.press("Shift+Slash");
    page.wait("help", |page| page.is_there("dialog table"));
    page.press("Escape");
    page.wait("its going", |page| !page.is_there("dialog"));

    page.site().refuse("finding");
    page.press("Ctrl+KeyF");
    page.wait("the sentence", |page| page.alert().contains(told));
    dismiss(&page);
    page.site().release();
    page.press("Ctrl+KeyF");
    page.wait("the bar", |page| page.is_there("[role=search]"));
    assert_eq!(page.rows().len(), 1, "and nothing was lost");
}
