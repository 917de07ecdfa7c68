//! The article is read, selected, tagged and annotated with the keyboard alone; keys are silent where they would harm.

use pizhu_e2e::{Page, Visit};
use serde_json::json;

fn focus(page: &Page) -> String {
    page.ask(
        "((at) => at.hasAttribute('data-text') ? 'text' : (at.ariaLabel ?? at.innerText).trim())(document.activeElement)",
        &[],
    )
}

fn press_times(page: &Page, key: &str, times: usize) {
    for _ in 0..times {
        page.press(key);
    }
}

fn quotes(page: &Page) -> Vec<String> {
    page.rows().into_iter().map(|row| row.quote).collect()
}

/// The quote of the open row.
fn current(page: &Page) -> String {
    page.words("[data-annotation]:has([aria-current=true]) bdi")
}

/// Into the text by the first thing that Tab reaches.
fn open() -> Page {
    let page = Visit::new().open();
    page.press("Tab");
    assert_eq!(focus(&page), "To the text");
    page.press("Enter");
    page.wait("the focus in the text", |page| focus(page) == "text");
    page.press("Ctrl+Home");
    page
}

/// Selects with the caret, and tags.
fn tag(page: &Page, motion: &str, times: usize, key: &str) {
    press_times(page, motion, times);
    page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
    let before = page.rows().len();
    page.press(key);
    page.wait("one row more", |page| page.rows().len() == before + 1);
}

#[test]
fn the_article_is_annotated_without_a_mouse() {
    let page = open();
    tag(&page, "Shift+ArrowRight", 4, "Digit2");
    assert_eq!(quotes(&page), ["逆行出征"]);
    // the caret stands behind what was tagged
    page.press("ArrowRight");
    tag(&page, "Shift+ArrowRight", 4, "Digit7");
    tag(&page, "Shift+ArrowLeft", 2, "Digit5");
    page.press("Home");
    tag(&page, "Shift+End", 1, "Digit1");
    page.press("Ctrl+ArrowDown");
    tag(&page, "Ctrl+Shift+ArrowDown", 2, "Digit3");
    let expected = [
        "逆行出征,冲锋在前,广大党员干部筑起严密防线,守护群众安全和健康",
        "逆行出征",
        "冲锋在前",
        "在前",
        "疫情防控一线 党旗高高飘扬 火速集结:党员干部逆行“疫”线",
    ];
    assert_eq!(quotes(&page), expected);
    let names: Vec<String> = page.marks().into_iter().map(|mark| mark.name).collect();
    assert_eq!(names, ["tag-term-1", "tag-quote-0", "tag-event-1", "tag-organisation-2", "tag-figure-0"]);

    // from one to the next and back, also over the ends
    page.press("Escape");
    for expected in [0, 1, 2, 3, 4, 0].map(|number| expected[number]) {
        page.press("BracketRight");
        page.wait(expected, |page| current(page) == expected);
    }
    for expected in [4, 3].map(|number| expected[number]) {
        page.press("BracketLeft");
        page.wait(expected, |page| current(page) == expected);
    }

    // gone, and its neighbour is next; then it is back
    page.press("Delete");
    page.wait("four", |page| page.rows().len() == 4);
    assert_eq!(current(&page), expected[4]);
    page.press("Ctrl+KeyZ");
    page.wait("five", |page| page.rows().len() == 5);
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn keys_in_a_note_are_text() {
    let page = open();
    tag(&page, "Shift+ArrowRight", 4, "Digit2");
    page.press("KeyN");
    page.wait("the focus in the note", |page| focus(page) == "Note");
    for key in ["Digit3", "KeyN", "BracketRight", "Shift+Slash", "Digit7", "Backspace", "Delete"] {
        page.press(key);
    }
    let note = "document.querySelector('[data-annotation] textarea').value";
    page.wait("the note", |page| page.ask::<String>(note, &[]) == "3n]?");
    assert!(!page.is_there("dialog"));
    press_times(&page, "Backspace", 6);
    page.wait("no note", |page| page.ask::<String>(note, &[]).is_empty());
    for pinyin in ["j", "ju", "ju4"] {
        page.compose(pinyin);
    }
    page.type_text("句");
    page.press("Escape");
    page.wait("the focus in the text", |page| focus(page) == "text");
    assert_eq!(page.marks()[0].name, "tag-term-0", "no digit changed the tag");
    assert_eq!(page.rows()[0].quote, "逆行出征", "and none deleted it");
    page.press("Digit3");
    page.wait("the digit to be a key again", |page| page.marks()[0].name == "tag-figure-0");
    assert!(page.seen().1[0].text.ends_with('句'));
}

#[test]
fn keys_are_silent_while_an_input_method_composes() {
    let page = open();
    press_times(&page, "Shift+ArrowRight", 4);
    page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
    for code in ["Digit1", "KeyN", "Delete", "Shift+Slash"] {
        let event =
            json!({ "type": "rawKeyDown", "code": code, "key": "Process", "windowsVirtualKeyCode": 229 });
        page.devtools("Input.dispatchKeyEvent", event);
    }
    page.press("Digit6");
    page.wait("a row", |page| !page.rows().is_empty());
    let names: Vec<String> = page.marks().into_iter().map(|mark| mark.name).collect();
    assert_eq!(names, ["tag-place-0"], "only the last key meant the program");
}

#[test]
fn a_quick_hand_need_not_wait_for_the_toolbar() {
    let page = open();
    press_times(&page, "Shift+ArrowRight", 4);
    page.press("Digit2");
    page.wait("a row", |page| page.rows().len() == 1);
    page.press("ArrowRight");
    press_times(&page, "Shift+ArrowRight", 4);
    page.press("Digit7");
    page.wait("another", |page| page.rows().len() == 2);
    assert_eq!(quotes(&page), ["逆行出征", "冲锋在前"]);
}

#[test]
fn a_question_mark_lists_the_keys() {
    let page = open();
    page.press("Shift+Slash");
    page.wait("the list of keys", |page| page.has("dialog", "Keyboard shortcuts"));
    let words = page.words("dialog");
    for what in ["next annotation", "write a note", "undo", "redo", "select with the caret"] {
        assert!(words.contains(what), "{what}: {words}");
    }
    page.press("Digit1");
    page.press("Escape");
    page.wait("the dialog to go", |page| !page.is_there("dialog"));
    assert_eq!(focus(&page), "text", "the focus goes back");
    assert_eq!(page.alert(), "", "the digit meant nothing there");
}
