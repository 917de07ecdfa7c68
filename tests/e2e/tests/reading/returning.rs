//! Who comes back finds the text that was shown last. Where it is so large that it comes late, its place says so, and
//! nobody has to wait: another text can be read meanwhile, and this one annotated before all of it is here.
#![allow(clippy::expect_used, reason = "what is not there fails the test")]

use pizhu_e2e::{Page, Visit};
use serde_json::json;

const FIRST: &str = "开卷有益的第一行";
const COUNT: usize = 2_500;

/// The word that a tab says when records are called damaged.
const DAMAGED: &str = "section[aria-label='What could not be read']";

const TEXTS: &str = "select[aria-label=Texts]";

/// Remembers what stood first in the place of the text, and whether records were ever called damaged.
const OBSERVER: &str = "new MutationObserver(() => {
    globalThis.first ??= document.querySelector('[data-text] [data-start]')?.textContent;
    globalThis.damage ||= document.querySelector(`section[aria-label='What could not be read']`) !== null;
}).observe(document, { subtree: true, childList: true });";

/// Holds back the end of a worker's job, but not what it says before, until `let_go`.
const HOLDING: &str = "{
    const held = [];
    const { set } = Object.getOwnPropertyDescriptor(Worker.prototype, 'onmessage');
    Object.defineProperty(Worker.prototype, 'onmessage', { set(hear) {
        set.call(this, (event) => {
            const isEnd = event.data instanceof Uint8Array;
            if (isEnd && !sessionStorage.letThrough) held.push(() => hear(event));
            else hear(event);
        });
    } });
    globalThis.letGo = () => {
        sessionStorage.letThrough = true;
        for (const go of held.splice(0)) go();
    };
    globalThis.held = held;
}";

fn id(number: usize) -> String {
    format!("00000000-0000-4000-8000-{number:012x}")
}

/// More than a megabyte of text, with more annotations than a page reads by itself.
fn large(article: &str) -> (String, String) {
    let text = [FIRST, &vec![article.trim_end(); 100].join("\n")].join("\n");
    let all: Vec<char> = text.chars().collect();
    let step = (all.len() - 100) / (COUNT + 1);
    let start_of = |number: usize| {
        let start = FIRST.chars().count() + 1 + number * step;
        // Never over the end of a line.
        (start..all.len()).find(|start| !all.iter().skip(*start).take(2).any(|c| *c == '\n')).unwrap_or(start)
    };
    let annotation = |number: usize| {
        let start = start_of(number);
        let quote: String = all.iter().skip(start).take(2).collect();
        json!({ "id": id(number), "tag": "person", "quote": quote, "start": start, "end": start + 2 })
    };
    let annotations: Vec<_> = (0..COUNT).map(annotation).collect();
    let file = json!({
        "format": "article-annotations", "version": 1, "document": { "text": text, "title": "Large" },
        "tags": [], "annotations": annotations, "links": [],
    });
    (text, file.to_string())
}

/// A page in which it was opened and kept, and the text of the article and its own.
fn with_a_large_text() -> (Page, String, String) {
    let page = Visit::new().open();
    page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": OBSERVER }));
    let article = page.text();
    let (text, file) = large(&article);
    page.import_file(&page.file("large.json", &file));
    page.wait("what the file would do", |page| page.words("dialog").contains("2500 new"));
    page.click_within("dialog", "button", "Import");
    count(&page, COUNT);
    is_kept(&page);
    (page, article, text)
}

fn count(page: &Page, annotations: usize) {
    let words = format!("{annotations} annotations");
    page.wait(&words, |page| page.words(".list h2") == words);
}

/// Whichever store was the last to say so.
fn is_kept(page: &Page) {
    page.wait("it to be kept", |page| {
        let status = page.status();
        ["On this device", "Saved"].iter().any(|words| status.contains(words))
    });
}

fn shows(page: &Page, text: &str) {
    page.wait("all of the text", |page| {
        page.ask::<usize>("text().length", &[]) >= text.encode_utf16().count()
    });
    assert!(page.text() == text, "the text to the letter");
}

/// Of two texts.
fn choose_the_other(page: &Page) {
    page.ask::<()>(
        "((field) => {
            field.selectedIndex = 1 - field.selectedIndex;
            field.dispatchEvent(new Event('change', { bubbles: true }));
            return null;
        })(document.querySelector(arguments[0]))",
        &[json!(TEXTS)],
    );
}

fn nothing_was_called_damaged(page: &Page) {
    assert!(!page.ask::<bool>("globalThis.damage === true", &[]));
    assert!(!page.is_there(DAMAGED));
}

/// Selects the first words of the text, and tags them.
fn annotate(page: &Page) {
    page.ask::<()>(
        "((words) => {
            document.querySelector('[data-text]').focus();
            getSelection().setBaseAndExtent(words, 0, words, 4);
            return null;
        })(document.querySelector('[data-text] [data-start]').firstChild)",
        &[],
    );
    page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
    page.press("Digit1");
    page.wait("a row", |page| page.rows().iter().any(|row| row.quote == "开卷有益"));
}

