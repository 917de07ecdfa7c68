//! How the text is set, and that it is found again: its measure at every size, on paper, by a link, where it was left.

use pizhu_e2e::{Page, Visit};
use serde_json::{Value, json};

/// How many Han characters fit in a line of the text: its width in their widths.
fn measure(page: &Page) -> f64 {
    page.ask(
        "((block) => block.clientWidth / parseFloat(getComputedStyle(block).fontSize))(document.querySelector('.block-paragraph'))",
        &[],
    )
}

/// How many characters stand in the first line of a long paragraph.
fn characters(page: &Page) -> usize {
    page.ask(
        "((node) => {
            const range = document.createRange();
            range.selectNodeContents(node);
            for (let end = 1; end < node.length; end += 1) {
                range.setEnd(node, end);
                const lines = new Set([...range.getClientRects()].map((rect) => Math.round(rect.top)));
                if (lines.size > 1) return end - 1;
            }
        })([...document.querySelectorAll('.block-paragraph')].find((one) => one.textContent.length > 150).firstChild)",
        &[],
    )
}

#[test]
fn a_line_has_thirty_to_forty_characters_at_every_size_and_in_both_faces() {
    let page = Visit::new().window(1440, 900).open();
    let mut sizes = Vec::new();
    for face in ["serif", "sans serif"] {
        page.choose("Typeface", face);
        for size in ["small", "medium", "large", "larger"] {
            page.choose("Text size", size);
            let (measure, characters) = (measure(&page), characters(&page));
            assert!((30.0..=40.0).contains(&measure), "{size}, {face}: {measure}");
            assert!((30..=42).contains(&characters), "{size}, {face}: {characters} with half-width signs");
            sizes.push(
                page.ask::<String>("getComputedStyle(document.querySelector('[data-text]')).fontSize", &[]),
            );
        }
    }
    sizes.sort();
    sizes.dedup();
    assert_eq!(sizes.len(), 4, "{sizes:?}");
    let face = "getComputedStyle(document.querySelector('[data-text]')).fontFamily";
    assert!(page.ask::<String>(face, &[]).contains("sans-serif"));
    page.reload();
    assert!(page.ask::<String>(face, &[]).contains("sans-serif"), "it stays so");
    assert_eq!(page.ask::<String>("document.documentElement.dataset.size", &[]), "larger");
}

#[test]
fn on_paper_stand_a_legend_the_marked_text_and_the_notes() {
    let page = Visit::new().dark().open();
    page.mark("“党员先锋岗”", 0, "Digit2");
    page.mark("6月21日深夜", 0, "Digit3");
    page.click("textbox", "Note");
    page.type_text("据实况");
    // a page of A4 is as wide as a phone
    let paper = json!({ "width": 660, "height": 940, "deviceScaleFactor": 1, "mobile": false });
    page.devtools("Emulation.setDeviceMetricsOverride", paper);
    page.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }));
    let place = "getComputedStyle(document.querySelector('.row')).position + getComputedStyle(document.querySelector('.filter')).position";
    assert_eq!(page.ask::<String>(place, &[]), "staticstatic");
    let tops: Vec<f64> = page.ask(
        "['.filter', '[data-text]', '.list h2', '[data-annotation]'].map((one) => document.querySelector(one).getBoundingClientRect().top)",
        &[],
    );
    assert!(tops.is_sorted(), "legend, text, list: {tops:?}");
    let seen = |selector: &str| -> bool {
        page.ask("document.querySelector(arguments[0])?.getClientRects().length > 0", &[json!(selector)])
    };
    for there in [".chip:nth-child(2)", "textarea", ".row:not(.current)"] {
        assert!(seen(there), "{there} is printed");
    }
    for gone in ["header.top-bar", ".outline", ".chip:first-child", "select", ".copies", ".notices", ".caret"]
    {
        assert!(!seen(gone), "{gone} is not printed");
    }
    let paper = "getComputedStyle(document.body).backgroundColor";
    assert_eq!(page.ask::<String>(paper, &[]), "rgb(255, 255, 255)");
    let printed = page.devtools("Page.printToPDF", json!({ "printBackground": true }));
    let pdf = printed.get("data").and_then(Value::as_str).unwrap_or_default();
    assert!(pdf.starts_with("JVBERi0"), "a PDF came out");
}

/// Less than a line is high, in pixels.
const LINE: f64 = 36.0;

/// Waits until the page is scrolled to within a line of there.
#[track_caller]
fn stands_at(page: &Page, top: f64) {
    page.wait(&format!("the place {top}"), |page| (page.ask::<f64>("scrollY", &[]) - top).abs() < LINE);
}

fn scroll_to(page: &Page, top: f64) {
    let watch = "addEventListener('scroll', () => (globalThis.moved = true), { once: true })";
    page.ask::<()>(&format!("(globalThis.moved = false, {watch}, null)"), &[]);
    page.ask::<()>("(scrollTo({ top: arguments[0], behavior: 'instant' }), null)", &[json!(top)]);
    page.wait("the page to move", |page| page.ask("moved", &[]));
}

