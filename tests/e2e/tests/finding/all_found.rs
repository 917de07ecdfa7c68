//! Every place where the words stand is found, however they are written, and tagged in one step, however many there are.

use pizhu_e2e::{Page, Visit};

/// Above what was once the most.
const MANY: usize = 12_000;

/// A file is opened in the place of the article.
fn open(text: &str) -> Page {
    let page = Visit::new().open();
    page.import_file(&page.file("own.txt", text));
    page.click_within("dialog", "button", "Import");
    page.wait("the dialog to go", |page| !page.is_there("dialog"));
    let start: String = text.chars().take(5).collect();
    page.wait("the text", |page| page.text().starts_with(&start));
    page
}

fn look_for(page: &Page, words: &str) {
    page.press("Ctrl+KeyF");
    page.wait("the field", |page| page.ask("document.activeElement.closest('.find') !== null", &[]));
    page.press("Ctrl+KeyA");
    page.type_text(words);
}

fn count(page: &Page) -> String {
    page.words(".find [aria-live]")
}

fn listed(page: &Page) -> usize {
    page.ask("document.querySelectorAll('.find li:not([data-rows])').length", &[])
}

/// What the status of the list says is there.
fn annotated(page: &Page) -> String {
    page.words(".list h2")
}

#[test]
fn equal_words_are_tagged_however_they_are_written() {
    let text = "税务局的邹小姐。\n稅務局的鄒小姐。\n税\u{200b}务局的邹\u{ad}小姐！\u{200b}\n\u{2060}\u{200b}\nCafé und CAFE\u{301}.";
    let page = open(text);
    look_for(&page, "稅務局的鄒小姐");
    page.wait("all three", |page| count(page) == "1 / 3");
    page.click("button", "Tag these 3");
    page.wait("the list", |page| page.rows().len() == 3);
    let quotes: Vec<String> = page.rows().into_iter().map(|row| row.quote).collect();
    assert_eq!(quotes, ["税务局的邹小姐", "稅務局的鄒小姐", "税\u{200b}务局的邹\u{ad}小姐"]);
    look_for(&page, "café");
    page.wait("both", |page| count(page) == "1 / 2");
    page.press("Escape");
    page.select_text("小姐！\u{200b}", 0);
    page.wait("a selection without what cannot be seen", |page| page.is_there("[role=toolbar]"));
    page.press("Digit2");
    page.wait("the annotation", |page| page.rows().len() == 4);
    assert!(page.rows().iter().any(|row| row.quote == "小姐！"), "{:?}", page.rows());
    let blocks: usize = page.ask("document.querySelectorAll('[data-start]').length", &[]);
    assert_eq!(blocks, 4, "a line of nothing visible is no paragraph");
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn all_of_many_are_listed_and_tagged_in_one_step() {
    let line = "词甲乙丙".repeat(60) + "\n";
    let page = open(&line.repeat(MANY / 60));
    look_for(&page, "词甲");
    page.wait("the count", |page| count(page) == "1 / 12,000");
    assert!(listed(&page) < 100, "{} rows stand in the page", listed(&page));
    page.screenshot("many-found");

    // the last is reached by one key, and by scrolling
    page.press("Shift+Enter");
    page.wait("the last", |page| count(page) == "12,000 / 12,000");
    page.wait("its row", |page| page.is_there(".find li.current input[value='11999']"));
    page.run("(() => { const list = document.querySelector('.find ol'); list.scrollTop = list.scrollHeight / 2; })()", &[]);
    page.wait("rows in the middle", |page| {
        page.ask("[...document.querySelectorAll('.find li input')].some((box) => box.value > 4000 && box.value < 8000)", &[])
    });

    page.click_on(".find li.current input");
    page.wait("one less", |page| page.has("button", "Tag these 11999"));
    page.click_on(".find li.current input");
    page.click("button", "Tag these 12000");
    page.wait("all tagged", |page| annotated(page).contains("12000") || annotated(page).contains("12,000"));
    page.press("Ctrl+KeyZ");
    page.wait("none again", |page| !annotated(page).contains("12"));
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn a_large_text_is_searched_beside_the_page_and_the_search_can_be_ended() {
    let line = "一二三四五六七八九十".repeat(40) + "\n";
    let page = open(&(line.repeat(2000) + "绝无仅有\n"));
    page.site().hold("worker");
    look_for(&page, "绝无");
    page.wait("the bar", |page| page.is_there(".find progress"));
    page.screenshot("searching");
    page.click_within(".find", "button", "Cancel");
    page.wait("what became of it", |page| page.words(".find [role=alert]").contains("Stopped"));
    assert!(!page.is_there(".find progress"));
    page.site().release();

    look_for(&page, "绝无仅有");
    page.wait("the one", |page| count(page) == "1 / 1");
    look_for(&page, "二三");
    page.wait("all", |page| count(page) == "1 / 80,000");
    assert_eq!(page.console_errors(), Vec::<String>::new());
}
