//! Text that runs to the left, and lines of both: where its caret and its handles stand, and what moves them.

use std::cell::RefCell;
use std::rc::Rc;

use pizhu::browser::{CaretMark, Drag, Handles, Motion, Side, TextView};
use pizhu::text::Span;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement, PointerEvent, PointerEventInit};

use super::page::{Page, at, document, span};

/// Hebrew, Arabic with digits, Chinese with Hebrew in it, English, and a line without any letter.
const TEXT: &str = "שלום לכולם, אמר.\nالكتاب (24 صفحة).\n老師寫 ספר חדש 然後\nThe book\n2026 — 24";

/// The text in an element that can have the focus, in a box of its own.
struct Lines {
    page: Page,
    view: Rc<TextView>,
    frame: HtmlElement,
}

impl Drop for Lines {
    fn drop(&mut self) {
        self.frame.remove();
    }
}

/// Another element in one, which what stands in it is placed by.
fn part(parent: &Element, position: &str) -> HtmlElement {
    let element = parent.owner_document().unwrap().create_element("div").unwrap();
    let element: HtmlElement = element.dyn_into().unwrap();
    element.style().set_property("position", position).unwrap();
    parent.append_child(&element).unwrap();
    element
}

impl Lines {
    fn new(text: &str) -> Self {
        let page = Page::new("x");
        page.host.set_attribute("tabindex", "0").unwrap();
        let frame = part(&page.host.parent_element().unwrap(), "relative");
        frame.append_child(&page.host).unwrap();
        let view = Rc::new(TextView::new(&page.host, document(text).into()));
        Self { page, view, frame }
    }

    /// The left and the right side of the character behind a gap.
    fn sides(&self, offset: u32) -> (f64, f64) {
        let rect = self.view.rects(span(offset, offset + 1)).unwrap().first;
        (rect.left, rect.right)
    }

    /// Where the words begin, in code points.
    fn find(&self, words: &str) -> Span {
        let text = self.view.document().text();
        let start = text.split(words).next().unwrap().chars().count() as u32;
        span(start, start + words.chars().count() as u32)
    }
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1.5
}

#[wasm_bindgen_test]
fn each_block_has_its_own_direction() {
    let lines = Lines::new(TEXT);
    let window = web_sys::window().unwrap();
    let direction = |number| {
        let block = lines.view.block_element(number).unwrap();
        window.get_computed_style(&block).unwrap().unwrap().get_property_value("direction").unwrap()
    };
    assert_eq!([0, 1, 2, 3, 4].map(direction), ["rtl", "rtl", "ltr", "ltr", "ltr"]);
    for number in 0..5 {
        let block = lines.view.document().blocks()[number].span;
        let of_text = pizhu::text::block_direction(lines.view.document(), block.start());
        assert_eq!(of_text.attribute(), direction(number), "what is counted with is what is shown");
    }
}

/// A handle's place in the window, and whether it hangs at the other side.
fn handle(class: &str) -> (f64, bool) {
    let page = web_sys::window().unwrap().document().unwrap();
    let handle = page.query_selector(class).unwrap().unwrap();
    let frame = handle.parent_element().unwrap().get_bounding_client_rect();
    let left = handle.unchecked_ref::<HtmlElement>().style().get_property_value("left").unwrap();
    let left: f64 = left.trim_end_matches("px").parse().unwrap();
    (frame.left() + left, handle.class_list().contains("turned"))
}

#[wasm_bindgen_test]
fn a_handle_stands_where_its_character_begins_or_ends() {
    let lines = Lines::new(TEXT);
    let handles = Handles::new(lines.view.clone(), |_| {}).unwrap();
    // what is tagged, and whether its first and its last character run to the left
    let table = [
        ("לכולם", true, true),
        ("שלום לכולם, אמר.", true, true),
        ("24", false, false),
        ("الكتاب (24", true, false),
        ("24 صفحة", false, true),
        ("ספר", true, true),
        ("寫 ספר", false, true),
        ("חדש 然後", true, false),
        ("book", false, false),
    ];
    for (words, starts_left, ends_left) in table {
        let span = lines.find(words);
        handles.show(Some(span), false, None);
        let (first, last) = (lines.sides(span.start().get()), lines.sides(span.end().get() - 1));
        let start = if starts_left { first.1 } else { first.0 };
        let end = if ends_left { last.0 } else { last.1 };
        let (there, is_turned) = handle(".grip.start");
        assert!(near(there, start) && is_turned == starts_left, "{words}: {there} is not {start}");
        let (there, is_turned) = handle(".grip.end");
        assert!(near(there, end) && is_turned == ends_left, "{words}: {there} is not {end}");
    }
}

