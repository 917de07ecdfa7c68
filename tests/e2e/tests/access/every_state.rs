//! The page shuts nobody out: axe-core finds nothing in any state, the focus is never lost, each annotation is announced
//! once, and who asked for rest sees nothing move.

use pizhu_e2e::{Page, Visit};
use serde_json::json;

/// What axe-core finds in this state of the page is nothing.
#[track_caller]
fn shuts_nobody_out(page: &Page, state: &str) {
    assert_eq!(page.faults(), Vec::<String>::new(), "{state}");
}

/// Annotations that nest, cross and touch.
fn mark(page: &Page) {
    for (words, key) in [
        ("“党员先锋岗”", "Digit2"),
        ("党员先锋", "Digit5"),
        ("一侧竖立的“党员", "Digit1"),
        ("牌子", "Digit6"),
    ] {
        page.mark(words, 0, key);
    }
}

fn open_note(page: &Page) {
    page.open_row("党员先锋");
    page.click("textbox", "Note");
    page.type_text("谁立的？");
}

/// The states that a page passes through, each looked at.
fn look_at_each_state(page: &Page, light: &str) {
    shuts_nobody_out(page, &format!("empty, {light}"));
    mark(page);
    shuts_nobody_out(page, &format!("marked, {light}"));
    open_note(page);
    shuts_nobody_out(page, &format!("row open, {light}"));
    page.press("Escape");
    page.select_text("逆行出征", 0);
    page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
    shuts_nobody_out(page, &format!("toolbar open, {light}"));
    page.press("KeyA");
    page.wait("the occurrences", |page| page.is_there("[role=search] [type=checkbox]"));
    shuts_nobody_out(page, &format!("find bar open, {light}"));
    page.press("Escape");
    page.wait("the bar to go", |page| !page.is_there("[role=search]"));
    page.press("Escape");
    page.open_row("牌子");
    page.press("KeyE");
    shuts_nobody_out(page, &format!("edges moved, {light}"));
    page.press("Escape");
    page.press("Escape");
    page.press("Shift+Slash");
    page.wait("the list of keys", |page| page.is_there("dialog"));
    shuts_nobody_out(page, &format!("dialog open, {light}"));
    page.press("Escape");
    page.wait("the dialog to go", |page| !page.is_there("dialog"));
    page.click("button", "More");
    page.wait("the menu", |page| page.is_there("#more:popover-open select"));
    shuts_nobody_out(page, &format!("menu open, {light}"));
    page.click_within("#more", "button", "Erase everything on this device");
    page.wait("the question", |page| page.is_there("dialog"));
    shuts_nobody_out(page, &format!("before erasing, {light}"));
    page.press("Escape");
    page.wait("the question to go", |page| !page.is_there("dialog"));
    look_at_restore_points(page, light);
}

/// The list of restore points, and what is shown while one of them is looked at.
fn look_at_restore_points(page: &Page, light: &str) {
    page.click("button", "More");
    page.wait("the menu", |page| page.is_there("#more:popover-open select"));
    page.click_within("#more", "button", "Restore points");
    page.wait("the list", |page| page.is_there("dialog form"));
    page.click("button", "Set a restore point");
    page.wait("the restore points", |page| page.is_there(".points li"));
    shuts_nobody_out(page, &format!("restore points, {light}"));
    page.screenshot(&format!("points-{light}"));
    page.click_on(".points li button");
    page.wait("the past", |page| page.is_there(".looking"));
    shuts_nobody_out(page, &format!("a restore point looked at, {light}"));
    page.click("button", "Back to now");
    page.wait("the present", |page| !page.is_there(".looking"));
}

#[test]
fn every_state_in_daylight_and_in_the_dark() {
    look_at_each_state(&Visit::new().open(), "light");
    look_at_each_state(&Visit::new().dark().open(), "dark");
}

#[test]
fn every_state_on_sepia_and_in_the_colours_of_the_system() {
    let page = Visit::new().open();
    page.choose("Appearance", "sepia");
    look_at_each_state(&page, "sepia");
    let page = Visit::new().open();
    page.devtools(
        "Emulation.setEmulatedMedia",
        json!({ "features": [{ "name": "forced-colors", "value": "active" }] }),
    );
    look_at_each_state(&page, "forced colours");
}

