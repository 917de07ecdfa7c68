//! The history of undo: it survives a reload, and never takes back what somebody else wrote.

use pizhu_e2e::{Page, Visit};

fn quotes(page: &Page) -> Vec<String> {
    page.marks().into_iter().map(|mark| mark.text).collect()
}

fn wait_for(page: &Page, expected: &[&str]) {
    page.wait(&format!("{expected:?}"), |page| quotes(page) == expected);
}

/// How many moments of histories the mirror has.
fn kept(page: &Page) -> usize {
    page.ask(
        "new Promise((tell) => {
            const opening = indexedDB.open('pizhu');
            opening.onsuccess = () => {
                const count = opening.result.transaction('history').objectStore('history').count();
                count.onsuccess = () => { opening.result.close(); tell(count.result); };
            };
        })",
        &[],
    )
}

fn is_disabled(page: &Page, button: &str) -> bool {
    page.is_there(&format!(".actions button[disabled]:nth-of-type({})", if button == "Undo" { 1 } else { 2 }))
}

fn wait_for_kept(page: &Page, count: usize) {
    // Only then there is a mirror to be asked: who asks before makes an empty one.
    page.wait_for_status("Saved");
    page.wait(&format!("{count} moments to be kept"), |page| kept(page) == count);
}

#[test]
fn what_was_done_before_a_reload_can_be_undone_and_done_again() {
    let page = Visit::new().open();
    for words in ["3.9万个", "陈俊敏", "胡建广"] {
        page.mark(words, 0, "Digit4");
    }
    wait_for_kept(&page, 3);
    page.press("Ctrl+KeyZ");
    wait_for(&page, &["3.9万个", "陈俊敏"]);
    wait_for_kept(&page, 3);
    page.wait_for_status("Saved");

    let page = page.come_back();
    page.wait("redo", |page| !is_disabled(page, "Redo"));
    page.press("Ctrl+KeyZ");
    wait_for(&page, &["3.9万个"]);
    page.press("Ctrl+Shift+KeyZ");
    page.press("Ctrl+Shift+KeyZ");
    wait_for(&page, &["3.9万个", "陈俊敏", "胡建广"]);
    for left in (0..3).rev() {
        page.press("Ctrl+KeyZ");
        page.wait("one less", |page| page.marks().len() == left);
    }
    page.mark("邱炳威", 0, "Digit4");
    wait_for_kept(&page, 1);
    page.reload();
    page.wait("undo", |page| !is_disabled(page, "Undo"));
    assert!(is_disabled(&page, "Redo"), "something new leaves nothing to be done again");
}

#[test]
fn what_another_window_changed_since_is_not_taken_back() {
    let page = Visit::new().open();
    page.mark("陈俊敏", 0, "Digit4");
    wait_for_kept(&page, 1);
    page.wait_for_status("Saved");
    page.reload();
    page.wait("undo", |page| !is_disabled(page, "Undo"));
    let first = page.window();
    page.open_window();
    page.click_text("陈俊敏", 0);
    page.press("Digit1");
    page.wait("another tag", |page| page.marks().iter().any(|mark| mark.name == "tag-quote-0"));
    page.look_at(&first);
    page.wait("another tag here", |page| page.marks().iter().any(|mark| mark.name == "tag-quote-0"));
    page.press("Ctrl+KeyZ");
    page.wait("the reason", |page| page.alert().contains("changed elsewhere"));
    assert_eq!(quotes(&page), ["陈俊敏"]);
}
