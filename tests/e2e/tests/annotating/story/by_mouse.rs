//! The mouse: what can be pressed is pressed, dragged and clicked; only words are typed.

use pizhu_e2e::{Page, ProjectFile};
use serde_json::json;

use super::Hand;
use super::passages::Passage;

pub struct Mouse;

impl Hand for Mouse {
    fn select(&self, page: &Page, passage: &Passage) {
        page.select_text(passage.words, passage.nth);
        page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
    }

    fn tag(&self, page: &Page, tag: &str) {
        page.click_within("[role=toolbar]", "button", tag);
        page.wait("the toolbar to go", |page| !page.is_there("[role=toolbar]"));
    }

    fn go_to(&self, page: &Page, words: &str) {
        // Where it does not begin with what else is there, a click on it would do; the list always does.
        page.open_row(words);
    }

    fn link(&self, page: &Page, speaker: &str) {
        page.click("button", "Choose: speaker");
        let place = "[...document.querySelectorAll('.candidates li')]
            .findIndex((one) => one.querySelector('bdi')?.innerText === arguments[0])";
        let number =
            page.wait_for("speakers", |page| usize::try_from(page.ask::<i64>(place, &[json!(speaker)])).ok());
        page.click_on(&format!(".candidates li:nth-child({}) button", number + 1));
    }

    fn stretch(&self, page: &Page, from: &str, to: &str) {
        page.drag(".grip.end", from, to);
    }

    fn retag(&self, page: &Page, tag: &str) {
        // The list that the system opens for a choice is not the page's.
        let choose = "((field) => {
            field.value = arguments[0];
            field.dispatchEvent(new Event('change', { bubbles: true }));
        })(document.querySelector('.details select'))";
        page.ask::<()>(&format!("({choose}, null)"), &[json!(tag)]);
    }

    fn note(&self, page: &Page, words: &str) {
        page.click("textbox", "Note");
        page.type_text(words);
    }

    fn tag_all(&self, page: &Page, others: usize) {
        page.click_within("[data-annotation]:has([aria-current=true])", "button", "Tag all…");
        page.click("button", &format!("Tag these {others}"));
    }

    fn find(&self, page: &Page, words: &str) {
        page.click("button", "More");
        page.wait("the menu", |page| page.is_there("#more:popover-open select"));
        page.click_within("#more", "button", "Find in the text");
        page.wait("the bar", |page| page.ask("document.activeElement.matches('[role=search] input')", &[]));
        page.type_text(words);
        let place = |page: &Page| page.words(".find [aria-live]");
        let first = page.wait_for("a place", |page| Some(place(page)).filter(|at| at.contains(" / ")));
        page.click_within(".find", "button", "next occurrence");
        page.wait("another place", |page| place(page) != first);
        page.click_within(".find", "button", "Close");
        page.wait("the words", |page| page.ask::<String>("String(getSelection())", &[]) == words);
    }

    fn undo(&self, page: &Page) {
        page.click("button", "Undo");
    }

    fn redo(&self, page: &Page) {
        page.click("button", "Redo");
    }

    fn export(&self, page: &Page) -> ProjectFile {
        page.export()
    }
}
