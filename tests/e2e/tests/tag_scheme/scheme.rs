//! The tag scheme is the reader's own: attributes and links are written, tags renamed, merged, made, and all of it is
//! taken back, done again, kept and exported.

use pizhu_e2e::{Page, ProjectFile, Visit};
use serde_json::{Value, json};

const SAID: &str = "“所有的同事都冲在一线,我觉得自己还能吃得消,就一起帮忙。”";

fn open() -> Page {
    let page = Visit::new().language("zh-CN").open();
    page.mark("陈俊敏", 0, "Digit4");
    page.mark("广州", 0, "Digit6");
    page.mark("3.9万个", 0, "Digit3");
    page.mark(SAID, 0, "Digit1");
    page
}

/// Writes into a field and leaves it.
fn write(page: &Page, field: &str, words: &str) {
    page.click("textbox", field);
    page.press("Ctrl+KeyA");
    page.type_text(words);
    page.press("Enter");
}

fn open_scheme(page: &Page) {
    page.press("Escape");
    page.press("Shift+KeyT");
    page.wait("the tags", |page| page.has("dialog", "标签表"));
}

fn close_dialog(page: &Page) {
    page.press("Escape");
    page.wait("the dialog to go", |page| !page.is_there("dialog"));
}

fn annotation<'a>(file: &'a ProjectFile, quote: &str) -> &'a Value {
    file.list("/annotations").iter().find(|one| one["quote"] == quote).unwrap_or(&Value::Null)
}

fn focus_is_in_text(page: &Page) -> bool {
    page.ask("document.activeElement.hasAttribute('data-text')", &[])
}

#[test]
fn attributes_links_and_tags_are_changed_and_taken_back_and_kept() {
    let page = open();
    let untouched = page.export();

    // a quote is linked to its speaker by one key and a digit
    page.click_text("吃得消", 0);
    page.press("KeyL");
    page.wait("candidates", |page| page.words("ol[aria-label=选择说话人]").starts_with("1\n陈俊敏"));
    page.press("Digit1");
    page.wait("the speaker", |page| page.has("button", "陈俊敏"));
    assert!(focus_is_in_text(&page), "and the reader goes on");

    // a figure says how many; what is no number changes nothing
    page.open_row("3.9万个");
    write(&page, "数值", "许多");
    page.wait("the reason", |page| page.alert().contains("“许多”不是数字"));
    write(&page, "数值", "３９０００");
    write(&page, "单位", "个");
    let value = |page: &Page| page.ask::<String>("document.querySelector('[aria-label=数值]').value", &[]);
    page.wait("the number", |page| value(page) == "39000");

    // one tag is renamed, another merged into it
    open_scheme(&page);
    page.click_within("dialog [role=group]", "button", "人物：1 条批注");
    write(&page, "名称", "人们");
    page.wait("the new name", |page| page.words("dialog [role=group]").contains("人们"));
    page.click_within("dialog [role=group]", "button", "地点：1 条批注");
    page.wait("how many it is about", |page| page.words("dialog").contains("有 1 条批注用这个标签"));
    page.click_on("summary");
    page.click_within("details", "button", "人们：1 条批注");
    page.wait("one tag less", |page| !page.words("dialog [role=group]").contains("地点"));
    close_dialog(&page);
    page.wait_for_status("已保存");

    let changed = page.export();
    assert_eq!(changed.faults(&page.text()), Vec::<String>::new());
    let (quote, speaker) = (annotation(&changed, SAID), annotation(&changed, "陈俊敏"));
    let link = changed.list("/links").first().expect("a link");
    assert_eq!(
        (&link["from"], &link["to"], &link["label"]),
        (&quote["id"], &speaker["id"], &json!("speaker"))
    );
    assert_eq!(annotation(&changed, "3.9万个")["attributes"], json!({ "unit": "个", "value": 39000 }));
    assert_eq!(annotation(&changed, "广州")["tag"], "person");
    let labels: Vec<_> = changed.list("/tags").iter().map(|tag| tag["label"].clone()).collect();
    assert_eq!(labels, ["引语", "用语", "数字", "人们", "机构", "事件"]);

    // all of it back, all of it again, and the same after a reload
    for _ in 0..5 {
        page.press("Ctrl+KeyZ");
    }
    page.wait("as it was", |page| page.export().without_times() == untouched.without_times());
    for _ in 0..5 {
        page.press("Ctrl+Shift+KeyZ");
    }
    page.wait("as it became", |page| page.export().without_times() == changed.without_times());
    page.wait_for_status("已保存");
    page.reload();
    assert_eq!(page.export().without_times(), changed.without_times());
    assert!(page.rows().iter().any(|row| row.text.contains("说话人：陈俊敏")), "{:?}", page.rows());
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn with_many_tags_a_name_is_typed_and_a_new_one_makes_a_tag() {
    let page = open();
    open_scheme(&page);
    for name in ["群众", "Hero", "概念", "口号"] {
        page.click("textbox", "新标签：写名称，按回车");
        page.type_text(name);
        page.press("Enter");
        page.wait(name, |page| page.words("dialog [role=group]").contains(name));
    }
    // a key that has a meaning is refused with the reason, another is taken
    let key = "document.querySelector('dialog [aria-label^=按键]').focus()";
    page.ask::<()>(&format!("({key}, null)"), &[]);
    page.press("KeyN");
    page.wait("the reason", |page| {
        page.words("dialog [aria-live]") == "N 已用于：写笔记。请换一个键，或按 Esc。"
    });
    page.press("Digit4");
    page.wait("the other reason", |page| {
        page.words("dialog [aria-live]") == "4 已用于：人物。请换一个键，或按 Esc。"
    });
    page.press("KeyQ");
    page.wait("the key", |page| page.words("dialog [aria-pressed=true]").contains('Q'));
    close_dialog(&page);
    page.mark("高高飘扬", 0, "KeyQ");

    page.select_text("党旗", 0);
    page.wait("the field", |page| page.is_there("[role=toolbar] input"));
    page.click("textbox", "输入文字找标签，回车即标");
    page.type_text("he");
    let tags = |page: &Page| page.words("[role=toolbar]");
    page.wait("one tag", |page| tags(page).contains("Hero") && !tags(page).contains("引语"));
    page.press("Ctrl+KeyA");
    page.type_text("旗");
    page.press("Enter");
    page.wait("a row", |page| {
        page.rows().iter().any(|row| row.quote == "党旗" && row.text.starts_with('旗'))
    });
    assert!(focus_is_in_text(&page));
    let file = page.export();
    let made: Vec<_> = file.list("/tags").iter().skip(7).map(|tag| tag["id"].clone()).collect();
    assert_eq!(made, ["u7fa4-u4f17", "hero", "u6982-u5ff5", "u53e3-u53f7", "u65d7"]);
    page.press("Ctrl+KeyZ");
    page.wait("both gone at once", |page| page.export().list("/tags").len() == 11 && page.rows().len() == 5);
    assert_eq!(page.console_errors(), Vec::<String>::new());
}
