//! A text of one's own beside the article: signs of several units, blank lines, foreign line ends; its offsets are
//! right in the file, and it comes and goes without losing its annotations.

use pizhu_e2e::{Page, Visit};

/// A byte order mark, CR LF, U+3000, a blank line, a family of emoji, 𠮷, a letter with two marks, a flag.
const FILE: &str =
    "\u{feff}\u{3000}\u{3000}我们👩‍👩‍👧‍👦去𠮷野家。\r\n\r\n“e\u{301}\u{327}tude” 见 🇨🇳 3.9万个é。\r\n完\r\n";

/// The same as it is shown.
const SHOWN: &str = "\u{3000}\u{3000}我们👩‍👩‍👧‍👦去𠮷野家。\n\n“e\u{301}\u{327}tude” 见 🇨🇳 3.9万个é。\n完\n";

const TITLE: &str = "我们👩‍👩‍👧‍👦去𠮷野家。";

/// Words, the key that tags them, and where they begin in code points and in UTF-16 units.
const PASSAGES: &[(&str, &str, u64, u64)] = &[
    ("👩‍👩‍👧‍👦", "Digit4", 4, 4),
    ("𠮷野家", "Digit6", 12, 16),
    ("e\u{301}\u{327}", "Digit2", 19, 24),
    ("🇨🇳", "Digit6", 30, 35),
    ("3.9万个é", "Digit3", 33, 40),
];

/// Opens a file by its field and agrees to what the dialog says.
fn bring(page: &Page, name: &str, text: &str, says: &str) {
    page.import_file(&page.file(name, text));
    page.wait(says, |page| page.words("dialog").contains(says));
    page.click_within("dialog", "button", "Import");
    page.wait("the dialog to go", |page| !page.is_there("dialog"));
}

fn mark_all(page: &Page) {
    for (words, key, ..) in PASSAGES {
        page.mark(words, 0, key);
    }
    page.wait_for_status("Saved");
}

/// Chooses the other text in the menu, with the keyboard.
fn show_other(page: &Page, key: &str, title: &str) {
    page.ask::<()>("(document.querySelector('select[aria-label=Texts]').focus(), null)", &[]);
    page.press(key);
    page.wait(title, |page| page.text().contains(title));
}

#[test]
fn signs_of_several_units_are_counted_right() {
    let page = Visit::new().open();
    bring(&page, "own.txt", FILE, "beside the texts");
    page.wait("the text", |page| page.text() == SHOWN);
    mark_all(&page);
    page.screenshot("any-text");

    let file = page.export();
    assert_eq!(file.faults(SHOWN), Vec::<String>::new());
    let annotations = file.list("/annotations").iter();
    let found: Vec<_> = annotations
        .map(|one| (one["quote"].as_str(), one["start"].as_u64(), one["utf16"][0].as_u64()))
        .collect();
    let expected: Vec<_> = PASSAGES
        .iter()
        .map(|(words, _, points, units)| (Some(*words), Some(*points), Some(*units)))
        .collect();
    assert_eq!(found, expected);
    let painted: Vec<_> = page.marks().into_iter().map(|one| (one.text, u64::from(one.start))).collect();
    let expected: Vec<_> =
        PASSAGES.iter().map(|(words, _, points, _)| ((*words).to_owned(), *points)).collect();
    assert_eq!(painted, expected);
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn two_texts_and_their_annotations_are_kept() {
    let page = Visit::new().open();
    page.mark("陈俊敏", 0, "Digit4");
    let article = page.seen();
    bring(&page, "own.txt", FILE, "beside the texts");
    assert!(page.rows().is_empty(), "the list is of the text that is shown");
    mark_all(&page);
    let own = page.seen();

    page.reload();
    assert_eq!(page.seen(), own, "a visit begins with the text that was shown last");
    show_other(&page, "ArrowUp", "陈俊敏");
    assert_eq!(page.seen(), article);
    show_other(&page, "ArrowDown", "𠮷野家");
    assert_eq!(page.seen(), own);

    page.click("button", &format!("Close “{TITLE}”"));
    page.wait("the article", |page| page.text().contains("陈俊敏"));
    assert_eq!(page.seen(), article);
    page.wait_for_status("Saved");
    page.reload();
    assert!(!page.has("combobox", "Texts"), "one text is open, so there is nothing to choose");
    bring(&page, "own.txt", FILE, "Opens “");
    page.wait("the text", |page| page.text() == SHOWN);
    assert_eq!(page.seen(), own, "closed and opened again");
}

#[test]
fn a_project_of_another_text_opens_beside_the_article() {
    let page = Visit::new().open();
    bring(&page, "own.txt", FILE, "beside the texts");
    mark_all(&page);
    let (own, file) = (page.seen(), page.export());

    page.leave();
    page.clear_storage();
    page.arrive();
    page.mark("陈俊敏", 0, "Digit4");
    let article = page.seen();
    bring(&page, "home.json", &file.text, "5 new");
    page.wait("the text", |page| page.text() == SHOWN);
    assert_eq!(page.seen(), own);
    assert_eq!(page.export().text, file.text);
    show_other(&page, "ArrowUp", "陈俊敏");
    assert_eq!(page.seen(), article);
}
