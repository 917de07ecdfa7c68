//! Restore points: they are set by themselves and by hand, can be looked at without changing anything, and gone back to,
//! which can be undone, also after the page was loaded again in between.

use pizhu_e2e::{Page, Visit};

fn menu(page: &Page, row: &str) {
    page.open_menu();
    page.click_within("#more", "button", row);
}

/// Opens the list, and tells its items.
fn points(page: &Page) -> Vec<String> {
    menu(page, "Restore points");
    page.wait("the list", |page| page.words("dialog h2") == "Restore points");
    items(page)
}

fn items(page: &Page) -> Vec<String> {
    page.ask(
        "[...document.querySelectorAll('.points li')].map((one) => one.innerText.replace(/\\s+/g, ' '))",
        &[],
    )
}

fn set(page: &Page, name: &str) {
    let before = points(page).len();
    page.click("textbox", "Name, if it is to stay");
    page.type_text(name);
    page.press("Enter");
    page.wait("the new one", |page| items(page).len() == before + 1);
    page.click_within("dialog", "button", "Close");
    page.wait("no dialog", |page| !page.is_there("dialog"));
}

fn look_at(page: &Page, name: &str) {
    points(page);
    let of = "[...document.querySelectorAll('.points li')].find((one) => one.innerText.includes(arguments[0])).querySelector('button').click()";
    page.ask::<()>(&format!("({of}, null)"), &[name.into()]);
    page.wait("the bar", |page| page.words(".looking p").starts_with("You are looking at "));
}

fn quotes(page: &Page) -> Vec<String> {
    page.rows().into_iter().map(|row| row.quote).collect()
}

