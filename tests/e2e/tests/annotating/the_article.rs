//! The loop that the program is for: read the article, mark, note, take back, come back, take home and bring in again.

use pizhu_e2e::{Page, Visit};
use serde_json::json;

struct Passage {
    words: &'static str,
    /// Which of the places where these words stand.
    nth: usize,
    tag: &'static str,
    /// The key or the button that tags it.
    by: &'static str,
}

const fn passage(words: &'static str, nth: usize, tag: &'static str, by: &'static str) -> Passage {
    Passage { words, nth, tag, by }
}

/// All that the status may say while nothing goes wrong.
const KEPT: &[&str] = &["还没有要保存的内容", "正在存入…", "已存于本机", "已保存 "];

const SAID: &str = "“所有的同事都冲在一线,我觉得自己还能吃得消,就一起帮忙。”";

const PASSAGES: &[Passage] = &[
    // over what was the end of a column
    passage("面对高温炙烤、密封的防护措施和超负荷的工作等考验", 0, "quote", "Digit1"),
    // with its quotation marks; inside it; over its edge
    passage(SAID, 0, "quote", "Digit1"),
    passage("同事", 0, "person", "人物"),
    passage("陈俊敏挺着大肚子忙碌在核酸采样点,她说:“所有的同事", 0, "event", "Digit7"),
    passage("陈俊敏", 0, "person", "Digit4"),
    // the same words with two tags
    passage("“党员先锋岗”", 0, "term", "Digit2"),
    passage("“党员先锋岗”", 0, "organisation", "机构"),
    // over two paragraphs
    passage("17号楼党小组的志愿者说。\n“不行!”", 0, "quote", "Digit1"),
    // digits, and what touches them
    passage("3.9万个", 0, "figure", "Digit3"),
    passage("基层党组织、超75万名党员", 0, "organisation", "Digit5"),
    passage("6月21日深夜", 0, "figure", "数字"),
    // not the first place
    passage("高高飘扬", 2, "term", "Digit2"),
    passage("荔湾区鹤洞大桥", 0, "place", "地点"),
];

fn open() -> Page {
    let page = Visit::new().language("zh-CN").open();
    // Everything that the status ever says from now on.
    let watch = "new MutationObserver(() => said.add(document.querySelector('[role=status]').innerText))
        .observe(document.querySelector('header'), { subtree: true, childList: true, characterData: true })";
    page.ask::<()>(&format!("(globalThis.said = new Set(), {watch}, null)"), &[]);
    for passage in PASSAGES {
        if passage.by.starts_with("Digit") {
            page.mark(passage.words, passage.nth, passage.by);
        } else {
            page.mark_by_button(passage.words, passage.nth, passage.by);
        }
    }
    page.wait_for_status("已保存");
    page
}

/// Tag, start, end and words of each passage as the table has them, in the order of what is painted.
fn drawn(page: &Page) -> Vec<(String, u32, u32, String)> {
    let text = page.text();
    let place = |passage: &Passage| {
        let (byte, _) = text.match_indices(passage.words).nth(passage.nth).unwrap_or_default();
        let start = text.chars().count() - text.get(byte..).unwrap_or_default().chars().count();
        let end = start + passage.words.chars().count();
        (passage.tag.to_owned(), start as u32, end as u32, passage.words.to_owned())
    };
    let mut places: Vec<_> = PASSAGES.iter().map(place).collect();
    places.sort();
    places
}

/// The same of what is painted: the tag stands in the name.
fn painted(page: &Page) -> Vec<(String, u32, u32, String)> {
    let tag =
        |name: &str| name.trim_start_matches("tag-").trim_end_matches(['-', '0', '1', '2', '3']).to_owned();
    let mut places: Vec<_> =
        page.marks().into_iter().map(|one| (tag(&one.name), one.start, one.end, one.text)).collect();
    places.sort();
    places
}

fn write_note(page: &Page, words: &str, note: &str) {
    page.open_row(words);
    page.click("textbox", "笔记");
    page.type_text(note);
}

