//! Takes pictures of the release build: with a folder one of each state in each look (`states.rs`), without one those of
//! the README. `cargo xtask pictures` builds and calls it.

mod states;

use std::path::Path;

use pizhu_e2e::{Page, Visit};

fn main() {
    match std::env::args_os().nth(1) {
        Some(folder) => states::keep_all(Path::new(&folder)),
        None => readme(),
    }
}

fn readme() {
    let page = Visit::new().window(1280, 800).language("zh-CN").open();
    mark(&page);
    keep(&page, "reading");
    page.select_text("有需要可以为大家服务", 0);
    page.wait("the toolbar", |page| page.has("button", "引语"));
    keep(&page, "selecting");
    page.press("Escape");
    let project = page.download(|page| page.click("button", "导出"));
    let broken = project.text.replacen("\"start\": 4", "\"start\": 9", 1);

    let page = Visit::new().window(1280, 800).language("zh-CN").open();
    let file = page.file("project.json", &broken);
    page.import_file(&file);
    page.wait("the preview", |page| page.has("button", "导入"));
    keep(&page, "importing");

    let page = Visit::new().window(1280, 800).language("zh-CN").dark().open();
    mark(&page);
    page.click_text("侯梦菲", 0);
    page.press("KeyN");
    page.type_text("原话，当天深夜");
    keep(&page, "dark");

    let page = Visit::new().window(390, 844).language("zh-CN").open();
    mark(&page);
    page.click_text("荔湾区鹤洞大桥", 0);
    page.wait("the sheet", |page| page.has("button", "删除"));
    keep(&page, "phone");
}

/// What a reader of the first paragraphs would mark.
fn mark(page: &Page) {
    let passages = [
        ("“我是党员,让我上”", "Digit1"),
        ("“哪里需要我们,我们就去哪里”", "Digit1"),
        ("6月21日深夜", "Digit3"),
        ("荔湾区鹤洞大桥", "Digit6"),
        ("“党员先锋岗”", "Digit2"),
        ("广州市委组织部已组织动员全市3.9万个基层党组织", "Digit2"),
        ("广州市委组织部", "Digit5"),
        ("3.9万个", "Digit3"),
        ("侯梦菲", "Digit4"),
    ];
    for (count, (words, key)) in (1..).zip(passages) {
        page.select_text(words, 0);
        page.press(key);
        page.wait("the annotation", |page| page.rows().len() == count);
        page.press("Escape");
    }
}

fn keep(page: &Page, name: &str) {
    keep_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/pictures"), page, name);
}

fn keep_in(folder: &Path, page: &Page, name: &str) {
    let kept = folder.join(name).with_extension("png");
    if let Err(error) = std::fs::copy(page.screenshot(name), &kept) {
        eprintln!("{}: {error}", kept.display());
    }
}