#[test]
fn one_can_look_back_and_go_back_and_undo_that() {
    let page = Visit::new().open();
    page.mark("陈俊敏", 0, "Digit4");
    page.mark("3.9万个", 0, "Digit3");
    page.wait_for_status("Saved");
    set(&page, "first draft");
    page.mark("逆行出征", 0, "Digit2");
    page.open_row("陈俊敏");
    page.click_within("[data-annotation]:has([aria-current=true])", "button", "Delete");
    page.wait("two rows", |page| page.rows().len() == 2);
    page.wait_for_status("Saved");
    let now = page.seen();

    let told = points(&page);
    assert!(
        told[0].contains("first draft") && told[0].contains("2 annotations · 1 added since, 1 deleted since"),
        "{told:?}"
    );
    page.screenshot("points");
    page.click_within("dialog", "button", "Close");

    page.reload();
    page.wait("what was there", |page| page.rows().len() == 2);
    look_at(&page, "first draft");
    page.wait("what was there then", |page| quotes(page) == ["3.9万个", "陈俊敏"]);
    assert_eq!(page.marks().len(), 2, "it is painted too");
    page.screenshot("looking");

    // nothing can be changed, and nothing that is kept has changed
    let stored = page.local_storage();
    page.click_on(&page.rows()[0].part("button"));
    page.wait("the current one", |page| page.is_there("[aria-current=true]"));
    assert!(!page.is_there(".details"), "there is nothing to change");
    page.press("Delete");
    page.wait("why not", |page| page.alert().contains("go back to now first"));
    page.click("button", "Dismiss");
    page.press("Digit1");
    page.wait("why not", |page| page.alert().contains("go back to now first"));
    assert_eq!(quotes(&page), ["3.9万个", "陈俊敏"]);
    assert_eq!(page.local_storage(), stored);
    page.click_within(".looking", "button", "Back to now");
    page.wait("the present", |page| page.rows().len() == 2 && page.seen() == now);

    look_at(&page, "first draft");
    page.click_within(".looking", "button", "Restore this");
    page.wait("what was there then", |page| quotes(page) == ["3.9万个", "陈俊敏"]);
    page.wait_for_status("Saved");
    page.reload();
    page.wait("that it was kept", |page| quotes(page) == ["3.9万个", "陈俊敏"]);
    page.click("button", "Undo");
    page.wait("what was before", |page| page.rows().len() == 2 && page.seen() == now);
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn points_are_set_before_much_changes_and_go_when_they_are_deleted() {
    let page = Visit::new().open();
    page.mark("陈俊敏", 0, "Digit4");
    page.mark("3.9万个", 0, "Digit3");
    page.wait_for_status("Saved");
    let file = page.export();
    page.open_row("陈俊敏");
    page.click_within("[data-annotation]:has([aria-current=true])", "button", "Delete");
    page.wait("one row", |page| page.rows().len() == 1);
    page.import_file(&page.file("again.json", &file.text));
    page.click_within("dialog", "button", "Import");
    page.wait("both", |page| page.rows().len() == 2);
    page.wait_for_status("Saved");

    let told = points(&page);
    assert!(told[0].contains("before much changed 1 annotation · 1 added since"), "{told:?}");
    let (all, deleted) = (told.len(), told[0].clone());
    page.click_on(".points li button + button");
    page.wait("one less", |page| items(page).len() == all - 1);
    assert!(!items(&page).contains(&deleted));
    page.click_within("dialog", "button", "Close");
    page.wait("no dialog", |page| !page.is_there("dialog"));
    page.reload();
    assert!(!points(&page).contains(&deleted));
    assert!(
        items(&page)[0].contains("when it was opened 2 annotations · as it is now"),
        "{:?}",
        items(&page)
    );
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

/// What a transaction reads before it writes keeps it open in the other browser too.
#[test]
fn firefox_sets_them_and_goes_back_too() {
    let page = Visit::new().firefox().open();
    page.mark("陈俊敏", 0, "Digit4");
    page.wait_for_status("Saved");
    set(&page, "one");
    page.mark("3.9万个", 0, "Digit3");
    page.wait_for_status("Saved");
    page.reload();
    page.wait("both", |page| page.rows().len() == 2);
    look_at(&page, "one");
    page.wait("one", |page| quotes(page) == ["陈俊敏"]);
    page.click_within(".looking", "button", "Restore this");
    page.wait("the present", |page| !page.is_there(".looking"));
    assert_eq!(quotes(&page), ["陈俊敏"]);
}

/// Version 1 had no points. Where another tab made it, what is in it stays, and the points come to it.
#[test]
fn a_mirror_of_the_version_before_gets_room_for_points() {
    let page = Visit::new().open();
    page.mark("陈俊敏", 0, "Digit4");
    page.wait_for_status("Saved");
    let kept = page.local_storage();
    // the page would make a new one at once
    let old = "(globalThis.done = false, IDBFactory.prototype.open = ((open) => function (name, version) {
        if (version !== 1) throw new Error('not now');
        return open.call(this, name, version);
    })(IDBFactory.prototype.open), indexedDB.deleteDatabase('pizhu').onsuccess = () => {
        const opening = indexedDB.open('pizhu', 1);
        opening.onupgradeneeded = () => ['records', 'history', 'flushes'].forEach((name) => opening.result.createObjectStore(name));
        opening.onsuccess = () => {
            const writing = opening.result.transaction('records', 'readwrite');
            for (const [key, value] of Object.entries(arguments[0])) writing.objectStore('records').put(value, key);
            writing.oncomplete = () => { opening.result.close(); localStorage.clear(); globalThis.done = true; };
        };
    }, null)";
    page.ask::<()>(old, &[serde_json::json!(kept)]);
    page.wait("the old mirror", |page| page.ask("globalThis.done", &[]));
    page.reload();
    page.wait("what was in it", |page| quotes(page) == ["陈俊敏"]);
    set(&page, "after the upgrade");
    assert!(points(&page)[0].contains("after the upgrade 1 annotation"), "{:?}", items(&page));
    assert_eq!(page.console_errors(), Vec::<String>::new());
}
