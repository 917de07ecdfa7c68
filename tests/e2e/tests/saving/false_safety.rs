//! Nothing is called safe that is not known to be: a download that may have been given up, a way out that cannot be
//! fetched, a database that somebody deleted, a storage that was swept.

use pizhu_e2e::{Page, Visit};
use serde_json::json;

/// Something that runs before the program does, on every page from now on.
fn before_the_program(page: &Page, source: &str) {
    page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }));
    page.reload();
}

const NO_MIRROR: &str =
    "Object.defineProperty(window, 'indexedDB', { get() { throw new Error('no mirror'); } })";

/// Remembers what the page offers as downloads, and lets the browser know nothing of it.
const GIVE_UP_DOWNLOADS: &str = "window.offered = [];
    HTMLAnchorElement.prototype.click = function () { window.offered.push(this.download); };";

#[test]
fn a_download_that_was_given_up_is_not_called_a_file() {
    let page = Visit::new().open();
    page.ask::<()>("(delete globalThis.showSaveFilePicker, null)", &[]);
    page.mark("陈俊敏", 0, "Digit4");
    page.mark("3.9万个", 0, "Digit3");
    page.run("URL.createObjectURL = () => { throw new Error('refused'); }", &[]);
    page.press("Ctrl+KeyS");
    page.wait("that there is none", |page| page.alert().contains("did not start the download"));
    let says = page.menu_says();
    assert!(says.contains("2 edits are not in a file yet") && !says.contains("Offered"), "{says}");

    page.run("URL.createObjectURL = () => 'about:blank'", &[]);
    page.run(GIVE_UP_DOWNLOADS, &[]);
    page.press("Ctrl+KeyS");
    page.wait("that it was offered", |page| {
        let says = page.words(".notices .done");
        says.starts_with("Offered as a download at ") && says.contains("the browser does not say")
    });
    page.screenshot("offered");
    let says = page.menu_says();
    assert!(says.contains("Offered as a download at 20"), "{says}");
    page.mark("逆行出征", 0, "Digit2");
    let says = page.menu_says();
    assert!(says.contains("Offered as a download at 20"), "{says}");
    assert!(says.contains("1 edit is not in a file yet"), "{says}");
    page.wait_for_status("Saved");
    page.reload();
    let says = page.menu_says();
    assert!(says.contains("Offered as a download at 20"), "it is remembered: {says}");
}

#[test]
fn everything_can_be_downloaded_where_no_part_of_the_program_can_be_fetched() {
    let page = Visit::new().open();
    before_the_program(&page, NO_MIRROR);
    page.mark("3.9万个", 0, "Digit3");
    page.wait_for_status("On this device");
    page.fill_storage();
    page.mark("陈俊敏", 0, "Digit4");
    page.wait_for_status("Not saved: 1 change");
    page.site().refuse("files");
    let file = page.download(|page| page.click("button", "Download everything"));
    assert!(file.text.contains("\"3.9万个\"") && file.text.contains("\"陈俊敏\""), "{}", file.text);
    assert_eq!(page.alert(), "");
    page.wait_for_status("Not saved: 1 change");

    // and where the program itself has failed
    page.run("crypto.getRandomValues = () => { throw new Error('as a panic would'); }", &[]);
    page.select_text("胡建广", 0);
    page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
    page.press("Digit4");
    page.wait("the cover", |page| page.is_there("#broken"));
    let file = page.download(|page| page.click_within("#broken", "button", "Download everything"));
    assert!(file.text.contains("\"陈俊敏\""), "{}", file.text);
}

#[test]
fn everything_is_every_text_and_not_only_the_one_that_is_shown() {
    let page = Visit::new().open();
    page.mark("陈俊敏", 0, "Digit4");
    page.import_file(&page.file("另一篇.txt", "另一篇\n第二段。"));
    page.click_within("dialog", "button", "Import");
    page.wait("the other text", |page| page.text().contains("第二段"));
    page.wait_for_status("Saved");
    page.run(GIVE_UP_DOWNLOADS, &[]);
    page.click("button", "More");
    page.wait("the menu", |page| page.is_there("#more:popover-open select"));
    page.click("button", "Erase everything on this device");
    page.wait("what goes", |page| page.is_there("dialog"));
    page.click_within("dialog", "button", "Download everything");
    page.wait("both", |page| page.ask::<Vec<String>>("window.offered", &[]).len() == 2);
    let names: Vec<String> = page.ask("window.offered", &[]);
    assert!(names[0].starts_with("另一篇") && names[1].starts_with("疫情防控一线"), "{names:?}");
}

/// How many records the mirror has; none where there is no database.
fn mirrored(page: &Page) -> u32 {
    let count = "(window.came = undefined, (async () => {
            const all = await indexedDB.databases();
            if (!all.some(({ name }) => name === 'pizhu')) return 0;
            const done = (request) => new Promise((resolve, reject) => {
                request.onsuccess = () => resolve(request.result);
                request.onerror = () => reject(request.error);
            });
            const database = await done(indexedDB.open('pizhu'));
            const count = await done(database.transaction('records').objectStore('records').count());
            database.close();
            return count;
        })().then((came) => window.came = came, () => window.came = 0), null)";
    page.ask::<()>(count, &[]);
    page.wait_for("the count", |page| page.ask("window.came ?? null", &[]))
}

