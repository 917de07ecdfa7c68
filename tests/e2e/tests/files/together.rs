//! More annotations than anybody makes by hand come in a file: they are kept together, in chunks of the mirror, and are
//! what they are elsewhere.
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "what is not there fails the test")]

use pizhu_e2e::{Page, Visit};
use serde_json::json;

/// So many make a chunk.
const CHUNK: usize = 512;

const COUNT: usize = 2_500;

fn id(number: usize) -> String {
    format!("00000000-0000-4000-8000-{number:012x}")
}

/// A text of its own with so many annotations.
fn file(count: usize) -> String {
    let line = "甲乙丙丁戊己庚辛\n";
    let annotation = |number: usize| {
        let start = number * line.chars().count() + 1;
        json!({ "id": id(number), "tag": "person", "quote": "乙丙", "start": start, "end": start + 2 })
    };
    let annotations: Vec<_> = (0..count).map(annotation).collect();
    json!({
        "format": "article-annotations", "version": 1, "document": { "text": line.repeat(count), "title": "Many" },
        "tags": [], "annotations": annotations, "links": [],
    })
    .to_string()
}

fn read(page: &Page) {
    page.import_file(&page.file("many.json", &file(COUNT)));
    page.wait("what the file would do", |page| page.words("dialog").contains("2500 new"));
}

/// With all of it in the mirror.
fn imported() -> Page {
    let page = Visit::new().window(1400, 900).open();
    read(&page);
    page.click_within("dialog", "button", "Import");
    count(&page, COUNT);
    page.wait_for_status("Saved");
    page
}

fn count(page: &Page, expected: usize) {
    let words = if expected == 0 { "No annotations".to_owned() } else { format!("{expected} annotations") };
    page.wait(&words, |page| page.words(".list h2") == words);
}

/// How many chunks the mirror has, and how many annotations under their own keys.
fn kept(page: &Page) -> (usize, usize) {
    page.ask(
        "new Promise((tell) => {
            const opening = indexedDB.open('pizhu');
            opening.onsuccess = () => {
                const reading = opening.result.transaction(['chunks', 'records']);
                const chunks = reading.objectStore('chunks').count();
                const alone = reading.objectStore('records').count(IDBKeyRange.bound('an:a:', 'an:a;'));
                reading.oncomplete = () => { opening.result.close(); tell([chunks.result, alone.result]); };
            };
        })",
        &[],
    )
}

#[test]
fn they_are_undone_and_done_again_and_brought_together_and_the_history_stays() {
    let page = imported();
    let chunks = COUNT.div_ceil(CHUNK);
    assert_eq!(kept(&page), (chunks, 0));
    assert!(
        page.local_storage().keys().all(|key| !key.starts_with("an:a:")),
        "no small store is filled with them"
    );

    page.press("Ctrl+KeyZ");
    count(&page, 0);
    page.wait("that to be kept", |page| kept(page) == (2 * chunks, 0));
    page.press("Ctrl+Shift+KeyZ");
    count(&page, COUNT);
    page.wait("that to be kept", |page| kept(page) == (3 * chunks, 0));
    page.select_text("丁戊", 0);
    page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
    page.press("Digit4");
    count(&page, COUNT + 1);
    page.wait("one alone", |page| kept(page) == (3 * chunks, 1));
    page.wait_for_status("Saved");

    for _ in 0..2 {
        page.reload();
        count(&page, COUNT + 1);
        page.wait("them to be brought together", |page| kept(page) == (chunks, 0));
    }
    let exported = page.export();
    assert_eq!(exported.list("/annotations").len(), COUNT + 1);
    assert_eq!(exported.quotes().iter().filter(|quote| **quote == "丁戊").count(), 1);
    page.press("Ctrl+KeyZ");
    count(&page, COUNT);
    page.press("Ctrl+KeyZ");
    count(&page, 0);
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn a_damaged_line_loses_one() {
    let page = imported();
    page.run(
        "const opening = indexedDB.open('pizhu');
        opening.onsuccess = () => {
            const writing = opening.result.transaction('chunks', 'readwrite').objectStore('chunks').openCursor();
            writing.onsuccess = () => {
                writing.result.update(writing.result.value.replace('乙丙', '乙丁'));
                writing.transaction.oncomplete = () => { opening.result.close(); globalThis.done = true; };
            };
        };",
        &[],
    );
    page.wait("it to be damaged", |page| page.ask("globalThis.done === true", &[]));
    page.reload();
    count(&page, COUNT - 1);
    page.wait("what is said of it", |page| {
        page.words("section[aria-label='What could not be read']").contains('1')
    });
}

#[test]
fn where_no_worker_comes_they_are_kept_one_by_one() {
    let page = Visit::new().window(1400, 900).open();
    read(&page);
    page.site().refuse("worker");
    page.click_within("dialog", "button", "Import");
    count(&page, COUNT);
    page.wait("that it failed", |page| page.status().contains("Not saved"));
    page.click_within(".page", "button", "Try again");
    page.wait_for_status("Saved");
    let (chunks, alone) = kept(&page);
    assert_eq!((chunks, alone), (0, COUNT));
    page.site().release();
    page.reload();
    count(&page, COUNT);
    page.wait("them to be brought together", |page| kept(page) == (COUNT.div_ceil(CHUNK), 0));
}
