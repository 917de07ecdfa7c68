//! Other keyboards than an English one: what `AltGr`, Option, a dead key or an input method is about to write asks for
//! nothing, in the text, while an edge is moved, and where keys that type are switched off.

use pizhu_e2e::{Page, Visit};
use serde_json::json;

/// What is held, as the DevTools protocol counts it.
const CTRL_ALT: u32 = 3;
const ALT: u32 = 1;

/// A key of another keyboard: place, name, what Windows called it, what is held.
type Foreign = (&'static str, &'static str, u32, u32);

const UNFINISHED: &[Foreign] = &[
    ("Digit5", "Dead", 53, 0),
    ("Equal", "Dead", 187, 0),
    ("KeyN", "Dead", 78, 0),
    ("KeyP", "Dead", 80, ALT),
    ("Digit5", "Process", 229, 0),
    ("Delete", "Unidentified", 229, 0),
    ("Digit5", "½", 53, CTRL_ALT),
    ("Digit5", "∞", 53, ALT),
];

/// A real key, with what it writes left out: nothing takes it here.
fn press(page: &Page, (code, key, number, held): Foreign) {
    for kind in ["rawKeyDown", "keyUp"] {
        let event = json!({
            "type": kind, "code": code, "key": key, "windowsVirtualKeyCode": number, "modifiers": held,
        });
        page.devtools("Input.dispatchKeyEvent", event);
    }
}

/// The `DevTools` protocol and `WebDriver` know no `AltGr`, so the page is told of it by an event of its own. Says whether
/// anybody took it.
fn press_with_alt_gr(page: &Page, code: &str, key: &str) -> bool {
    let event = "!(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { \
        code: arguments[0], key: arguments[1], modifierAltGraph: true, bubbles: true, cancelable: true }))";
    page.ask(event, &[json!(code), json!(key)])
}

fn select(page: &Page, words: &str) {
    page.select_text(words, 0);
    page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
}

#[test]
fn no_shortcut_without_a_plain_key() {
    let page = Visit::new().open();
    page.mark("陈俊敏", 0, "Digit4");
    select(&page, "3.9万个");
    for key in UNFINISHED {
        press(&page, *key);
    }
    for (code, key) in [("Digit5", "½"), ("Digit3", "³"), ("KeyN", "”"), ("Equal", "~"), ("Delete", "Delete")]
    {
        assert!(!press_with_alt_gr(&page, code, key), "AltGr+{code}");
    }
    assert!(page.is_there("[role=toolbar]"), "it is still selected");
    assert_eq!(page.ask::<String>("String(getSelection())", &[]), "3.9万个");
    page.press("Digit3");
    page.wait("the row of the plain key", |page| page.rows().len() == 2);
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn with_keys_that_type_switched_off_dead_keys_do_nothing_either() {
    let page = Visit::new().open();
    page.mark("陈俊敏", 0, "Digit4");
    page.press("F1");
    page.wait("the list of keys", |page| page.is_there("dialog"));
    page.click("switch", "Single-letter keys");
    page.click_within("dialog", "button", "Close");
    page.wait("the dialog to go", |page| !page.is_there("dialog"));
    select(&page, "3.9万个");
    for key in UNFINISHED {
        press(&page, *key);
    }
    assert_eq!(page.rows().len(), 1);
    page.press("F1");
    page.wait("the list of keys, which has a plain key", |page| page.is_there("dialog"));
}

#[test]
fn an_edge_is_moved_by_plain_keys_only() {
    let page = Visit::new().open();
    page.mark("陈俊敏", 0, "Digit4");
    page.press("KeyE");
    page.wait("the hint", |page| page.is_there(".edge-hint"));
    let before = page.marks();
    for key in
        [("ArrowLeft", "Process", 229, 0), ("Enter", "Process", 229, 0), ("Tab", "Unidentified", 229, 0)]
    {
        press(&page, key);
    }
    for code in ["ArrowRight", "Enter", "Tab"] {
        assert!(!press_with_alt_gr(&page, code, code), "AltGr+{code}");
    }
    assert_eq!(page.marks(), before);
    assert!(page.is_there(".edge-hint"));
    page.press("ArrowRight");
    page.press("Enter");
    page.wait("one more character", |page| page.marks()[0].end == before[0].end + 1);
}

#[test]
fn what_an_input_method_takes_for_itself_does_not_step_through_what_was_found() {
    let page = Visit::new().open();
    page.press("Ctrl+KeyF");
    page.wait("the bar", |page| page.is_there("[role=search]"));
    page.type_text("志愿");
    let place = |page: &Page| page.words(".find [aria-live]");
    page.wait("the first", |page| place(page).starts_with("1 / "));
    let first = place(&page);
    press(&page, ("Enter", "Process", 229, 0));
    press(&page, ("Enter", "Enter", 229, 0));
    assert_eq!(place(&page), first);
    page.press("Enter");
    page.wait("the next", |page| place(page).starts_with("2 / "));
}

#[test]
fn alt_gr_asks_for_nothing_in_firefox() {
    let page = Visit::new().firefox().open();
    select(&page, "3.9万个");
    for (code, key) in [("Digit5", "½"), ("KeyN", "Dead"), ("Digit3", "³")] {
        assert!(!press_with_alt_gr(&page, code, key), "AltGr+{code}");
    }
    assert_eq!(page.rows().len(), 0);
    page.press("Digit3");
    page.wait("the row of the plain key", |page| page.rows().len() == 1);
}
