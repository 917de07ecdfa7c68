//! Keys are the reader's: each can be another one, none has two meanings, and those that type can be switched off.

use pizhu_e2e::{Page, Visit};

fn open_help(page: &Page) {
    page.press("F1");
    page.wait("the list of keys", |page| page.is_there("dialog"));
}

fn close_help(page: &Page) {
    page.click_within("dialog", "button", "Close");
    page.wait("the dialog to go", |page| !page.is_there("dialog"));
}

#[test]
fn a_key_is_changed_refused_kept_and_reset() {
    let page = Visit::new().open();
    page.mark("“党员先锋岗”", 0, "Digit2");
    open_help(&page);
    page.click("button", "write a note: N");
    page.wait("the question", |page| page.words("dialog [role=alert]").contains("Press the new key"));
    for (key, reason) in [
        ("Digit3", "3 is taken: figure"),
        ("Ctrl+KeyZ", "Ctrl + Z is taken: undo"),
        ("Delete", "Delete is taken: delete the current"),
        ("Shift+Slash", "? is taken: this list"),
        ("ArrowLeft", "moves the caret"),
    ] {
        page.press(key);
        page.wait(reason, |page| page.words("dialog [role=alert]").contains(reason));
    }
    page.press("Escape");
    page.wait("the old key", |page| {
        !page.is_there("dialog [role=alert]") && page.has("button", "write a note: N")
    });
    page.click("button", "write a note: N");
    page.press("Alt+KeyM");
    page.wait("the new key", |page| page.has("button", "write a note: Alt + M"));
    close_help(&page);

    page.press("KeyN");
    page.press("Alt+KeyM");
    page.wait("the note", |page| page.ask("document.activeElement.tagName === 'TEXTAREA'", &[]));
    page.reload();
    open_help(&page);
    assert!(page.has("button", "write a note: Alt + M"), "it is kept");
    // the key that is free now can be another's
    page.click("button", "next annotation: ]");
    page.press("KeyN");
    page.wait("the freed key", |page| page.has("button", "next annotation: N"));
    page.click("button", "Reset all keys");
    page.wait("all as at first", |page| {
        page.has("button", "write a note: N") && page.has("button", "next annotation: ]")
    });
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn keys_that_type_are_switched_off() {
    let page = Visit::new().open();
    open_help(&page);
    page.click("switch", "Single-letter keys");
    close_help(&page);
    page.select_text("“党员先锋岗”", 0);
    page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
    assert!(!page.is_there("[role=toolbar] kbd"), "no key is promised");
    for key in ["Digit2", "KeyN", "BracketRight", "Shift+Slash"] {
        page.press(key);
    }
    page.click_within("[role=toolbar]", "button", "term");
    page.wait("one row", |page| page.rows().len() == 1);
    assert_eq!(page.marks()[0].name, "tag-term-0");
    assert!(!page.is_there("dialog"));
    page.press("Ctrl+KeyZ");
    page.wait("no row", |page| page.rows().is_empty());
    page.reload();
    page.select_text("“党员先锋岗”", 0);
    page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
    page.press("Digit2");
    page.press("Escape");
    page.wait("the toolbar to go", |page| !page.is_there("[role=toolbar]"));
    assert!(page.rows().is_empty(), "still off tomorrow");
}