#[test]
fn a_large_text_is_shown_again_without_a_choice() {
    let (page, _, text) = with_a_large_text();
    page.reload();
    shows(&page, &text);
    count(&page, COUNT);
    assert_eq!(page.ask::<String>("globalThis.first", &[]), FIRST, "and nothing else before it");
    nothing_was_called_damaged(&page);

    page.leave();
    page.open(&format!("{}#a={}", page.site().address(), id(2_000)));
    let row = format!(".row.current[data-annotation='{}']", id(2_000));
    page.wait("where the link leads", |page| page.is_there(&row));
    assert_eq!(page.alert(), "", "it was not called missing meanwhile");
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn who_does_not_want_to_wait_reads_another_text() {
    let (page, article, text) = with_a_large_text();
    page.site().hold("worker");
    page.reload();
    let waits = "Your text is being read from this device";
    page.wait("the waiting place", |page| page.status().contains(waits));
    assert!(page.has("progressbar", waits));
    assert!(!page.is_there("[data-text] [data-start]"), "the article is not shown in its place");
    page.screenshot("awaiting-light");
    let look = |light: &str, width: u32, height: u32, name: &str| {
        let features = json!([{ "name": "prefers-color-scheme", "value": light }]);
        page.devtools("Emulation.setEmulatedMedia", json!({ "features": features }));
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        page.devtools("Emulation.setDeviceMetricsOverride", size);
        page.screenshot(name);
    };
    look("dark", 1280, 800, "awaiting-dark");
    look("light", 390, 844, "awaiting-phone");
    look("light", 1280, 800, "awaiting-light-again");
    assert_eq!(page.faults(), Vec::<String>::new());

    page.click_on(".awaiting button");
    page.wait("the article", |page| page.text() == article);
    page.wait("how far the rest is", |page| page.words(".status").contains("Reading annotations"));
    page.screenshot("gathering");
    page.site().release();
    page.wait("the other text in the list", |page| page.is_there(TEXTS));
    assert!(page.text() == article, "who reads on is not interrupted");
    page.wait("the end of the bar", |page| !page.words(".status").contains("Reading"));
    nothing_was_called_damaged(&page);
    choose_the_other(&page);
    shows(&page, &text);
    count(&page, COUNT);
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn what_is_annotated_before_the_rest_is_here_is_kept_with_it() {
    let (page, _, text) = with_a_large_text();
    page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": HOLDING }));
    page.reload();
    shows(&page, &text);
    page.wait("all to be read", |page| page.ask("held.length > 0", &[]));
    page.wait("how far the rest is", |page| page.words(".status").contains("Reading annotations"));
    assert_eq!(page.words(".list h2"), "Reading annotations…");
    annotate(&page);
    page.screenshot("gathering-annotated");
    page.click("button", "Export");
    page.wait("why not", |page| page.alert().contains("not all annotations have been read yet"));
    page.ask::<()>("(letGo(), null)", &[]);
    count(&page, COUNT + 1);
    page.wait("the end of the bar", |page| !page.words(".status").contains("Reading"));
    is_kept(&page);
    nothing_was_called_damaged(&page);

    page.reload();
    shows(&page, &text);
    count(&page, COUNT + 1);
    assert_eq!(page.export().list("/annotations").len(), COUNT + 1);
    nothing_was_called_damaged(&page);
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn a_text_that_is_gone_is_not_waited_for() {
    let (page, article, _) = with_a_large_text();
    page.run(
        "const opening = indexedDB.open('pizhu');
        opening.onsuccess = () => {
            const writing = opening.result.transaction(['records'], 'readwrite');
            writing.objectStore('records').delete(IDBKeyRange.bound('an:t:', 'an:t;'));
            writing.oncomplete = () => { opening.result.close(); globalThis.done = true; };
        };",
        &[],
    );
    page.wait("it to be gone", |page| page.ask("globalThis.done === true", &[]));
    page.reload();
    page.wait("the article", |page| page.text() == article);
    page.wait("what is said of the annotations", |page| page.is_there(DAMAGED));
}

#[test]
fn each_tab_comes_back_to_its_own_text() {
    let page = Visit::new().open();
    let article = page.text();
    page.import_file(&page.file("own.txt", "一二三四五六七"));
    page.click_within("dialog", "button", "Import");
    let is_own = |page: &Page| page.text() == "一二三四五六七";
    page.wait("the other text", is_own);
    page.wait_for_status("Saved");
    let first = page.window();
    let second = page.open_window();
    page.wait("what was shown last", is_own);
    choose_the_other(&page);
    page.wait("the article", |page| page.text() == article);
    page.look_at(&first);
    page.mark("一二三", 0, "Digit1");
    assert!(is_own(&page), "it is not switched by the other");
    page.wait_for_status("Saved");
    page.reload();
    page.wait("its text again", is_own);
    page.look_at(&second);
    page.wait("the mark", |page| page.ask("localStorage.getItem('an:s:shown') !== null", &[]));
    assert!(page.text() == article);
    page.reload();
    page.wait("its text again", |page| page.text() == article);
}