/// From now on the page opens no database, until it is allowed again.
fn forbid_opening(page: &Page, is_forbidden: bool) {
    let switch =
        "(window.openAsBefore ??= IDBFactory.prototype.open, IDBFactory.prototype.open = arguments[0]
        ? () => { throw new DOMException('not now', 'UnknownError') } : window.openAsBefore, null)";
    page.ask::<()>(switch, &[json!(is_forbidden)]);
}

fn look_at_it(page: &Page) {
    page.ask::<()>("(document.dispatchEvent(new Event('visibilitychange')), null)", &[]);
}

const DELETED: &str = "indexedDB.deleteDatabase('pizhu')";

#[test]
fn the_status_falls_when_the_database_goes_and_it_is_written_again() {
    type Way = (&'static str, fn(&Page));
    let ways: &[Way] = &[
        ("deleted by a script", |page| page.run(DELETED, &[])),
        ("deleted in the developer tools", |page| {
            let parameters = json!({ "securityOrigin": page.site().origin(), "databaseName": "pizhu" });
            page.devtools("IndexedDB.deleteDatabase", parameters);
        }),
        ("swept by the browser's settings", |page| {
            let parameters = json!({ "origin": page.site().origin(), "storageTypes": "indexeddb" });
            page.devtools("Storage.clearDataForOrigin", parameters);
        }),
        ("emptied in the developer tools", |page| {
            let origin = page.site().origin();
            let parameters =
                json!({ "securityOrigin": origin, "databaseName": "pizhu", "objectStoreName": "records" });
            page.devtools("IndexedDB.clearObjectStore", parameters);
            look_at_it(page);
        }),
        ("closed by the browser", |page| {
            page.run(
                "databases.forEach((one) => { one.close(); one.dispatchEvent(new Event('close')); })",
                &[],
            );
        }),
        ("closed without a word", |page| {
            page.run("databases.forEach((one) => one.close())", &[]);
            look_at_it(page);
        }),
    ];
    let page = Visit::new().open();
    let remember = "window.databases = [];
        const { open } = IDBFactory.prototype;
        IDBFactory.prototype.open = function (...all) {
            const request = open.apply(this, all);
            request.addEventListener('success', () => window.databases.push(request.result));
            return request;
        };";
    before_the_program(&page, remember);
    page.mark("陈俊敏", 0, "Digit4");
    page.mark("3.9万个", 0, "Digit3");
    for (way, act) in ways {
        page.wait(way, |page| page.status().ends_with("on this device’s disk"));
        let before = mirrored(&page);
        assert!(before >= 2, "{way}: {before}");
        forbid_opening(&page, true);
        act(&page);
        page.wait(way, |page| page.status() == "On this device");
        assert_eq!(page.rows().len(), 2, "{way}");
        forbid_opening(&page, false);
        look_at_it(&page);
        page.wait(way, |page| page.status().starts_with("Saved"));
        assert_eq!(mirrored(&page), before, "{way}");
    }
    // the history of undo went there again too
    page.reload();
    page.wait("both", |page| page.rows().len() == 2);
    page.wait_for_status("Saved");
    page.wait("undo", |page| {
        page.press("Ctrl+KeyZ");
        page.rows().len() == 1
    });
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn in_firefox_too_the_database_is_written_again() {
    let page = Visit::new().firefox().open();
    page.mark("陈俊敏", 0, "Digit4");
    page.wait_for_status("Saved");
    let before = mirrored(&page);
    forbid_opening(&page, true);
    page.run(DELETED, &[]);
    page.wait("less", |page| page.status() == "On this device");
    forbid_opening(&page, false);
    look_at_it(&page);
    page.wait_for_status("Saved");
    assert_eq!(mirrored(&page), before);
}

#[test]
fn what_was_swept_without_an_event_is_found_when_the_page_is_looked_at() {
    let page = Visit::new().open();
    before_the_program(&page, NO_MIRROR);
    page.mark("陈俊敏", 0, "Digit4");
    page.wait_for_status("On this device");
    let stored = page.local_storage();
    page.run(
        "localStorage.clear(); window.set = Storage.prototype.setItem; \
        Storage.prototype.setItem = () => { throw new Error('not now') }",
        &[],
    );
    look_at_it(&page);
    page.wait("the truth", |page| page.status().starts_with("Not saved: "));
    page.run("Storage.prototype.setItem = window.set", &[]);
    page.click("button", "Try again");
    page.wait_for_status("On this device");
    assert_eq!(page.local_storage(), stored);

    page.run("localStorage.clear()", &[]);
    look_at_it(&page);
    page.wait("it to be there again", |page| page.local_storage() == stored);
    assert_eq!(page.status(), "On this device");
}
