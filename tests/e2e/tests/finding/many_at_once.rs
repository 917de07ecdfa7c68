//! Words are found, tagged, filtered, retagged and deleted many at once, and the selection climbs its ladder, all with
//! the keyboard.

use pizhu_e2e::{Page, Visit};

fn selected(page: &Page) -> String {
    page.ask("getSelection().toString()", &[])
}

fn focused(page: &Page) -> String {
    page.ask("((at) => at.ariaLabel ?? at.innerText)(document.activeElement)", &[])
}

/// How many of the painted marks have this name.
fn painted(page: &Page, name: &str) -> usize {
    page.painted().iter().filter(|mark| mark.name == name).count()
}

fn rows(page: &Page, count: usize) {
    page.wait(&format!("{count} rows"), |page| page.rows().len() == count);
}

/// By Tab, to a control with this name.
fn tab_to(page: &Page, name: &str) {
    page.wait(name, |page| {
        page.press("Tab");
        focused(page) == name
    });
}

/// Puts the focus on the choice of a tag that comes next, and chooses.
fn choose_tag(page: &Page, tag: &str) {
    tab_to(page, "Tag");
    for letter in tag.to_uppercase().chars() {
        page.press(&format!("Key{letter}"));
    }
}

#[test]
fn all_occurrences_are_tagged_and_changed_in_one_step_each() {
    let page = Visit::new().open();
    page.press("Ctrl+KeyF");
    page.wait("the field", |page| focused(page) == "find in the text");
    page.type_text("廣州");
    page.wait("the count", |page| page.words(".find [aria-live]") == "1 / 19");
    assert_eq!(
        (painted(&page, "found"), painted(&page, "found-current")),
        (19, 1),
        "also what is simplified"
    );
    for (key, expected) in [("Enter", "2 / 19"), ("F3", "3 / 19"), ("Shift+Enter", "2 / 19")] {
        page.press(key);
        page.wait(expected, |page| page.words(".find [aria-live]") == expected);
    }

    choose_tag(&page, "place");
    tab_to(&page, "Tag these 19");
    page.press("Enter");
    rows(&page, 19);
    assert_eq!(page.painted().len(), 19, "nothing is shown as found any more");
    assert_eq!(page.words(".done"), "tag 19 × place");
    page.press("Ctrl+KeyZ");
    rows(&page, 0);
    page.press("Ctrl+KeyY");
    rows(&page, 19);

    // the others of what is current, without one of them
    page.press("Ctrl+Home");
    page.press("BracketRight");
    page.press("Digit2");
    page.wait("another tag", |page| page.marks()[0].name == "tag-term-0");
    page.press("KeyA");
    page.wait("18 to be tagged", |page| page.has("button", "Tag these 18"));
    tab_to(&page, "Tag these 18");
    page.press("Tab");
    page.press("Tab");
    page.press("Space");
    page.wait("one less", |page| page.has("button", "Tag these 17"));
    page.press("Shift+Tab");
    page.press("Shift+Tab");
    page.press("Enter");
    rows(&page, 36);

    // those that a filter shows
    tab_to(&page, "term18");
    page.press("Enter");
    rows(&page, 18);
    choose_tag(&page, "event");
    tab_to(&page, "Retag these 18");
    page.press("Enter");
    page.wait("none with the tag", |page| page.rows().is_empty());
    page.wait("the focus in the text", |page| focused(page) == "Text");
    page.press("Ctrl+KeyZ");
    rows(&page, 18);
    tab_to(&page, "Delete these 18");
    page.press("Enter");
    rows(&page, 0);
    tab_to(&page, "All18");
    page.press("Enter");
    rows(&page, 18);
    tab_to(&page, "Filter by words");
    page.type_text("没有");
    rows(&page, 0);
    page.press("Escape");
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn what_is_not_there_is_said_and_the_focus_comes_back() {
    let page = Visit::new().open();
    page.press("Ctrl+KeyF");
    page.wait("the field", |page| focused(page) == "find in the text");
    page.type_text("无此词");
    page.wait("the answer", |page| page.words(".find [aria-live]") == "Nothing found");
    page.press("Escape");
    page.wait("the focus in the text", |page| focused(page) == "Text");
    page.press("Ctrl+KeyF");
    page.type_text("鹤洞大桥");
    page.wait("the count", |page| page.words(".find [aria-live]") == "1 / 2");
    page.press("Escape");
    page.wait("the selection", |page| selected(page) == "鹤洞大桥");
    page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
    page.press("Digit6");
    rows(&page, 1);
    assert_eq!(page.rows()[0].quote, "鹤洞大桥");
}

#[test]
fn the_selection_climbs_a_ladder() {
    let page = Visit::new().open();
    page.select_text("党员,让", 0);
    page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
    page.press("Escape");
    page.wait("no toolbar", |page| !page.is_there("[role=toolbar]"));
    for _ in 0..3 {
        page.press("ArrowLeft");
    }
    let up = ["员", "党员", "我是党员", "我是党员,让我上", "“我是党员,让我上”"];
    for expected in up {
        page.press("Equal");
        page.wait(expected, |page| selected(page) == expected);
    }
    page.press("Equal");
    page.wait("the sentence", |page| selected(page).starts_with("一声声“") && selected(page).ends_with('。'));
    for expected in up.iter().rev() {
        page.press("Minus");
        page.wait(expected, |page| selected(page) == *expected);
    }
    page.press("Equal");
    page.wait("the word", |page| selected(page) == "党员");
    page.press("Digit5");
    rows(&page, 1);
    assert_eq!(page.rows()[0].quote, "党员", "a quick hand tags what it sees");
    page.double_click_text("依旧", 0);
    page.wait("a word of the dictionary", |page| selected(page) == "依旧");
}

#[test]
fn the_next_paragraph_without_an_annotation() {
    let page = Visit::new().open();
    page.mark("火线淬初心", 0, "Digit2");
    page.mark("疫情发生以来", 0, "Digit7");
    page.press("Ctrl+Home");
    for start in ["逆行出征", "5月21日以来", "6月21日深夜"].iter().skip(1) {
        page.press("KeyJ");
        let here = "getSelection().focusNode.data.slice(getSelection().focusOffset)";
        page.wait(start, |page| page.ask::<String>(here, &[]).starts_with(start));
    }
}
