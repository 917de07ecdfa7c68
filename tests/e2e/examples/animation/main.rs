//! Takes the moving picture of the README from the release build: `cargo run -p pizhu-e2e --example animation` after
//! `cargo xtask build`.

mod moving;

use std::path::Path;

use moving::Moving;
use pizhu_e2e::{Page, Visit};

fn main() {
    let page = Visit::new().window(880, 540).language("zh-CN").open();
    page.click_text("火线淬初心", 0);
    let mut moving = Moving::default();
    moving.show(&page, 900);
    for (words, key) in [
        ("“我是党员,让我上”", "Digit1"),
        ("“哪里需要我们,我们就去哪里”", "Digit1"),
        ("6月21日深夜", "Digit3"),
    ] {
        tag(&page, &mut moving, words, key);
    }

    // an edge is moved by keys
    tag(&page, &mut moving, "荔湾区", "Digit6");
    page.press("KeyE");
    page.wait("the hint", |page| page.is_there(".edge-hint"));
    moving.show(&page, 900);
    for _ in 0..4 {
        page.press("ArrowRight");
        moving.show(&page, 150);
    }
    page.press("Enter");
    page.wait("the hint to go", |page| !page.is_there(".edge-hint"));
    moving.show(&page, 900);

    // a note, and what was done last is taken back
    page.press("KeyN");
    page.type_text("桥在荔湾与海珠之间");
    moving.show(&page, 1500);
    page.press("Escape");
    for _ in 0..2 {
        page.press("Ctrl+KeyZ");
        page.wait("what was undone", |page| page.is_there(".done p"));
        moving.show(&page, 1200);
    }

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/pictures/loop.png");
    if let Err(error) = moving.write(&path) {
        eprintln!("{}: {error}", path.display());
    }
}

/// Selects, shows that, tags, and shows what came of it.
fn tag(page: &Page, moving: &mut Moving, words: &str, key: &str) {
    let rows = page.rows().len();
    page.select_text(words, 0);
    page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
    moving.show(page, 900);
    page.press(key);
    page.wait("a row", |page| page.rows().len() == rows + 1 && !page.is_there("[role=toolbar]"));
    moving.show(page, 700);
}
