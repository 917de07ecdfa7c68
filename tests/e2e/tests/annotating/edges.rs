//! What is tagged can be taken hold of: its edges by mouse and by keys, what lies under it, and its place in the whole.

use pizhu_e2e::{Page, Visit};

/// The list of what lies over each other.
const STACK: &str = "[aria-label='Annotations here']";

const WHOLE: &str = "逆行出征,冲锋在前";

/// With one annotation on the first words of the text, which is current.
fn open() -> Page {
    let page = Visit::new().open();
    page.mark("逆行出征", 0, "Digit2");
    page.open_row("逆行出征");
    page.click("textbox", "Note");
    page.type_text("题");
    page.press("Escape");
    page
}

/// The quotes in the list.
fn quotes(page: &Page) -> Vec<String> {
    page.rows().into_iter().map(|row| row.quote).collect()
}

#[track_caller]
fn wait_for(page: &Page, quote: &str) {
    page.wait(quote, |page| quotes(page) == [quote]);
}

fn painted(page: &Page) -> String {
    page.marks().into_iter().map(|mark| mark.text).collect()
}

#[test]
fn an_edge_is_dragged_by_its_handle() {
    let page = open();
    let id = page.rows()[0].id.clone();
    page.drag(".grip.end", "逆行出征", WHOLE);
    wait_for(&page, WHOLE);
    page.drag(".grip.start", "逆", "逆行");
    wait_for(&page, "行出征,冲锋在前");
    assert_eq!(painted(&page), "行出征,冲锋在前");
    page.drag(".grip.end", "冲锋在前", "逆行出征,冲锋在前,广大党员干部筑起严密防线");
    let wide = "行出征,冲锋在前,广大党员干部筑起严密防线";
    wait_for(&page, wide);

    // past the other edge it does not go
    page.drag(".grip.start", "逆行", "逆行出征,冲锋在前,广大党员干部筑起严密防线,守护");
    page.wait("less", |page| quotes(page) != [wide]);
    assert!(wide.ends_with(&quotes(&page)[0]) && !quotes(&page)[0].is_empty(), "{:?}", quotes(&page));
    page.press("Ctrl+KeyZ");
    wait_for(&page, wide);

    // the same words can be selected again
    page.mark("行出征,冲锋在前,广大党员干部筑起严密防线", 0, "Digit5");
    assert_eq!(quotes(&page), [wide, wide]);
    page.press("Ctrl+KeyZ");
    for quote in ["行出征,冲锋在前", WHOLE, "逆行出征"] {
        page.press("Ctrl+KeyZ");
        wait_for(&page, quote);
    }
    let row = page.rows().remove(0);
    assert_eq!(row.id, id);
    assert_eq!(page.ask::<String>("document.querySelector('textarea').value", &[]), "题");
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn edges_are_moved_by_keys_and_accepted_at_once() {
    let page = open();
    page.wait_for_status("Saved");
    let stored = page.local_storage();
    page.press("KeyE");
    page.wait("the hint", |page| page.is_there(".edge-hint"));
    for _ in 0..7 {
        page.press("ArrowRight");
    }
    page.press("ArrowLeft");
    page.press("Ctrl+ArrowRight");
    page.press("Tab");
    for _ in 0..2 {
        page.press("ArrowRight");
    }
    page.wait("the preview", |page| painted(page).starts_with("出征,"));
    let moved = painted(&page);
    assert!(moved.chars().count() > 6, "{moved}");
    assert_eq!(quotes(&page), [&*moved], "the list shows what would be");
    assert_eq!(page.local_storage(), stored, "nothing has happened yet");
    page.press("Enter");
    page.wait("the hint to go", |page| !page.is_there(".edge-hint"));
    assert_eq!(quotes(&page), [&*moved]);

    // given up, it is as before, and it never came to nothing
    page.press("KeyE");
    for _ in 0..moved.chars().count() + 3 {
        page.press("ArrowLeft");
    }
    page.wait("one character", |page| painted(page) == "出");
    page.press("Escape");
    page.wait("as it was", |page| painted(page) == moved);
    assert_eq!(quotes(&page), [&*moved]);

    page.press("Ctrl+KeyZ");
    wait_for(&page, "逆行出征");
    page.press("Ctrl+Shift+KeyZ");
    wait_for(&page, &moved);
}

#[test]
fn edges_are_moved_by_buttons_without_a_drag() {
    let page = open();
    page.click("button", "Move edges");
    let ask = |name: &str| page.click_within(".edge-hint", "button", name);
    ask("One character on");
    wait_for(&page, "逆行出征,");
    ask("One character on");
    wait_for(&page, "逆行出征,冲");
    ask("Other edge");
    ask("One character on");
    wait_for(&page, "行出征,冲");
    ask("Cancel");
    wait_for(&page, "逆行出征");
    page.click("button", "Move edges");
    ask("One character back");
    wait_for(&page, "逆行出");
    ask("Accept");
    page.wait("the hint to go", |page| !page.is_there(".edge-hint"));
    page.press("Ctrl+KeyZ");
    wait_for(&page, "逆行出征");
}

#[test]
fn what_lies_under_a_click_is_listed() {
    let page = open();
    page.mark(WHOLE, 0, "Digit1");
    page.mark("出征", 0, "Digit7");
    let chosen =
        |page: &Page| page.words("[aria-label='Annotations here'] [aria-pressed=true]").replace('\n', " ");
    let current = |page: &Page| page.words("[data-annotation]:has([aria-current=true]) bdi");

    page.press("Escape");
    page.click_text("出征", 0);
    page.wait("the stack", |page| chosen(page) == "event 出征");
    assert_eq!(page.words(STACK).lines().count(), 6, "a tag and words of each: {}", page.words(STACK));
    page.click_text("出征", 0);
    page.wait("the next", |page| chosen(page) == "term 逆行出征");
    page.press("ArrowDown");
    page.wait("the last", |page| chosen(page).starts_with("quote"));
    page.press("ArrowDown");
    page.wait("the first again", |page| chosen(page) == "event 出征");
    page.press("ArrowUp");
    page.wait("back", |page| chosen(page).starts_with("quote"));
    page.press("Enter");
    page.wait("no stack", |page| !page.is_there(STACK));
    assert_eq!(current(&page), WHOLE);

    page.click_text("行出", 0);
    page.wait("the stack of two", |page| page.words(STACK).lines().count() == 4);
    page.press("Escape");
    page.wait("no stack", |page| !page.is_there(STACK));
    assert_ne!(current(&page), "", "what was chosen stays");
    // by keys: the caret stands behind the clicked character
    page.press("Enter");
    page.wait("the stack again", |page| page.is_there(STACK));
    page.click_text("冲锋", 0);
    page.wait("the only one", |page| current(page) == WHOLE);
    assert!(!page.is_there(STACK));
}

#[test]
fn the_strip_shows_where_and_goes_there() {
    let page = open();
    let marks =
        |page: &Page| page.ask::<usize>("document.querySelectorAll('.strip [class^=tag]').length", &[]);
    let sight = |page: &Page| {
        page.ask::<f64>("document.querySelector('.strip > :last-child').getBoundingClientRect().top", &[])
    };
    page.wait("a mark", |page| marks(page) == 1);
    let above = sight(&page);
    // it changes by nothing but its box while the page scrolls
    let watch = "new MutationObserver((all) => { changed += all.filter((one) => !one.target.matches('.strip > :last-child')).length })
        .observe(document.querySelector('.strip'), { subtree: true, childList: true, attributes: true })";
    page.ask::<()>(&format!("(globalThis.changed = 0, {watch}, null)"), &[]);
    page.click_on(".strip");
    page.wait("the middle of the page", |page| page.ask::<f64>("scrollY", &[]) > 1000.0);
    page.wait("the box there", |page| sight(page) > above + 100.0);
    assert_eq!(page.ask::<usize>("changed", &[]), 0);
    page.press("Ctrl+KeyZ");
    page.press("Ctrl+KeyZ");
    page.wait("no mark", |page| marks(page) == 0);
}
