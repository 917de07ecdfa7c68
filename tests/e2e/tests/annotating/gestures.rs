//! What a gesture selected stays selected: the page takes a dictionary word only where nothing else was meant, and the pen
//! makes one annotation of one gesture, of the words that the hand went over.

use pizhu_e2e::{Page, Visit};

/// Within one line, and of several words.
const WORDS: &str = "党员干部筑起严密防线";

/// How to select, and what every browser then has in it. What else it has, each decides.
struct Gesture {
    name: &'static str,
    act: fn(&Page),
    has: &'static str,
    /// The browser's own selection is replaced by a dictionary word.
    is_for_word: bool,
}

const fn gesture(name: &'static str, has: &'static str, act: fn(&Page)) -> Gesture {
    Gesture { name, act, has, is_for_word: false }
}

const GESTURES: &[Gesture] = &[
    gesture("a drag", WORDS, |page| page.press_and_drag(1, WORDS, false)),
    gesture("a drag back", WORDS, |page| page.press_and_drag(1, WORDS, true)),
    Gesture {
        is_for_word: true, ..gesture("a double click", "防线", |page| page.click_often(2, "防线", 0))
    },
    gesture("a double press and drag", WORDS, |page| page.press_and_drag(2, WORDS, false)),
    gesture("a double press and drag back", WORDS, |page| page.press_and_drag(2, WORDS, true)),
    gesture("a triple click", WORDS, |page| page.click_often(3, "防线", 0)),
    gesture("a triple press and drag", WORDS, |page| page.press_and_drag(3, WORDS, false)),
    gesture("a triple press and drag back", "逆行出征", |page| page.press_and_drag(3, WORDS, true)),
    gesture("a click and a click with Shift", WORDS, |page| {
        page.click_text(WORDS, 0);
        page.shift_click(1, WORDS, true);
    }),
    gesture("a click and a click before it with Shift", "党员干部筑起严密", |page| {
        page.click_text("防线", 0);
        page.shift_click(1, WORDS, false);
    }),
    gesture("a click and a double click with Shift", "", |page| {
        page.click_text(WORDS, 0);
        page.shift_click(2, "防线", true);
    }),
    gesture("a drag that Shift makes longer", WORDS, |page| {
        page.press_and_drag(1, "党员干部", false);
        page.shift_click(1, "防线", true);
    }),
    gesture("a double click that Shift makes longer", "严密防线", |page| {
        page.click_often(2, "严密", 0);
        page.shift_click(1, "防线", true);
    }),
];

/// Notes what the browser has selected when the hand lets go, before the page hears of it.
fn watch(page: &Page) {
    page.run("addEventListener('mouseup', () => { window.seen = String(getSelection()) }, true)", &[]);
}

fn seen(page: &Page) -> String {
    page.ask::<String>("window.seen", &[]).trim().to_owned()
}

fn quotes(page: &Page) -> Vec<String> {
    page.rows().into_iter().map(|row| row.quote).collect()
}

/// What must have been selected.
fn expected(page: &Page, gesture: &Gesture) -> String {
    let seen = seen(page);
    assert!(!seen.is_empty() && seen.contains(gesture.has), "{} selected {seen:?}", gesture.name);
    if gesture.is_for_word { gesture.has.to_owned() } else { seen.replace('\n', " ") }
}

fn what_was_selected_is_tagged(page: &Page) {
    watch(page);
    for gesture in GESTURES {
        (gesture.act)(page);
        page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
        let expected = expected(page, gesture);
        page.press("Digit2");
        page.wait(gesture.name, |page| quotes(page).len() == 1);
        assert_eq!(quotes(page), [expected], "{}", gesture.name);
        page.press("Ctrl+KeyZ");
        page.wait("nothing", |page| quotes(page).is_empty());
    }
}

fn one_gesture_of_the_pen_makes_one_annotation(page: &Page) {
    watch(page);
    page.choose("Pen", "term");
    page.wait("the pen", |page| page.words(".pen-mark strong") == "term");
    for gesture in GESTURES.iter().filter(|gesture| !gesture.name.contains("longer")) {
        (gesture.act)(page);
        // Firefox tells of a selection later than the gesture ends.
        page.wait(gesture.name, |page| !quotes(page).is_empty());
        let expected = expected(page, gesture);
        page.wait(gesture.name, |page| quotes(page) == [&*expected]);
        assert_eq!(page.marks().len(), 1, "{}", gesture.name);
        page.press("Ctrl+KeyZ");
        page.wait("nothing", |page| quotes(page).is_empty());
    }
}

#[test]
fn what_a_gesture_selected_is_tagged() {
    let page = Visit::new().open();
    what_was_selected_is_tagged(&page);
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn what_a_gesture_selected_is_tagged_in_firefox() {
    what_was_selected_is_tagged(&Visit::new().firefox().open());
}

#[test]
fn one_gesture_with_the_pen_makes_one_annotation() {
    let page = Visit::new().open();
    one_gesture_of_the_pen_makes_one_annotation(&page);
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn one_gesture_with_the_pen_makes_one_annotation_in_firefox() {
    one_gesture_of_the_pen_makes_one_annotation(&Visit::new().firefox().open());
}
