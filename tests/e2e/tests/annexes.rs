//! The first visit asks for no annex; each comes when it is first needed, once; and one that does not come is told of,
//! and comes the next time.

use pizhu_e2e::{Page, Visit};

/// The names of the annexes that were asked for so far, in their order.
fn annexes(page: &Page) -> Vec<String> {
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
    assert_eq!(annexes(&page), none);
    page.ask::<()>("(scrollTo(0, 2000), null)", &[]);
    assert_eq!(annexes(&page), none, "looking about needs none");

    page.select_text("陈俊敏", 0);
    page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
    assert_eq!(annexes(&page), ["marking", "shared"]);
    page.press("Digit4");
    page.mark("3.9万个", 0, "Digit3");
    page.wait_for_status("Saved");
    assert_eq!(annexes(&page), ["marking", "records", "shared"], "the mirror comes with the first change");

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
    assert_eq!(annexes(&page), ["dialogs", "marking", "records", "shared"]);

    for _ in 0..2 {
        page.press("Ctrl+KeyF");
        page.wait("the bar", |page| page.is_there("[role=search]"));
        page.press("Escape");
        page.wait("its going", |page| !page.is_there("[role=search]"));
    }
    assert_eq!(annexes(&page), ["dialogs", "finder", "finding", "marking", "records", "shared"]);

    let file = page.export();
    assert_eq!(file.quotes().len(), 2);
    page.import_file(&page.file("again.json", &file.text));
    page.wait("nothing new", |page| page.words("dialog").contains("nothing new"));
    let (page_s, worker_s) =
        (["dialogs", "files", "finder", "finding", "marking", "records", "shared"], ["shared", "worker"]);
    assert_eq!(annexes(&page), [&page_s[..], &worker_s].concat(), "a worker has its own");
    assert_eq!(page.console_errors(), none);
}

#[test]
fn what_is_pressed_before_its_annex_is_there_is_done() {
    let page = Visit::new().open();
    let file = page.export();
    assert_eq!(file.quotes().len(), 0, "the first thing of all, and nothing was marked");
    assert_eq!(annexes(&page), Vec::<String>::new(), "the way out needs nothing that is not there");

    let page = Visit::new().open();
    page.site().hold("marking");
    page.click_text("陈俊敏", 0);
    for key in ["ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"] {
        page.press(key);
    }
    assert!(!page.is_there("[role=toolbar]"));
    page.site().release();
    page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
    assert_eq!(page.ask::<u32>("[...getSelection().toString()].length", &[]), 2);
}

#[test]
fn a_finger_that_rests_before_the_annex_is_there_selects() {
    let page = Visit::new().window(390, 844).open();
    page.touch_screen();
    page.site().hold("marking");
    page.rest_finger("防线,守护");
    page.wait("the annex to be asked for", |page| annexes(page) == ["marking", "shared"]);
    page.site().release();
    page.wait("a word", |page| page.ask::<String>("String(getSelection())", &[]) == "防线");
    page.lift_finger();
    page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
}

#[test]
fn one_that_does_not_come_is_told_of_and_comes_the_next_time() {
    let page = Visit::new().open();
    let told = "could not be loaded";
    let dismiss = |page: &Page| {
        page.click("button", "Dismiss");
        page.wait("no alert", |page| page.alert().is_empty());
    };

    page.site().refuse("marking");
    page.select_text("陈俊敏", 0);
    page.wait("the sentence", |page| page.alert().contains(told));
    dismiss(&page);
    page.site().release();
    page.mark("陈俊敏", 0, "Digit4");

    page.site().refuse("files");
    page.import_file(&page.file("other.txt", "另一篇文章。"));
    page.wait("the sentence", |page| page.alert().contains(told));
    dismiss(&page);
    page.mark("3.9万个", 0, "Digit3");
    page.site().release();
    assert_eq!(page.export().quotes().len(), 2, "and nothing was lost");
    page.wait_for_status("Saved");

    let stored = page.local_storage();
    page.site().refuse("records");
    page.reload();
    let words: String = page.ask("document.body.innerText", &[]);
    assert!(words.contains("could not start") && page.rows().is_empty(), "{words}");
    assert_eq!(page.local_storage(), stored, "as it was");
    page.site().release();
    page.reload();
    page.wait("both", |page| page.rows().len() == 2);
}
