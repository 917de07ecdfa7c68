//! Texts with signs that programs get wrong, and hands that write them: nested and unclosed quotation marks, marks that
//! combine, words from right to left, spans that touch, that are the same, and that are all there is; an input method.

use pizhu_e2e::{Page, Visit};
use serde_json::json;

/// A “ that nobody closes, 『』 in 「」 in 『』, a family of emoji, 𠮷, U+3000, a letter with two marks, a word in Hebrew.
const FILE: &str = "一声声“我们去哪里,没有人说。\n\
    他说:『她答「好的,『一定』来」。』\u{3000}完。\n\
    👩‍👩‍👧‍👦和𠮷野家,e\u{301}\u{327}tude\u{3000}שלום 你好。\n";

fn open() -> Page {
    let page = Visit::new().open();
    page.import_file(&page.file("odd.txt", FILE));
    page.wait("the dialog", |page| page.is_there("dialog"));
    page.click_within("dialog", "button", "Import");
    page.wait("the text", |page| page.text() == FILE);
    page.wait("the focus in the text", is_in_text);
    page
}

fn is_in_text(page: &Page) -> bool {
    page.ask("document.activeElement.hasAttribute('data-text')", &[])
}

fn selected(page: &Page) -> String {
    page.ask("String(getSelection())", &[])
}

fn quotes(page: &Page) -> Vec<String> {
    page.export().quotes().into_iter().map(String::from).collect()
}

fn press_times(page: &Page, key: &str, times: usize) {
    for _ in 0..times {
        page.press(key);
    }
}

/// Puts the caret before these words.
fn go(page: &Page, words: &str) {
    let (before, _) = FILE.split_once(words).unwrap_or_default();
    let place = "((at) => {
        const { block, start } = blocks().findLast(({ start }) => start <= at);
        getSelection().setPosition(...boundary(block, at - start));
    })(arguments[0])";
    page.ask::<()>(&format!("({place}, null)"), &[json!(before.encode_utf16().count())]);
}

/// What each press of the key that grows selects, from a caret before these words.
fn ladder(page: &Page, words: &str, steps: usize) -> Vec<String> {
    go(page, words);
    let mut all = Vec::new();
    for _ in 0..steps {
        let before = selected(page);
        page.press("Equal");
        page.wait("more", |page| selected(page) != before);
        all.push(selected(page));
    }
    all
}

#[test]
fn the_ladder_knows_nested_marks_and_does_without_closing_ones() {
    let page = open();
    let nested = ladder(&page, "一定", 5);
    assert_eq!(
        nested,
        ["一", "一定", "『一定』", "好的,『一定』来", "「好的,『一定』来」"],
        "from the inside outwards"
    );
    let unclosed = ladder(&page, "去哪里", 3);
    assert!(unclosed.iter().all(|one| !one.contains('\n')), "{unclosed:?}");
    assert_eq!(unclosed[2], "一声声“我们去哪里,没有人说。", "at the latest: {unclosed:?}");
}

#[test]
fn signs_stay_whole_and_words_run_both_ways() {
    let page = open();
    // a family is one step of the caret, and so is a letter with its marks
    go(&page, "👩‍👩‍👧‍👦");
    press_times(&page, "Shift+ArrowRight", 3);
    page.wait("three signs", |page| selected(page) == "👩‍👩‍👧‍👦和𠮷");
    page.press("Digit4");
    page.wait("a row", |page| page.rows().len() == 1);
    go(&page, "e\u{301}");
    press_times(&page, "Shift+ArrowRight", 2);
    page.press("Digit2");
    page.wait("two rows", |page| page.rows().len() == 2);
    // white space at its ends stays outside, U+3000 too
    go(&page, "\u{3000}שלום");
    press_times(&page, "Shift+ArrowRight", 6);
    page.press("Digit6");
    page.wait("three rows", |page| page.rows().len() == 3);
    page.double_click_text("שלום", 0);
    page.wait("a word", |page| selected(page) == "שלום");
    page.press("Digit7");
    page.wait("four rows", |page| page.rows().len() == 4);
    assert_eq!(quotes(&page), ["👩‍👩‍👧‍👦和𠮷", "e\u{301}\u{327}t", "שלום", "שלום"]);
    let file = page.export();
    assert_eq!(file.faults(FILE), Vec::<String>::new());
}

#[test]
fn spans_touch_are_the_same_and_are_all_there_is() {
    let page = open();
    for (words, key) in [("他说", "Digit4"), (":『", "Digit2"), ("他说", "Digit5")] {
        page.mark(words, 0, key);
    }
    page.press("Ctrl+Home");
    page.press("Ctrl+Shift+End");
    page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
    page.press("Digit1");
    page.wait("four rows", |page| page.rows().len() == 4);
    let marks = page.marks();
    let mut lanes: Vec<_> = marks.iter().filter_map(|mark| mark.name.rsplit('-').next()).collect();
    lanes.sort_unstable();
    assert_eq!(lanes, ["0", "1", "2", "3"], "no two that overlap or touch in one lane: {marks:?}");
    let texts: Vec<_> = marks.iter().map(|mark| mark.text.as_str()).collect();
    assert_eq!(texts, [FILE.trim(), "他说", "他说", ":『"]);
    let file = page.export();
    assert_eq!(file.faults(FILE), Vec::<String>::new());

    // all of them lie under one click
    page.press("Escape");
    page.click_text("他说", 0);
    page.wait("the stack", |page| page.words("[aria-label='Annotations here']").lines().count() == 6);
}

