//! A tag in the pen: each selection is tagged at once, by mouse, by keys and by a finger, until the pen is put down.

use pizhu_e2e::{Page, Visit};

fn quotes(page: &Page) -> Vec<String> {
    page.rows().into_iter().map(|row| row.quote).collect()
}

/// The tags of what is painted, in the order of the text.
fn tags(page: &Page) -> Vec<String> {
    page.marks().into_iter().map(|mark| mark.name).collect()
}

fn pen(page: &Page) -> String {
    page.words(".pen-mark strong")
}

#[track_caller]
fn wait_for(page: &Page, expected: &[&str]) {
    page.wait(&format!("{expected:?}"), |page| quotes(page) == expected);
}

#[test]
fn each_drag_is_tagged_at_once() {
    let page = Visit::new().open();
    page.choose("Pen", "person");
    page.wait("the pen", |page| pen(page) == "person");
    page.select_text("陈俊敏", 0);
    wait_for(&page, &["陈俊敏"]);
    page.double_click_text("依旧", 0);
    wait_for(&page, &["依旧", "陈俊敏"]);
    page.select_text("邱炳威", 0);
    wait_for(&page, &["依旧", "陈俊敏", "邱炳威"]);
    assert!(tags(&page).iter().all(|tag| tag == "tag-person-0"), "{:?}", tags(&page));
    assert!(!page.is_there("[role=toolbar]"), "it asks nothing");

    // a click selects nothing, so it tags nothing, and a digit still means what is current
    page.click_text("陈俊敏", 0);
    page.press("Digit5");
    page.wait("another tag", |page| tags(page)[1] == "tag-organisation-0");
    assert_eq!(pen(&page), "person");
    page.click("button", "Put down (Esc)");
    page.wait("no pen", |page| pen(page).is_empty());
    page.select_text("胡建广", 0);
    page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
    assert_eq!(page.rows().len(), 3);
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn the_pen_is_taken_up_and_put_down_by_keys() {
    let page = Visit::new().open();
    page.press("Tab");
    page.press("Enter");
    page.press("Ctrl+Home");
    page.press("Shift+Digit2");
    page.wait("the pen", |page| pen(page) == "term");
    page.press("Shift+End");
    wait_for(&page, &["逆行出征,冲锋在前,广大党员干部筑起严密防线,守护群众安全和健康"]);
    page.press("Ctrl+ArrowDown");
    page.press("Shift+Digit3");
    page.wait("another pen", |page| pen(page) == "figure");
    page.press("Ctrl+Shift+ArrowDown");
    page.wait("two rows", |page| page.rows().len() == 2);
    assert_eq!(tags(&page), ["tag-term-0", "tag-figure-0"]);

    // the ladder may still climb, so Enter says when
    page.press("Equal");
    page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
    assert_eq!(page.rows().len(), 2);
    page.press("Enter");
    page.wait("three rows", |page| page.rows().len() == 3);

    page.press("Escape");
    page.wait("no pen", |page| pen(page).is_empty());
    assert!(page.is_there("[aria-current=true]"), "what is current stays");
    page.press("Escape");
    page.press("KeyP");
    page.wait("the last pen", |page| pen(page) == "figure");
    page.press("Shift+Digit3");
    page.wait("no pen", |page| pen(page).is_empty());
    page.press("Ctrl+KeyZ");
    page.wait("one less", |page| page.rows().len() == 2);
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn a_finger_tags_with_the_pen() {
    let page = Visit::new().window(390, 844).open();
    page.touch_screen();
    page.choose("Pen", "term");
    page.wait("the pen", |page| pen(page) == "term");
    page.long_press("防线,守护");
    wait_for(&page, &["防线"]);
    page.drag_by_finger(".grip.end", "防线", "防线,守护群众");
    wait_for(&page, &["防线,守护群众"]);
    page.tap_within(".pen-mark", "button", "Put down (Esc)");
    page.wait("no pen", |page| pen(page).is_empty());
}
