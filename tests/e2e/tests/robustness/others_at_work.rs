//! A page translation, a dictionary, a highlighter at work in the same page: nothing is tagged elsewhere than it was
//! selected, and what is refused is said.

use pizhu_e2e::{Page, Visit};
use serde_json::json;

/// Runs a function of `tests/foreign.js` on what a selector finds.
fn let_others(page: &Page, call: &str, selector: &str) {
    let functions = include_str!("../../../foreign.js").replace("export ", "");
    let script = format!("{functions}\nconst root = document.querySelector(arguments[0]);\n{call};");
    page.run(&script, &[json!(selector)]);
}

fn quotes(page: &Page) -> Vec<String> {
    page.rows().into_iter().map(|row| row.quote).collect()
}

/// What is painted, by its words; also where what others have written stands between.
fn painted(page: &Page) -> Vec<String> {
    page.ask(
        "[...CSS.highlights].flatMap(([, highlight]) => [...highlight]).map((one) => {
            const range = document.createRange();
            range.setStart(one.startContainer, one.startOffset);
            range.setEnd(one.endContainer, one.endOffset);
            return range.toString();
        }).sort()",
        &[],
    )
}

/// Drags over the middle of a block, whatever stands there.
fn drag_over(page: &Page, start: u32) {
    let line = "((block) => {
        block.scrollIntoView({ block: 'center', behavior: 'instant' });
        const range = document.createRange();
        range.selectNodeContents(block);
        const box = [...range.getClientRects()].find((box) => box.width > 60);
        return [box.left + 4, box.left + 56, box.top + box.height / 2];
    })(document.querySelector(`[data-start='${arguments[0]}']`))";
    let [from, to, y] = page.ask(line, &[json!(start)]);
    page.drag_over_points((from, y), (to, y));
}

#[test]
fn what_others_split_and_wrap_is_tagged_and_painted_where_it_was_selected() {
    let page = Visit::new().open();
    let text = page.text();
    page.mark("逆行出征", 0, "Digit2");
    for call in [
        "root.querySelector('[data-start]').firstChild.splitText(4)",
        "wrapTexts(root)",
        "wrapPieces(root, 3)",
        "wrapStretch(root, 2, 20)",
    ] {
        let_others(&page, call, "[data-text]");
        assert_eq!(page.text(), text);
        page.wait("the paint", |page| painted(page) == ["逆行出征"]);
        page.mark("组织部", 2, "Digit5");
        page.mark("筑起严密防线", 0, "Digit1");
        let file = page.export();
        assert_eq!(file.faults(&text), Vec::<String>::new(), "after {call}");
        assert_eq!(quotes(&page), ["逆行出征", "筑起严密防线", "组织部"], "after {call}");
        let nth = text.match_indices("组织部").nth(2).map(|(at, _)| text.split_at(at).0.chars().count());
        assert_eq!(file.list("/annotations")[2]["start"].as_u64(), nth.map(|at| at as u64), "after {call}");
        page.wait("all painted", |page| painted(page) == ["筑起严密防线", "组织部", "逆行出征"]);
        page.press("Ctrl+KeyZ");
        page.press("Ctrl+KeyZ");
        page.wait("one", |page| quotes(page).len() == 1);
    }
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

fn a_changed_passage_is_refused(is_bilingual: bool) {
    let page = Visit::new().open();
    let text = page.text();
    assert_eq!(page.ask::<String>("document.querySelector('[data-text]').translate + ''", &[]), "false");
    page.mark("逆行出征", 0, "Digit2");
    let_others(&page, &format!("translate(root, {is_bilingual})"), "[data-text]");
    let starts: Vec<u32> = page
        .ask("[...document.querySelectorAll('[data-start]')].map((one) => Number(one.dataset.start))", &[]);
    for start in starts.into_iter().skip(3).step_by(6).take(2) {
        drag_over(&page, start);
        page.wait("the refusal", |page| page.alert().contains("had changed this passage"));
        assert!(!page.is_there("[role=toolbar]"), "nothing is selected");
        let there: String =
            page.ask("document.querySelector(`[data-start='${arguments[0]}']`).textContent", &[json!(start)]);
        assert!(text.contains(&there), "{there}");
        // the same once more
        page.click("button", "Dismiss");
        drag_over(&page, start);
        page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
        let words: String = page.ask("String(getSelection())", &[]);
        page.press("Digit1");
        page.wait("a row", |page| quotes(page).contains(&words));
        page.wait("its paint", |page| {
            painted(page).contains(&words) && painted(page).contains(&"逆行出征".into())
        });
    }
    assert_eq!(page.rows().len(), 3);
    assert_eq!(page.export().faults(&text), Vec::<String>::new());
}

#[test]
fn a_translated_passage_is_refused_in_words_and_stands_there_again() {
    a_changed_passage_is_refused(false);
}

#[test]
fn a_passage_with_a_translation_in_it_is_refused_in_words_and_stands_there_again() {
    a_changed_passage_is_refused(true);
}

#[test]
fn the_whole_page_is_translated_and_the_work_goes_on() {
    let page = Visit::new().open();
    let text = page.text();
    page.mark("逆行出征", 0, "Digit2");
    let_others(&page, "translate(root, false)", "body");
    page.press("Escape");
    page.press("KeyM");
    page.press("Escape");
    page.reload();
    page.wait("the row", |page| quotes(page) == ["逆行出征"]);
    assert_eq!(page.export().faults(&text), Vec::<String>::new());
}
