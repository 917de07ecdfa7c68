//! Screens of every size, in light and dark, in Chinese and English: everything has its place and its name.

use pizhu_e2e::{Page, Visit};
use serde::Deserialize;
use serde_json::{Value, json};

/// What a person acts on, and what holds it: all of these need a name.
const NAMED: &[&str] = &[
    "button",
    "textbox",
    "combobox",
    "link",
    "dialog",
    "toolbar",
    "region",
    "navigation",
    "group",
    "document",
    "alertdialog",
];

/// The roles of elements that have no name for a screen reader.
fn nameless(page: &Page) -> Vec<String> {
    let tree = page.devtools("Accessibility.getFullAXTree", json!({}));
    let nodes = tree.get("nodes").and_then(Value::as_array).cloned().unwrap_or_default();
    let word =
        |node: &Value, name: &str| node.pointer(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let shown = nodes.iter().filter(|node| node.get("ignored") != Some(&Value::Bool(true)));
    let roles = shown
        .filter(|node| word(node, "/name/value").trim().is_empty())
        .map(|node| word(node, "/role/value"));
    roles.filter(|role| NAMED.contains(&role.as_str())).collect()
}

#[derive(Debug, Deserialize)]
struct Fit {
    /// How far the page is wider than the window.
    overflow: f64,
    /// How far the toolbar reaches out of the window.
    toolbar: f64,
    /// Controls of which a part lies outside the window, to the left or the right.
    cut: Vec<String>,
}

const FIT: &str = "(() => {
    const out = (box) => Math.max(-box.left, -box.top, box.right - innerWidth, box.bottom - innerHeight, 0);
    const toolbar = document.querySelector('[role=toolbar]');
    const shown = [...document.querySelectorAll('button, select, textarea, [role=status]')]
        .filter((one) => one.checkVisibility() && one.getClientRects().length);
    const cut = shown.filter((one) => {
        const box = one.getBoundingClientRect();
        return box.left < -0.5 || box.right > innerWidth + 0.5;
    });
    return {
        overflow: document.scrollingElement.scrollWidth - innerWidth,
        toolbar: toolbar ? out(toolbar.getBoundingClientRect()) : 0,
        cut: cut.map((one) => one.innerText || one.ariaLabel),
    };
})()";

fn fits(page: &Page, what: &str) {
    let fit: Fit = page.ask(FIT, &[]);
    assert!(fit.overflow <= 0.0 && fit.toolbar < 0.5 && fit.cut.is_empty(), "{what}: {fit:?}");
    assert_eq!(nameless(page), Vec::<String>::new(), "{what}");
}

#[test]
fn every_width_has_room_for_everything() {
    let sizes = [
        (390, 844, "zh-CN", true),
        (390, 844, "en", false),
        (820, 1180, "en", true),
        (1024, 768, "zh-CN", false),
        (1440, 900, "en", false),
        (1920, 1080, "zh-CN", true),
    ];
    for (width, height, language, is_dark) in sizes {
        let what = format!("{width}-{language}-{}", if is_dark { "dark" } else { "light" });
        let visit = Visit::new().window(width, height).language(language);
        let page = if is_dark { visit.dark() } else { visit }.open();
        fits(&page, &what);
        page.screenshot(&format!("{what}-first"));
        let passages = [
            ("逆行出征", "Digit2"),
            ("5000名党员", "Digit3"),
            ("陈俊敏", "Digit4"),
            ("“秒空”", "Digit2"),
            ("党员老哥", "Digit4"),
        ];
        for (words, key) in passages {
            page.select_text(words, 0);
            page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
            fits(&page, &format!("{what}, {words} selected"));
            page.press(key);
            page.wait("its going", |page| !page.is_there("[role=toolbar]"));
        }
        page.wait("all of them", |page| page.marks().len() == passages.len());
        fits(&page, &format!("{what}, marked"));
        page.select_text("胡建广", 0);
        page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
        page.screenshot(&format!("{what}-toolbar"));
        page.press("Escape");
        if width < 832 {
            page.click_on(".list-toggle");
        }
        page.open_row("陈俊敏");
        fits(&page, &format!("{what}, a row open"));
        page.screenshot(&format!("{what}-row"));
        page.press("Shift+Slash");
        page.wait("help", |page| page.is_there("dialog"));
        fits(&page, &format!("{what}, help"));
        page.screenshot(&format!("{what}-help"));
        assert_eq!(page.console_errors(), Vec::<String>::new(), "{what}");
    }
}

/// Another choice of a field in the menu that is seldom needed, by an arrow key.
fn choose(page: &Page, menu: &str, field: &str, key: &str) {
    page.click("button", menu);
    page.wait(field, |page| page.has("combobox", field));
    page.ask::<()>(
        "(document.querySelector(`select[aria-label=\"${arguments[0]}\"]`).focus(), null)",
        &[json!(field)],
    );
    page.press(key);
}

#[test]
fn the_language_is_the_browsers_until_another_is_chosen() {
    for (language, export, lang) in
        [("zh-CN", "导出", "zh-Hans"), ("zh-TW", "导出", "zh-Hans"), ("en-GB", "Export", "en")]
    {
        let page = Visit::new().language(language).open();
        assert!(page.has("button", export), "{language}");
        assert_eq!(page.ask::<String>("document.documentElement.lang", &[]), lang);
    }
    let page = Visit::new().language("zh-CN").open();
    page.mark_by_button("陈俊敏", 0, "人物");
    choose(&page, "更多", "界面语言", "ArrowUp");
    page.wait("English", |page| page.has("button", "Export"));
    page.press("Escape");
    page.wait_for_status("Saved");
    assert!(page.seen().1[0].text.starts_with("person"));
    page.reload();
    assert!(page.has("button", "Export") && page.seen().1[0].text.starts_with("person"));
}

#[test]
fn the_paper_is_the_systems_until_another_is_chosen() {
    let paper = "document.documentElement.dataset.theme";
    let page = Visit::new().dark().open();
    assert_eq!(page.ask::<String>(paper, &[]), "dark");
    let ink = "getComputedStyle(document.querySelector('[data-text]')).color";
    let dark = page.ask::<String>(ink, &[]);
    choose(&page, "More", "Appearance", "ArrowDown");
    page.wait("light", |page| page.ask::<String>(paper, &[]) == "light");
    assert_ne!(page.ask::<String>(ink, &[]), dark);
    page.wait_for_status("Saved");
    page.reload();
    assert_eq!(page.ask::<String>(paper, &[]), "light", "remembered");
}

#[test]
fn without_highlights_the_list_says_everything() {
    let page = Visit::new().open();
    let source = "delete CSS.highlights; delete globalThis.Highlight;";
    page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }));
    page.reload();
    assert!(page.words("body").contains("cannot paint highlights"), "{}", page.words("body"));
    page.mark("陈俊敏", 0, "Digit4");
    page.mark("“秒空”", 0, "Digit2");
    page.press("Ctrl+KeyZ");
    page.wait("one", |page| page.rows().len() == 1);
    page.press("Ctrl+Shift+KeyZ");
    page.wait("two", |page| page.rows().len() == 2);
    page.wait_for_status("Saved");
    let file = page.export();
    assert_eq!(file.quotes(), ["陈俊敏", "“秒空”"]);
    assert_eq!(file.faults(&page.text()), Vec::<String>::new());
    page.reload();
    assert_eq!(page.rows().len(), 2);
    assert_eq!(page.console_errors(), Vec::<String>::new());
}
