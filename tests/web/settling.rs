//! When a selection counts as made.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use pizhu::browser::{LiftWatch, TextView, on_lifted, on_settled_selection};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{PointerEvent, PointerEventInit};

use super::page::{Page, document, rest, span};

fn counter() -> (Rc<Cell<u32>>, impl Fn() + 'static) {
    let calls = Rc::new(Cell::new(0));
    let counted = calls.clone();
    (calls, move || counted.set(counted.get() + 1))
}

fn pointer(name: &str, kind: &str) {
    let options = PointerEventInit::new();
    options.set_pointer_type(kind);
    options.set_bubbles(true);
    let event = PointerEvent::new_with_event_init_dict(name, &options).unwrap();
    web_sys::window().unwrap().document().unwrap().dispatch_event(&event).unwrap();
}

#[wasm_bindgen_test]
async fn keys_settle_after_a_rest_and_once() {
    let page = Page::new("一二三四五");
    let (calls, callback) = counter();
    let watch = on_settled_selection(callback);
    for end in 1..4 {
        page.view.select(span(0, end));
        rest(40).await;
    }
    assert_eq!(calls.get(), 0, "still changing");
    rest(150).await;
    assert_eq!(calls.get(), 1);
    drop(watch);
    page.view.select(span(1, 2));
    rest(200).await;
    assert_eq!(calls.get(), 1, "nobody listens any more");
}

#[wasm_bindgen_test]
async fn nothing_settles_while_the_button_is_down() {
    let page = Page::new("一二三四五");
    let (calls, callback) = counter();
    let _watch = on_settled_selection(callback);
    pointer("pointerdown", "mouse");
    page.view.select(span(0, 3));
    rest(200).await;
    assert_eq!(calls.get(), 0);
    pointer("pointerup", "mouse");
    rest(60).await;
    assert_eq!(calls.get(), 1, "soon after the button is let go");
    rest(200).await;
    assert_eq!(calls.get(), 1, "and once");
}

#[wasm_bindgen_test]
async fn a_button_let_go_unheard_is_noticed_when_the_mouse_moves() {
    let page = Page::new("一二三四五");
    let (calls, callback) = counter();
    let _watch = on_settled_selection(callback);
    pointer("pointerdown", "mouse");
    page.view.select(span(0, 3));
    rest(30).await;
    pointer("pointermove", "mouse");
    rest(60).await;
    assert_eq!(calls.get(), 1);
    page.view.select(span(1, 3));
    rest(200).await;
    assert_eq!(calls.get(), 2, "keys are heard again");
}

#[wasm_bindgen_test]
async fn a_finger_is_no_button() {
    let page = Page::new("一二三四五");
    let (calls, callback) = counter();
    let _watch = on_settled_selection(callback);
    pointer("pointerdown", "touch");
    page.view.select(span(0, 3));
    rest(200).await;
    assert_eq!(calls.get(), 1);
}

fn mouse(name: &str, detail: i32) {
    let options = web_sys::MouseEventInit::new();
    options.set_detail(detail);
    options.set_bubbles(true);
    let event = web_sys::MouseEvent::new_with_mouse_event_init_dict(name, &options).unwrap();
    web_sys::window().unwrap().document().unwrap().dispatch_event(&event).unwrap();
}

type Heard = Rc<RefCell<Vec<(i32, bool)>>>;

/// Each lift that was heard, as the number of presses and what was selected.
fn lifts(page: &Page) -> (Heard, LiftWatch) {
    let heard = Heard::default();
    let (hearing, host) = (heard.clone(), page.host.clone());
    let view = TextView::new(&host, document("一二三四五").into());
    let watch = on_lifted(move |presses| {
        hearing.borrow_mut().push((presses, view.selection().is_some()));
    });
    (heard, watch)
}

#[wasm_bindgen_test]
async fn presses_that_belong_together_are_counted() {
    let page = Page::new("一二三四五");
    let (heard, _watch) = lifts(&page);
    for presses in [1, 2, 3, 1] {
        pointer("pointerdown", "mouse");
        mouse("mousedown", presses);
        pointer("pointerup", "mouse");
        rest(60).await;
    }
    assert_eq!(heard.take(), [(1, false), (2, false), (3, false), (1, false)]);
}

#[wasm_bindgen_test]
async fn a_press_that_follows_at_once_is_not_taken_for_what_was_let_go_of_before() {
    let page = Page::new("一二三四五");
    let (heard, _watch) = lifts(&page);
    let select = || {
        let text = page.host.first_element_child().unwrap();
        web_sys::window().unwrap().get_selection().unwrap().unwrap().select_all_children(&text).unwrap();
    };
    pointer("pointerdown", "mouse");
    mouse("mousedown", 1);
    pointer("pointerup", "mouse");
    // held down again, and dragged for a while
    pointer("pointerdown", "mouse");
    mouse("mousedown", 2);
    select();
    rest(60).await;
    assert_eq!(heard.take(), [(1, false)], "the first press selected nothing, and the second is still held");
    pointer("pointerup", "mouse");
    rest(60).await;
    assert_eq!(heard.take(), [(2, true)]);
    // and nothing is heard twice
    pointer("pointerdown", "mouse");
    assert_eq!(heard.take(), []);
}
