//! What the machine gives: files, clock, preferences.

use js_sys::{Array, Uint8Array};
use pizhu::browser::{
    BrowserError, download, languages, new_id, new_replica, now, open_file, prefers_dark, set_language,
    set_theme,
};
use pizhu::decoration::Theme;
use pizhu::model::ReplicaId;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::File;

fn file(bytes: &[u8]) -> File {
    File::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes)), "文.json").unwrap()
}

#[wasm_bindgen_test]
async fn a_file_is_judged_by_its_beginning_and_then_read() {
    let text = format!("\u{feff}a\r\n{}", "党".repeat(30_000));
    let opened = open_file(file(text.as_bytes())).await.unwrap();
    assert_eq!((opened.name.as_str(), opened.size), ("文.json", text.len() as u64));
    assert!(text.starts_with(&opened.head) && opened.head.len() > 65_530, "{}", opened.head.len());
    assert_eq!(opened.text().await.unwrap(), text);
    let empty = open_file(file(b"")).await.unwrap();
    assert_eq!((empty.size, empty.head.as_str()), (0, ""));
}

#[wasm_bindgen_test]
async fn bytes_that_are_no_text_are_said_where_they_are() {
    assert_eq!(open_file(file(b"ab\xff\xfe")).await.err(), Some(BrowserError::NotUtf8(2)));
    assert_eq!(open_file(file(b"ab\xe5\x85")).await.err(), Some(BrowserError::NotUtf8(2)), "cut at its end");
    let mut late = vec![b'a'; 70_000];
    late.push(0xff);
    let opened = open_file(file(&late)).await.unwrap();
    assert_eq!(opened.text().await.err(), Some(BrowserError::NotUtf8(70_000)));
}

#[wasm_bindgen_test]
fn a_download_starts() {
    assert_eq!(download("a/b.json", "application/json", "{}"), Ok(()));
}

#[wasm_bindgen_test]
fn names_are_fresh_and_the_clock_is_of_this_century() {
    let ids = [new_id(), new_id()];
    assert_ne!(ids[0], ids[1]);
    assert_eq!(ids[0].uuid().get_version_num(), 4);
    assert_ne!(new_replica(), new_replica());
    assert_ne!(new_replica(), ReplicaId::FILE);
    assert!((1_600_000_000_000..4_000_000_000_000).contains(&now()));
}

#[wasm_bindgen_test]
fn the_page_says_its_theme_and_language() {
    let root = web_sys::window().unwrap().document().unwrap().document_element().unwrap();
    set_theme(Theme::Sepia);
    set_language("zh-Hans");
    assert_eq!(root.get_attribute("data-theme").as_deref(), Some("sepia"));
    assert_eq!(root.get_attribute("lang").as_deref(), Some("zh-Hans"));
    assert!(!languages().is_empty());
    assert!(!prefers_dark(), "a browser without a head asks for nothing");
}