#[test]
fn reading_goes_on_where_it_was_left() {
    let page = Visit::new().open();
    assert_eq!(page.status(), "Nothing to keep yet");
    scroll_to(&page, 2500.0);
    let place = "Object.keys(localStorage).filter((key) => key.startsWith('an:s:at-')).length";
    page.wait("the place to be kept", |page| page.ask::<usize>(place, &[]) == 1);
    assert_eq!(page.status(), "Nothing to keep yet", "a place is no work that could be lost");
    page.reload();
    stands_at(&page, 2500.0);
    // also where it was a moment ago
    scroll_to(&page, 1200.0);
    stands_at(&page, 1200.0);
    page.reload();
    stands_at(&page, 1200.0);
    let page = page.come_back();
    stands_at(&page, 1200.0);

    // another text begins at its beginning, and this one is where it was
    page.import_file(&page.file("own.txt", &"一二三四五六七\n".repeat(300)));
    page.click_within("dialog", "button", "Import");
    page.wait("the other text", |page| page.text().starts_with("一二三"));
    stands_at(&page, 0.0);
    page.click_on(".documents button");
    page.wait("the article", |page| !page.text().starts_with("一二三"));
    stands_at(&page, 1200.0);
}

/// What stands on the clipboard.
fn clipboard(page: &Page) -> String {
    let question = json!({
        "expression": "navigator.clipboard.readText()", "awaitPromise": true, "returnByValue": true,
    });
    let answer = page.devtools("Runtime.evaluate", question);
    answer.pointer("/result/value").and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn allow_clipboard(page: &Page) {
    let permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"];
    page.devtools(
        "Browser.grantPermissions",
        json!({ "permissions": permissions, "origin": page.site().origin() }),
    );
}

#[test]
fn a_quote_is_copied_with_its_speaker() {
    let page = Visit::new().language("zh-CN").open();
    allow_clipboard(&page);
    page.mark("陈俊敏", 0, "Digit4");
    page.mark("所有的同事都冲在一线", 0, "Digit1");
    let file = page.export();
    let id = |words: &str| page.rows().into_iter().find(|row| row.quote == words).map(|row| row.id);
    let link = json!({ "from": id("所有的同事都冲在一线"), "to": id("陈俊敏"), "label": "speaker" });
    let linked = file.text.replacen("\"links\": []", &format!("\"links\": [{link}]"), 1);
    page.import_file(&page.file("linked.json", &linked));
    page.click_within("dialog", "button", "导入");
    page.wait("the dialog to go", |page| !page.is_there("dialog"));
    page.press("Escape");
    page.wait("no open row", |page| !page.is_there("[aria-current=true]"));
    page.open_row("所有的同事");
    page.click("button", "复制引文");
    page.wait("the word for it", |page| page.words(".done") == "已复制");
    let paragraph: usize = page.ask(
        "[...document.querySelectorAll('.block-paragraph')].findIndex((one) => one.textContent.includes('所有的同事')) + 1",
        &[],
    );
    let place = format!("《疫情防控一线 党旗高高飘扬》第 {paragraph} 段");
    assert_eq!(clipboard(&page), format!("“所有的同事都冲在一线”\n——陈俊敏，{place}"));
}

#[test]
fn a_link_opens_the_page_at_one_annotation() {
    let page = Visit::new().open();
    allow_clipboard(&page);
    page.mark("3号楼居民志愿者强哥", 0, "Digit4");
    page.mark("“党员先锋岗”", 0, "Digit2");
    let id = page.open_row("3号楼居民").id;
    page.click("button", "Copy link");
    page.wait("the word for it", |page| page.words(".done") == "Copied");
    let link = clipboard(&page);
    assert_eq!(link, format!("{}#a={id}", page.site().address()));
    page.wait_for_status("Saved");

    let row = format!("[data-annotation='{id}'] [aria-current=true]");
    page.leave();
    page.open(&link);
    page.wait("the annotation", |page| page.is_there(&row));
    page.wait("it to be in sight", |page| {
        page.ask("document.querySelector('[data-text]').getBoundingClientRect().top < -500", &[])
    });
    // in the same window, from another text, and by a link to nothing
    page.import_file(&page.file("own.txt", "一二三四五六七"));
    page.click_within("dialog", "button", "Import");
    page.wait("the other text", |page| page.text().starts_with("一二三"));
    page.ask::<()>("(location.hash = '', location.hash = arguments[0], null)", &[json!(format!("a={id}"))]);
    page.wait("the annotation again", |page| page.is_there(&row));
    page.ask::<()>("(location.hash = 'a=nothing', null)", &[]);
    page.wait("a word about it", |page| page.alert().contains("an annotation that is not here"));

    page.press("KeyC");
    page.wait("the quote", |page| clipboard(page) != link);
    assert_eq!(clipboard(&page), "“3号楼居民志愿者强哥”\n— 党群心连心战疫情 荔湾密织网守家园, paragraph 18");
    assert_eq!(page.console_errors(), Vec::<String>::new());
}
