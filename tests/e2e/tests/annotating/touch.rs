//! The loop with a finger on a phone.

use pizhu_e2e::{Page, Visit};
use serde_json::json;

fn quotes(page: &Page) -> Vec<String> {
    page.rows().into_iter().map(|row| row.quote).collect()
}

#[test]
fn a_finger_selects_tags_moves_and_takes_back() {
    let page = Visit::new().window(390, 844).open();
    page.touch_screen();
    page.long_press("防线,守护");
    page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
    assert_eq!(page.ask::<String>("String(getSelection())", &[]), "防线");
    page.drag_by_finger(".grip.end", "防线", "防线,守护群众");
    page.wait("more", |page| page.ask::<String>("String(getSelection())", &[]) == "防线,守护群众");
    page.drag_by_finger(".grip.start", "严密", "筑起");
    page.wait("and more", |page| page.ask::<String>("String(getSelection())", &[]) == "严密防线,守护群众");
    page.tap_within("[role=toolbar]", "button", "term");
    page.wait("a row", |page| quotes(page) == ["严密防线,守护群众"]);
    page.tap_text("筑起");
    page.wait("nothing current", |page| !page.is_there("[aria-current=true]"));

    // a tap on it opens it; its handles move its edges
    page.tap_text("守护");
    page.wait("the sheet", |page| page.is_there("[aria-current=true]"));
    page.drag_by_finger(".grip.end", "守护群众", "守护群众安全");
    page.wait("a wider one", |page| quotes(page) == ["严密防线,守护群众安全"]);
    let small: Vec<String> = page.ask(
        "[...document.querySelectorAll('.actions button, .details :is(button, select), .grip')]
            .filter((one) => one.getBoundingClientRect().height < 44 && one.checkVisibility())
            .map((one) => one.outerHTML)",
        &[],
    );
    assert_eq!(small, Vec::<String>::new());

    // another tag; the list that the system opens for a choice is not the page's, so a key chooses
    page.ask::<()>("(document.querySelector('.details select').focus(), null)", &[]);
    page.press("ArrowDown");
    let tagged = |page: &Page, name: &str| page.marks().iter().any(|mark| mark.name == name);
    page.wait("a figure", |page| tagged(page, "tag-figure-0"));

    // a note, and all of it taken home
    page.tap_within(".details", "textbox", "Note");
    page.wait("the focus", |page| page.ask("document.activeElement.tagName === 'TEXTAREA'", &[]));
    page.type_text("题");
    let file = page.export_by(|page| page.tap_within(".actions", "button", "Export"));
    assert_eq!(file.faults(&page.text()), Vec::<String>::new());
    let one = &file.list("/annotations")[0];
    assert_eq!((&one["quote"], &one["tag"]), (&json!("严密防线,守护群众安全"), &json!("figure")));
    assert_eq!(one["note"], "题");

    page.tap_within(".details", "button", "Delete");
    page.wait("nothing", |page| quotes(page).is_empty());
    let undo = |page: &Page| page.tap_within(".actions", "button", "Undo");
    undo(&page);
    page.wait("a figure again", |page| tagged(page, "tag-figure-0"));
    undo(&page);
    page.wait("no note", |page| page.ask("document.querySelector('textarea')?.value === ''", &[]));
    undo(&page);
    page.wait("a term again", |page| tagged(page, "tag-term-0"));
    undo(&page);
    page.wait("the edge back", |page| quotes(page) == ["严密防线,守护群众"]);
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn a_finger_that_moves_scrolls_and_one_that_taps_selects_nothing() {
    let page = Visit::new().window(390, 844).open();
    page.touch_screen();
    page.tap_text("防线");
    page.drag_by_finger(".text", "守护", "逆行出征");
    page.wait("the page to scroll", |page| page.ask::<f64>("scrollY", &[]) > 0.0);
    assert_eq!(page.ask::<String>("String(getSelection())", &[]), "");
    assert!(!page.is_there("[role=toolbar]"));
}