/// A window of 1280 pixels at 400 % has 320 (WCAG 2.2, success criterion 1.4.10).
#[test]
fn every_state_on_a_phone_and_at_400_percent() {
    for (width, height) in [(390, 844), (320, 256)] {
        let page = Visit::new().window(width, height).open();
        shuts_nobody_out(&page, "narrow");
        let sideways = "document.scrollingElement.scrollWidth > innerWidth";
        assert!(!page.ask::<bool>(sideways, &[]), "nothing scrolls sideways at {width}");
        page.press("Tab");
        page.press("Enter");
        page.press("Ctrl+Home");
        for _ in 0..4 {
            page.press("Shift+ArrowRight");
        }
        page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
        shuts_nobody_out(&page, "toolbar open, narrow");
        page.press("Digit2");
        page.wait("a row", |page| page.rows().len() == 1);
        page.press("KeyN");
        page.wait("the list", |page| page.is_there(".list.open textarea"));
        shuts_nobody_out(&page, "list open, narrow");
        page.press("Escape");
        page.press("Escape");
        page.press("Shift+Slash");
        page.wait("the list of keys", |page| page.is_there("dialog"));
        shuts_nobody_out(&page, "dialog open, narrow");
    }
}

#[test]
fn every_state_that_says_what_went_wrong() {
    let page = Visit::new().open();
    page.mark("陈俊敏", 0, "Digit4");
    let file = page.export();
    page.press("Delete");
    page.import_file(&page.file("twisted.json", &file.text.replacen("\"title\": ", "\"title\" ", 1)));
    page.wait("the reason", |page| page.alert().contains("twisted.json"));
    shuts_nobody_out(&page, "a file refused");
    page.import_file(&page.file("home.json", &file.text));
    page.wait("what the file would do", |page| page.is_there("dialog"));
    shuts_nobody_out(&page, "an import to agree to");

    let page = Visit::new().keeping_nothing().open();
    page.mark("陈俊敏", 0, "Digit4");
    page.wait_for_status("Not saved");
    shuts_nobody_out(&page, "not saved");
}

/// Puts a record beside an annotation that cannot be read, under a key as the page writes them.
const DAMAGE: &str = "(() => {
    const key = Object.keys(localStorage).find((key) => key.startsWith('an:a:'));
    localStorage.setItem(key.slice(0, -4) + 'beef', 'half a record');
    return null;
})()";

/// A record that cannot be read, and what stands over the page when the program itself has failed.
#[test]
fn every_state_that_says_what_is_broken() {
    for is_dark in [false, true] {
        let visit = if is_dark { Visit::new().dark() } else { Visit::new().window(390, 844) };
        let page = visit.open();
        page.press("Tab");
        page.press("Enter");
        page.press("Ctrl+Home");
        page.press("Ctrl+Shift+ArrowRight");
        page.press("Digit2");
        page.wait_for_status("Saved");
        page.ask::<()>(DAMAGE, &[]);
        page.reload();
        page.wait("the notice", |page| page.words("body").contains("1 stored record is damaged"));
        shuts_nobody_out(&page, "a damaged record");
        page.click("button", "Show");
        page.wait("the record", |page| page.words("dialog").contains("half a record"));
        shuts_nobody_out(&page, "damaged records");
        page.screenshot(if is_dark { "damage-dark" } else { "damage-phone" });
        page.press("Escape");
        page.wait("the dialog to go", |page| !page.is_there("dialog"));
        page.ask::<()>(
            "(crypto.getRandomValues = () => { throw new Error('as a panic would'); }, null)",
            &[],
        );
        page.ask::<()>("(document.querySelector('[data-text]').focus(), null)", &[]);
        page.press("Ctrl+Home");
        page.press("Ctrl+Shift+ArrowRight");
        page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
        page.press("Digit4");
        page.wait("the cover", |page| page.words("#broken").contains("The program has failed"));
        shuts_nobody_out(&page, "the program has failed");
        page.screenshot(if is_dark { "broken-dark" } else { "broken-phone" });
    }
}

/// What has the focus; it is never the whole page.
#[track_caller]
fn has_focus(page: &Page, expected: &str) {
    let focus = "((at) => at.hasAttribute('data-text') ? 'text'
        : at.closest('[data-annotation]')?.querySelector('bdi').innerText ?? at.innerText.trim())(document.activeElement)";
    page.wait(&format!("the focus on {expected}"), |page| page.ask::<String>(focus, &[]) == expected);
}

