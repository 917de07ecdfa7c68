//! What people do with this program, and what they read off it.

use serde_json::json;

use crate::{Page, Painted, Row};

/// What the name of a highlight ends with where the pointer or a command is at it.
const EMPHASES: &[&str] = &["-lit", "-current"];

impl Page {
    /// Selects words with the mouse and presses a key once the toolbar stands there: `mark("陈俊敏", 0, "Digit4")`.
    #[track_caller]
    pub fn mark(&self, words: &str, nth: usize, key: &str) {
        self.select_and(words, nth, |page| page.press(key));
    }

    /// The same by a button of the toolbar: `mark_by_button("陈俊敏", 0, "person")`.
    #[track_caller]
    pub fn mark_by_button(&self, words: &str, nth: usize, button: &str) {
        self.select_and(words, nth, |page| page.click_within("[role=toolbar]", "button", button));
    }

    #[track_caller]
    fn select_and(&self, words: &str, nth: usize, tag: impl FnOnce(&Self)) {
        let before = self.rows().len();
        self.select_text(words, nth);
        self.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
        tag(self);
        self.wait(&format!("a row for {words}"), |page| page.rows().len() == before + 1);
        self.wait("the toolbar to go", |page| !page.is_there("[role=toolbar]"));
    }

    /// The painted annotations, however strongly: the names are `tag-quote-0`, the number being the lane.
    #[track_caller]
    pub fn marks(&self) -> Vec<Painted> {
        let mut painted = self.painted();
        for one in &mut painted {
            let plain = EMPHASES.iter().find_map(|emphasis| one.name.strip_suffix(emphasis));
            one.name = plain.unwrap_or(&one.name).to_owned();
        }
        painted.sort_by(|a, b| (a.start, a.end, &a.name).cmp(&(b.start, b.end, &b.name)));
        painted
    }

    /// The painted annotations and the rows of the list, after every row was closed: what another look may be
    /// compared with.
    #[track_caller]
    pub fn seen(&self) -> (Vec<Painted>, Vec<Row>) {
        self.wait("no open row", |page| {
            page.press("Escape");
            !page.is_there("[aria-current=true]")
        });
        (self.marks(), self.rows())
    }

    /// Clicks on the first row whose quote begins with these words, which opens it, unless it is open.
    #[track_caller]
    pub fn open_row(&self, words: &str) -> Row {
        let row = self.wait_for(&format!("a row with {words}"), |page| {
            page.rows().into_iter().find(|row| row.quote.starts_with(words))
        });
        let (button, note) = (row.part("button"), row.part("textarea"));
        if !self.is_there(&note) {
            self.click_on(&button);
        }
        self.wait("the open row", |page| page.is_there(&note));
        row
    }

    /// Chooses in the menu, by the words of the choice: `choose("Appearance", "dark")`.
    #[track_caller]
    pub fn choose(&self, field: &str, says: &str) {
        self.click("button", "More");
        self.wait("the menu", |page| page.is_there("#more:popover-open select"));
        let set = "((field) => {
            field.value = [...field.options].find((one) => one.text === arguments[1]).value;
            field.dispatchEvent(new Event('change', { bubbles: true }));
        })(document.querySelector(`#more [aria-label='${arguments[0]}']`))";
        self.ask::<()>(&format!("({set}, null)"), &[json!(field), json!(says)]);
        self.press("Escape");
        self.wait("the menu to go", |page| !page.is_there("#more:popover-open"));
    }

    /// Whether an element is in the page.
    #[track_caller]
    pub fn is_there(&self, selector: &str) -> bool {
        self.ask("document.querySelector(arguments[0]) !== null", &[json!(selector)])
    }

    /// The words of every element that a selector finds.
    #[track_caller]
    pub fn words(&self, selector: &str) -> String {
        let all =
            "[...document.querySelectorAll(arguments[0])].map((one) => one.innerText.trim()).join('\\n')";
        self.ask(all, &[json!(selector)])
    }

    /// What the page says aloud that it could not do.
    #[track_caller]
    pub fn alert(&self) -> String {
        self.words("[role=alert]")
    }

    /// Waits until the status begins with these words: `wait_for_status("Saved")`.
    #[track_caller]
    pub fn wait_for_status(&self, words: &str) {
        self.wait(&format!("the status {words:?}"), |page| page.status().starts_with(words));
    }
}