/// A key as it comes while an input method is at work, or with the sign that it would write.
fn key(page: &Page, code: &str, key: &str, number: u32) {
    for kind in ["rawKeyDown", "keyUp"] {
        let event = json!({ "type": kind, "code": code, "key": key, "windowsVirtualKeyCode": number });
        page.devtools("Input.dispatchKeyEvent", event);
    }
}

#[test]
fn an_input_method_is_left_alone() {
    let page = open();
    page.select_text("没有人", 0);
    page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
    // the input method takes the keys for itself: the digit chooses one of its words
    for code in ["KeyM", "KeyE", "Digit1", "Digit2"] {
        key(&page, code, "Process", 229);
    }
    // and where a page hears that it composes
    let composing = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { code: 'Digit3', key: '3', \
        isComposing: true, bubbles: true, cancelable: true }))";
    assert!(page.ask::<bool>(composing, &[]), "nobody took it");
    assert!(page.rows().is_empty() && page.is_there("[role=toolbar]"));

    // a key that is switched to Chinese signs is still the key in its place
    key(&page, "Digit4", "４", 52);
    page.wait("a row", |page| page.rows().len() == 1);
    assert_eq!(page.marks()[0].name, "tag-person-0");
    key(&page, "BracketRight", "】", 221);
    key(&page, "KeyN", "ｎ", 78);
    page.wait("the note", |page| page.ask("document.activeElement.tagName === 'TEXTAREA'", &[]));
    for pinyin in ["m", "me", "mei", "mei2"] {
        page.compose(pinyin);
    }
    key(&page, "Digit1", "Process", 229);
    page.type_text("没人");
    page.press("Escape");
    page.wait("the focus in the text", is_in_text);
    assert_eq!(page.marks()[0].name, "tag-person-0", "no digit changed the tag");
    assert_eq!(page.export().list("/annotations")[0]["note"], "没人");
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

/// A name that ends in `exe.png` on the screen, unless what turns it is shown.
const TURNED: &str = "invoice\u{202e}gnp.exe";
const SHOWN: &str = "invoice⟨U+202E⟩gnp.exe";

#[test]
fn a_name_shows_what_cannot_be_seen_in_it() {
    let page = Visit::new().open();
    page.import_file(&page.file(TURNED, "\0"));
    page.wait("the refusal", |page| page.alert().contains(&format!("{SHOWN} was not opened")));
    page.import_file(&page.file(&format!("{TURNED}.txt"), "一二三\u{202e}四五六"));
    page.wait("the dialog", |page| page.words("dialog").contains(&format!("Open {SHOWN}.txt")));
    page.click_within("dialog", "button", "Import");
    let text = "一二三\u{202e}四五六";
    page.wait("the text as it is", |page| page.text() == text);

    let file = json!({
        "format": "article-annotations", "version": 1, "document": { "text": text, "title": TURNED },
        "tags": [{ "id": "a", "label": TURNED, "color": "#0072b2", "key": "KeyQ",
            "attributes": [{ "id": "b", "label": TURNED, "kind": "choice", "choices": [TURNED] }] },
            { "id": TURNED, "label": "b" }],
        "annotations": [{ "id": "00000000-0000-0000-0000-000000000001", "tag": "a", "quote": "二三", "start": 1,
            "end": 3, "attributes": { "b": TURNED } }],
    });
    page.import_file(&page.file("turned.json", &file.to_string()));
    page.wait("the preview", |page| page.is_there("dialog"));
    assert!(page.words("dialog").contains(&format!("“{SHOWN}” cannot name")), "{}", page.words("dialog"));
    page.click_within("dialog", "button", "Import");
    page.wait("a row", |page| page.rows().len() == 1);
    assert!(page.rows()[0].text.starts_with(SHOWN), "{:?}", page.rows());
    page.open_row("二三");
    let shown = |page: &Page| -> Vec<String> {
        let all = "(document.body.innerText + [...document.querySelectorAll('*')].flatMap((one) => \
            [...one.attributes].map(({ value }) => '\\n' + value)).join('') + \
            [...document.querySelectorAll('option')].map((one) => '\\n' + one.text).join(''))";
        page.ask::<String>(all, &[]).lines().filter(|line| line.contains("gnp")).map(String::from).collect()
    };
    let is_seen = |line: &String| line.contains("⟨U+202E⟩") && !line.contains('\u{202e}');
    let lines = shown(&page);
    // The text itself is not changed, and what is chosen has its own words for a value.
    let others: Vec<&String> = lines.iter().filter(|line| !is_seen(line) && *line != TURNED).collect();
    assert!(others.is_empty() && lines.iter().filter(|line| is_seen(line)).count() > 4, "{lines:#?}");
    page.screenshot("turned");
    page.select_text("五", 0);
    page.wait("the toolbar", |page| page.words("[role=toolbar]").contains(SHOWN));
    page.press("Escape");
    let exported = page.export();
    assert_eq!(
        exported.json["tags"]
            .as_array()
            .map_or("", |tags| tags.last().map_or("", |tag| tag["label"].as_str().unwrap_or(""))),
        TURNED
    );
    assert!(page.console_errors().is_empty());
}