fn pointer(target: &Element, name: &str, (x, y): (f64, f64)) {
    let options = PointerEventInit::new();
    options.set_bubbles(true);
    options.set_cancelable(true);
    options.set_is_primary(true);
    options.set_pointer_type("mouse");
    options.set_client_x(x.round() as i32);
    options.set_client_y(y.round() as i32);
    target.dispatch_event(&PointerEvent::new_with_event_init_dict(name, &options).unwrap()).unwrap();
}

#[wasm_bindgen_test]
fn each_handle_moves_its_own_end() {
    let lines = Lines::new(TEXT);
    let dragged = Rc::new(RefCell::new(Vec::new()));
    let heard = dragged.clone();
    let handles = Handles::new(lines.view.clone(), move |drag| heard.borrow_mut().push(drag)).unwrap();
    // what is tagged, the handle, the side of the end that it stands for, and the character to whose end it is dragged
    let table = [
        ("לכולם", ".grip.end", Side::End, "אמר"),
        ("לכולם", ".grip.start", Side::Start, "שלום"),
        ("book", ".grip.start", Side::Start, "The"),
    ];
    for (words, class, side, to) in table {
        let span = lines.find(words);
        handles.show(Some(span), false, None);
        let page = web_sys::window().unwrap().document().unwrap();
        let grip = page.query_selector(class).unwrap().unwrap();
        let line = lines.view.rects(span).unwrap().first;
        let from = (handle(class).0, line.bottom + 4.0);
        let to = lines.find(to);
        let wanted = if side == Side::End { to.end() } else { to.start() };
        let character = if side == Side::End { wanted.get() - 1 } else { wanted.get() };
        let (left, right) = lines.sides(character);
        let runs_left = words != "book";
        let x = if runs_left == (side == Side::End) { left + 1.0 } else { right - 1.0 };
        let x = if runs_left { x } else { left + 1.0 };
        pointer(&grip, "pointerdown", from);
        pointer(&grip, "pointermove", (x, from.1));
        pointer(&grip, "pointerup", (x, from.1));
        let drags = dragged.take();
        assert_eq!(drags.last(), Some(&Drag::Done), "{words}");
        assert_eq!(drags.iter().rev().nth(1), Some(&Drag::To(side, wanted)), "{words} by {class}: {drags:?}");
    }
}

#[wasm_bindgen_test]
fn the_caret_stands_where_the_next_character_begins_and_goes_where_the_arrow_points() {
    let lines = Lines::new(TEXT);
    let page = web_sys::window().unwrap().document().unwrap();
    let mark = part(&lines.frame, "absolute");
    lines.page.host.focus().unwrap();
    // a line, and which of its characters run to the left
    let table = [
        ("שלום לכולם, אמר.", "<<<<<<<<<<<<<<<<", false),
        ("الكتاب (24 صفحة).", "<<<<<<<<>><<<<<<<", false),
        ("老師寫 ספר חדש 然後", ">>>><<<<<<<>>>", true),
        ("The book", ">>>>>>>>", true),
    ];
    for (words, drawn, rightward) in table {
        let line = lines.find(words);
        lines.view.set_caret(line.start());
        for (number, sign) in (0..).zip(drawn.chars()) {
            let offset = line.start().get() + number;
            assert_eq!(lines.view.caret(), Some(at(offset)));
            let drawing = CaretMark::new(lines.view.clone(), mark.clone());
            page.dispatch_event(&web_sys::Event::new("selectionchange").unwrap()).unwrap();
            let there = mark.get_bounding_client_rect().left();
            let (left, right) = lines.sides(offset);
            let wanted = if sign == '<' { right } else { left };
            assert!(near(there, wanted), "{words} at {number}: {there} is not {wanted}");
            drop(drawing);
            lines.view.move_caret(Motion::Character { rightward }, false);
        }
        lines.view.move_caret(Motion::Character { rightward: !rightward }, false);
        assert_eq!(lines.view.caret(), Some(line.end().minus(1)), "back");
    }
}

#[wasm_bindgen_test]
fn what_is_in_sight_is_found_where_lines_run_to_the_left() {
    let line = "שלום";
    let lines = Lines::new(&[line; 60].join("\n"));
    lines.view.return_to(Some(at(100)));
    let there = lines.view.first_in_sight();
    let block = |offset| lines.view.document().block_at(offset);
    assert_eq!(block(there), block(at(100)));
    web_sys::window().unwrap().scroll_to_with_x_and_y(0.0, 0.0);
}
