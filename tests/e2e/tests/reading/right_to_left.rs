//! Lines that run to the left, and lines that run both ways: each in its own direction, also in the list, and what is
//! pressed, dragged and typed there does what it does elsewhere.

use pizhu_e2e::{Page, Visit};
use serde_json::json;

/// Hebrew with a quote, Arabic with digits in brackets, a Chinese line with Hebrew in it, English, and no letters at all.
const TEXT: &str = "שלום לכולם, אמר המורה: \"הספר חדש.\"\nالكتاب جديد (24 صفحة).\n老師寫道 ספר חדש 然後念。\nThe book is ספר in Hebrew.\n2026 — 24\n";

fn open(visit: Visit) -> Page {
    let page = visit.open();
    page.import_file(&page.file("lines.txt", TEXT));
    page.wait("the dialog", |page| page.is_there("dialog"));
    page.click_within("dialog", "button", "Import");
    page.wait("the text", |page| page.text() == TEXT);
    page
}

/// Where words begin in the text, in code points.
fn start_of(words: &str) -> usize {
    TEXT.split(words).next().unwrap_or_default().chars().count()
}

fn quotes(page: &Page) -> Vec<String> {
    page.rows().into_iter().map(|row| row.quote).collect()
}

/// The left and the right side of what a selector finds.
fn sides(page: &Page, selector: &str) -> [f64; 2] {
    let box_of =
        "((box) => [box.left, box.right])(document.querySelector(arguments[0]).getBoundingClientRect())";
    page.ask(box_of, &[json!(selector)])
}

/// The left and the right side of the nth (from 0) character of the text.
fn sides_of_character(page: &Page, nth: usize) -> [f64; 2] {
    let box_of = "((box) => [box.left, box.right])(cluster([...text()].slice(0, arguments[0]).join('').length).getBoundingClientRect())";
    page.ask(box_of, &[json!(nth)])
}

#[track_caller]
fn assert_near(one: f64, other: f64, what: &str) {
    assert!((one - other).abs() <= 1.5, "{what}: {one} is not {other}");
}

#[test]
fn each_line_runs_its_own_way() {
    let page = open(Visit::new());
    let directions: Vec<String> = page.ask(
        "[...document.querySelectorAll('[data-start]')].map((block) => getComputedStyle(block).direction)",
        &[],
    );
    assert_eq!(directions, ["rtl", "rtl", "ltr", "ltr", "ltr"]);
    // the first letter stands at the right, the full stop at the left
    let [_, right] = sides(&page, "[data-start='0']");
    assert_near(sides_of_character(&page, 0)[1], right, "the first letter");
    page.screenshot("right-to-left");
}

#[test]
fn words_are_selected_tagged_and_taken_hold_of_at_the_side_where_they_begin() {
    let page = open(Visit::new());
    // the first word, the number of its first letter, a longer stretch, and one that begins later
    let table = [
        ("לכולם", "לכולם, אמר", "אמר המורה", true),
        ("جديد", "الكتاب جديد", "الكتاب", true),
        ("ספר חדש", "老師寫道 ספר", "老師寫道", false),
    ];
    for (words, _, _, _) in table {
        page.mark(words, 0, "Digit2");
        let start = start_of(words);
        let last = start + words.chars().count() - 1;
        let (first, last) = (sides_of_character(&page, start), sides_of_character(&page, last));
        let row = page.open_row(words);
        page.wait("the handles", |page| page.is_there(".grips.shown"));
        // a drop hangs beside the words, at the right where they begin, and at the left where they end
        assert_near(sides(&page, ".grip.start")[0], first[1], "the handle where it begins");
        assert_near(sides(&page, ".grip.end")[1], last[0], "the handle where it ends");
        assert_eq!(row.quote, words);
        page.press("Ctrl+KeyZ");
        page.wait("nothing", |page| quotes(page).is_empty());
    }
}

#[test]
fn each_handle_moves_its_own_end() {
    let page = open(Visit::new());
    page.mark("אמר", 0, "Digit2");
    page.open_row("אמר");
    page.drag(".grip.end", "אמר", "אמר המורה");
    page.wait("on at the left", |page| quotes(page) == ["אמר המורה"]);
    page.drag(".grip.start", "אמר", "לכולם");
    page.wait("back at the right", |page| {
        quotes(page)[0].ends_with("אמר המורה") && quotes(page)[0].len() > "אמר המורה".len()
    });
    // by keys, the arrow goes where it points
    page.press("Ctrl+KeyZ");
    page.wait("as it was", |page| quotes(page) == ["אמר המורה"]);
    page.press("KeyE");
    page.press("ArrowRight");
    page.wait("less at the left", |page| quotes(page) == ["אמר המור"]);
    page.press("ArrowLeft");
    page.wait("more at the left", |page| quotes(page) == ["אמר המורה"]);
    page.press("Enter");
}

#[test]
fn the_caret_stands_where_the_next_letter_begins_and_goes_where_the_arrow_points() {
    let page = open(Visit::new());
    page.click_text("שלום", 0);
    page.press("Home");
    let caret = |page: &Page| sides(page, ".caret")[0];
    for nth in 0..4 {
        let [_, right] = sides_of_character(&page, nth);
        page.wait("the caret", |page| (caret(page) - right).abs() <= 1.5);
        page.press("ArrowLeft");
    }
    page.press("ArrowRight");
    let [_, right] = sides_of_character(&page, 3);
    page.wait("one back at the right", |page| (caret(page) - right).abs() <= 1.5);
    page.press("Shift+ArrowLeft");
    page.wait("a letter", |page| page.ask::<String>("String(getSelection())", &[]) == "ם");
    // in a line of both, the letters' own side
    page.click_text("老師", 0);
    page.press("Home");
    let start = start_of("老");
    for nth in 0..7 {
        let [left, right] = sides_of_character(&page, start + nth);
        let side = if nth < 5 { left } else { right };
        page.wait(&format!("the caret at {nth}"), |page| (caret(page) - side).abs() <= 1.5);
        page.press("ArrowRight");
    }
}

#[test]
fn a_row_runs_as_its_line_with_its_words_where_they_stand_there() {
    let page = open(Visit::new());
    // the second of the two stands in the Chinese line
    for (words, nth) in [("אמר", 0), ("24", 0), ("ספר חדש", 1), ("in", 0)] {
        page.mark(words, nth, "Digit2");
    }
    page.press("Escape");
    let directions: Vec<String> = page.ask(
        "[...document.querySelectorAll('[data-annotation] .quote')].map((row) => getComputedStyle(row).direction)",
        &[],
    );
    assert_eq!(directions, ["rtl", "rtl", "ltr", "ltr"]);
    // in the list as in the text: what stands before it to its right, what stands behind it to its left
    let order = "[...document.querySelectorAll('[data-annotation] .quote')].map((row) => {
        const [before, words, behind] = [...row.children].map((part) => {
            const range = document.createRange();
            const letters = part.firstChild;
            range.selectNodeContents(part);
            return [...range.getClientRects()].filter((box) => box.width)[0].left;
        });
        return [before, words, behind].map((left) => left > words ? '>' : left < words ? '<' : '=').join('');
    })";
    let order: Vec<String> = page.ask(order, &[]);
    assert_eq!(order[0], ">=<", "{order:?}");
    assert_eq!(order[3], "<=>", "{order:?}");
    page.screenshot("right-to-left-list");
}