#[test]
fn the_focus_is_never_lost() {
    let page = Visit::new().open();
    mark(&page);

    // a dialog gives it back, however it is closed
    page.click("button", "More");
    page.wait("the menu", |page| page.is_there("#more:popover-open select"));
    page.click("button", "Keyboard shortcuts");
    page.click_within("dialog", "button", "Close");
    page.wait("the dialog to go", |page| !page.is_there("dialog"));
    has_focus(&page, "text");
    page.press("Escape");
    page.wait("no open row", |page| !page.is_there("[aria-current=true]"));
    page.open_row("牌子");
    page.press("Shift+Slash");
    page.wait("the list of keys", |page| page.is_there("dialog"));
    page.press("Escape");
    has_focus(&page, "牌子");

    // what is deleted gives it to its neighbour, the last one to the text
    page.press("Delete");
    has_focus(&page, "党员先锋");
    page.click("button", "Delete");
    has_focus(&page, "“党员先锋岗”");
    page.press("Escape");
    page.wait("no open row", |page| !page.is_there("[aria-current=true]"));
    page.open_row("一侧");
    page.click("button", "Delete");
    page.press("Delete");
    has_focus(&page, "text");
    assert!(page.rows().is_empty());

    // a button that is switched off under it
    while page.ask::<bool>("[...document.querySelectorAll('.actions button')].some((one) => one.innerText === 'Undo' && !one.disabled)", &[]) {
        page.click("button", "Undo");
    }
    has_focus(&page, "text");

    // a text that comes, and goes
    page.import_file(&page.file("own.txt", "一二三四五六七"));
    page.click_within("dialog", "button", "Import");
    page.wait("the other text", |page| page.text().starts_with("一二三"));
    has_focus(&page, "text");
    page.click_on(".documents button");
    page.wait("the article", |page| !page.text().starts_with("一二三"));
    has_focus(&page, "text");
    page.import_file(&page.file("own.txt", "一二三四五六七"));
    page.click_within("dialog", "button", "Cancel");
    has_focus(&page, "text");
    assert_eq!(page.console_errors(), Vec::<String>::new());
}

#[test]
fn each_annotation_is_announced_once() {
    let page = Visit::new().open();
    let watch = "new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((node) => change.target === region && said.push(node.textContent))))";
    page.ask::<()>(&format!("(globalThis.said = [], document.querySelectorAll('[aria-live], [role=alert]').forEach((region) => {watch}.observe(region, {{ childList: true, subtree: true }})), null)"), &[]);
    mark(&page);
    let words = ["term: “党员先锋岗”", "organisation: 党员先锋", "quote: 一侧竖立的“党员", "place: 牌子"];
    assert_eq!(page.ask::<Vec<String>>("said.splice(0)", &[]), words);
    page.press("BracketLeft");
    page.wait("the one before", |page| page.words("[aria-current=true] bdi") == "党员先锋");
    assert_eq!(page.ask::<Vec<String>>("said.splice(0)", &[]), ["organisation: 党员先锋"]);

    // in what a screen reader walks through, each is one item of one list
    let tree = page.devtools("Accessibility.getFullAXTree", json!({}));
    let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
    let buttons: Vec<&str> = nodes
        .iter()
        .filter(|node| node["role"]["value"] == "button")
        .filter_map(|node| node["name"]["value"].as_str())
        .collect();
    for (tag, quote) in words.iter().filter_map(|words| words.split_once(": ")) {
        let own = buttons.iter().filter(|name| name.starts_with(tag) && name.contains(quote));
        assert_eq!(own.count(), 1, "{tag} {quote}: {buttons:?}");
    }
}

#[test]
fn who_asked_for_rest_sees_nothing_move() {
    let page = Visit::new().open();
    let rest = json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
    page.devtools("Emulation.setEmulatedMedia", rest);
    let watch = "(globalThis.glides = [], Element.prototype.scrollBy = ((by) => function (to) {
        glides.push(to.behavior); return by.call(this, to); })(Element.prototype.scrollBy), null)";
    page.ask::<()>(watch, &[]);
    page.mark("“党员先锋岗”", 0, "Digit2");
    page.press("Escape");
    page.press("Tab");
    page.press("BracketRight");
    page.wait("the annotation", |page| page.is_there("[aria-current=true]"));
    let glides: Vec<String> = page.ask("glides", &[]);
    assert!(!glides.is_empty() && glides.iter().all(|behaviour| behaviour == "instant"), "{glides:?}");
    let moving = "document.getAnimations().filter((one) => one.effect.getTiming().easing !== 'steps(1, jump-none)').map((one) => one.animationName)";
    assert_eq!(page.ask::<Vec<String>>(moving, &[]), Vec::<String>::new());
}
