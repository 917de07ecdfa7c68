//! Files are read beside the page, which goes on; whoever waits for long is told, and can leave it.

use pizhu_e2e::{Page, Visit};

/// Has the page read a file while the worker's part of the program does not come.
fn read_slowly(page: &Page) {
    page.site().hold("worker");
    page.import_file(&page.file("own.txt", "一二三四五六七"));
    page.wait("the bar", |page| page.is_there("dialog progress"));
}

#[test]
fn who_does_not_want_to_wait_leaves_it() {
    let page = Visit::new().open();
    let before = page.text();
    read_slowly(&page);
    page.screenshot("reading");
    assert!(page.words("dialog").contains("nothing here changes"));
    page.click_within("dialog", "button", "Cancel");
    page.wait("the page", |page| !page.is_there("dialog"));
    page.site().release();

    read_slowly(&page);
    page.press("Escape");
    page.wait("the page", |page| !page.is_there("dialog"));
    page.site().release();
    page.mark("陈俊敏", 0, "Digit4");
    assert_eq!(page.text(), before, "neither of the two came after all");
    assert!(!page.is_there("dialog"));

    page.import_file(&page.file("own.txt", "一二三四五六七"));
    page.click_within("dialog", "button", "Import");
    page.wait("the other text", |page| page.text() == "一二三四五六七");
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn what_came_late_is_shown() {
    let page = Visit::new().open();
    read_slowly(&page);
    page.site().release();
    page.click_within("dialog", "button", "Import");
    page.wait("the other text", |page| page.text() == "一二三四五六七");
}

#[test]
fn the_latest_of_two_files_is_read() {
    let page = Visit::new().open();
    page.site().hold("worker");
    page.import_file(&page.file("first.txt", "甲乙丙"));
    page.import_file(&page.file("second.txt", "子丑寅"));
    page.site().release();
    page.wait("the second", |page| page.words("dialog").contains("second.txt"));
    page.click_within("dialog", "button", "Import");
    page.wait("its text", |page| page.text() == "子丑寅");
}

#[test]
fn a_worker_that_cannot_begin_is_told_of() {
    let page = Visit::new().open();
    page.site().refuse("worker");
    page.import_file(&page.file("own.txt", "一二三四五六七"));
    page.wait("what failed", |page| page.words("[role=alert]").contains("own.txt was not opened"));
    assert!(page.words("[role=alert]").contains("could not be loaded"), "{}", page.words("[role=alert]"));
    page.site().release();
    page.import_file(&page.file("own.txt", "一二三四五六七"));
    page.wait("the file", |page| page.words("dialog").contains("own.txt"));
}