#[test]
fn what_is_marked_is_painted_and_listed_and_is_there_tomorrow() {
    let page = open();
    assert_eq!(painted(&page), drawn(&page));
    let rows = page.rows();
    assert_eq!(rows.len(), PASSAGES.len());
    for Passage { words, .. } in PASSAGES {
        let words = words.replace('\n', " ");
        assert!(rows.iter().any(|row| row.quote == words), "{words} in the list");
    }

    write_note(&page, "3.9万个", "约数？查 1 次。");
    write_note(&page, "面对高温", "原文分在两栏");
    page.wait_for_status("已保存");
    let before = page.seen();
    assert!(before.1.iter().any(|row| row.text.contains("约数？查 1 次。")), "{before:#?}");
    page.screenshot("the-article");

    page.reload();
    assert_eq!(page.seen(), before, "after a reload");
    let page = page.come_back();
    assert_eq!(page.seen(), before, "in another browser, tomorrow");
    page.wait_for_status("已保存");
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn everything_can_be_changed_and_taken_back() {
    let page = open();
    let untouched = page.seen();

    // a note, the second half of it composed by an input method
    let note = page.open_row("3.9万个").part("textarea");
    page.click("textbox", "笔记");
    page.type_text("基层党组织的");
    for pinyin in ["s", "sh", "shu", "数"] {
        page.compose(pinyin);
    }
    page.type_text("数目");
    let value = "document.querySelector(arguments[0]).value";
    page.wait("the note", |page| page.ask::<String>(value, &[json!(note)]) == "基层党组织的数目");

    // another tag, by the row's field and by a key in the text
    let id = page.open_row("荔湾区鹤洞大桥").id;
    page.press("Tab");
    page.press("ArrowDown");
    page.wait("事件", |page| {
        page.marks().iter().any(|one| one.name == "tag-event-0" && one.text == "荔湾区鹤洞大桥")
    });
    page.click_text("荔湾区鹤洞大桥", 0);
    page.press("Digit2");
    page.wait("用语", |page| {
        page.marks().iter().any(|one| one.name == "tag-term-0" && one.text == "荔湾区鹤洞大桥")
    });
    let text = page.rows().into_iter().find(|row| row.id == id).map(|row| row.text);
    assert!(text.as_ref().is_some_and(|text| text.starts_with("用语")), "the list says so too: {text:?}");

    // gone: by the button of its row, by a key
    page.open_row("6月21日深夜");
    page.click("button", "删除");
    page.wait("one less", |page| page.rows().len() == PASSAGES.len() - 1);
    page.click_text("面对高温炙烤", 0);
    page.press("Delete");
    page.wait("two less", |page| page.rows().len() == PASSAGES.len() - 2);
    let changed = page.seen();

    // everything back, to the first of the changes, by key and by button
    let mut steps = 0;
    while page.seen() != untouched {
        assert!(steps < 12, "undone too often: {:#?}", page.rows());
        if steps % 2 == 0 {
            page.press("Ctrl+KeyZ");
        } else {
            page.click("button", "撤销");
        }
        steps += 1;
    }
    for step in 0..steps {
        if step % 2 == 0 {
            page.press("Ctrl+Shift+KeyZ");
        } else {
            page.click("button", "重做");
        }
    }
    assert_eq!(page.seen(), changed, "everything again");

    page.wait_for_status("已保存");
    let said: Vec<String> = page.ask("[...said]", &[]);
    assert!(said.iter().all(|said| KEPT.iter().any(|words| said.starts_with(words))), "{said:?}");
    page.reload();
    assert_eq!(page.seen(), changed);
}

#[test]
fn a_project_goes_home_as_a_file_and_comes_back() {
    let page = open();
    write_note(&page, "3.9万个", "𠮷\n“两行”");
    page.wait_for_status("已保存");
    let (marks, rows) = page.seen();
    let text = page.text();

    let file = page.export();
    assert_eq!(file.name, "疫情防控一线 党旗高高飘扬.json");
    assert_eq!(file.faults(&text), Vec::<String>::new());
    let mut expected: Vec<&str> = PASSAGES.iter().map(|passage| passage.words).collect();
    let mut quotes = file.quotes();
    expected.sort_unstable();
    quotes.sort_unstable();
    assert_eq!(quotes, expected);
    assert_eq!(page.export().text, file.text, "the same state is the same bytes");

    page.leave();
    page.clear_storage();
    page.arrive();
    assert_eq!((page.marks(), page.rows()), (vec![], vec![]), "nothing is left");

    let path = page.file("home.json", &file.text);
    page.import_file(&path);
    page.wait("what the file would do", |page| page.words("dialog").contains("新增 13 条"));
    assert!(page.rows().is_empty(), "nothing happens before the reader agrees");
    page.click_within("dialog", "button", "导入");
    page.wait("the annotations", |page| page.rows().len() == PASSAGES.len());
    assert_eq!(page.seen(), (marks.clone(), rows.clone()));
    assert_eq!(page.export().text, file.text, "and it goes home again as it came");

    page.import_file(&path);
    page.wait("nothing new", |page| page.words("dialog").contains("文件里没有新内容"));
    page.click_within("dialog", "button", "取消");
    page.wait("the dialog to go", |page| !page.is_there("dialog"));

    page.press("Ctrl+KeyZ");
    page.wait("the import taken back", |page| page.rows().is_empty() && page.marks().is_empty());
    page.press("Ctrl+Shift+KeyZ");
    page.wait("the import again", |page| page.rows().len() == PASSAGES.len());
    assert_eq!(page.seen(), (marks, rows));
    assert_eq!(page.console_errors(), Vec::<String>::new());
}
