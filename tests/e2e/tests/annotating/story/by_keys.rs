//! The keyboard alone: no event of a pointer ever reaches the page, and what is selected takes one key to be tagged.

use pizhu_e2e::{Page, ProjectFile};

use super::passages::{Passage, TAGS};
use super::{Hand, current};

pub struct Keys;

/// Counts keys that are no modifiers, and keeps the names of events that only a pointer makes.
const WATCH: &str = "(() => {
    if (globalThis.pointed) return;
    Object.assign(globalThis, { pointed: [], pressed: 0 });
    for (const name of ['pointerdown', 'pointermove', 'pointerup', 'mousedown', 'mousemove', 'mouseup', 'touchstart', 'wheel', 'dblclick'])
        addEventListener(name, () => pointed.push(name), true);
    addEventListener('keydown', ({ key }) => { if (!['Shift', 'Control', 'Alt'].includes(key)) pressed += 1; }, true);
})()";

impl Keys {
    #[track_caller]
    fn watch(page: &Page) -> u32 {
        page.ask::<()>(&format!("({WATCH}, null)"), &[]);
        assert_eq!(page.ask::<Vec<String>>("pointed", &[]), Vec::<String>::new(), "no mouse");
        page.ask("pressed", &[])
    }
}

fn press_times(page: &Page, key: &str, times: usize) {
    for _ in 0..times {
        page.press(key);
    }
}

fn is_in_text(page: &Page) -> bool {
    page.ask("document.activeElement.hasAttribute('data-text')", &[])
}

/// Where the caret stands, in code points.
fn caret(page: &Page) -> usize {
    page.ask("offset(getSelection().focusNode, getSelection().focusOffset)", &[])
}

/// Of the tag's key.
fn number(tag: &str) -> usize {
    TAGS.iter().take_while(|one| **one != tag).count() + 1
}

/// Into the text, if the focus is not there.
fn enter_text(page: &Page) {
    if !is_in_text(page) {
        page.press("Tab");
        page.press("Enter");
        page.wait("the focus in the text", is_in_text);
        page.press("Ctrl+Home");
    }
}

/// By Tab, to a control with this name.
fn tab_to(page: &Page, name: &str) {
    let focused = "((at) => (at.ariaLabel ?? at.innerText).trim())(document.activeElement)";
    page.wait(name, |page| {
        page.press("Tab");
        page.ask::<String>(focused, &[]) == name
    });
}

impl Hand for Keys {
    fn select(&self, page: &Page, passage: &Passage) {
        Self::watch(page);
        enter_text(page);
        let text = page.text();
        let start = passage.start(&text);
        let starts: Vec<usize> = page.ask(
            "[...document.querySelectorAll('[data-start]')].map((one) => Number(one.dataset.start))",
            &[],
        );
        let paragraph = starts.iter().rfind(|at| **at <= start).copied().unwrap_or_default();
        while caret(page) < paragraph {
            page.press("Ctrl+ArrowDown");
        }
        press_times(page, "ArrowRight", start - caret(page));
        press_times(page, "Shift+ArrowRight", passage.words.chars().count());
        page.wait(passage.words, |page| {
            page.ask::<String>("String(getSelection())", &[]) == passage.words
                && page.is_there("[role=toolbar]")
        });
    }

    fn tag(&self, page: &Page, tag: &str) {
        let before = Self::watch(page);
        let number = number(tag);
        let rows = page.rows().len();
        page.press(&format!("Digit{number}"));
        page.wait("a row", |page| page.rows().len() == rows + 1 && !page.is_there("[role=toolbar]"));
        assert_eq!(Self::watch(page) - before, 1, "one key, once the selection stands");
    }

    fn go_to(&self, page: &Page, words: &str) {
        page.wait(words, |page| {
            page.press("BracketLeft");
            current(page) == words
        });
    }

    fn link(&self, page: &Page, speaker: &str) {
        page.press("KeyL");
        let offered = page.wait_for("speakers", |page| {
            let words = page.words(".candidates");
            let lines: Vec<&str> = words.lines().collect();
            let at = lines.iter().position(|line| *line == speaker)?;
            lines.get(at.checked_sub(1)?).map(|number| (*number).to_owned())
        });
        page.press(&format!("Digit{offered}"));
        page.wait("no speakers", |page| !page.is_there(".candidates"));
    }

    fn stretch(&self, page: &Page, from: &str, to: &str) {
        page.press("KeyE");
        page.wait("the hint", |page| page.is_there(".edge-hint"));
        press_times(page, "ArrowRight", to.chars().count() - from.chars().count());
        page.press("Enter");
    }

    fn retag(&self, page: &Page, tag: &str) {
        let number = number(tag);
        page.press(&format!("Digit{number}"));
    }

    fn note(&self, page: &Page, words: &str) {
        page.press("KeyN");
        page.wait("the note", |page| page.ask("document.activeElement.tagName === 'TEXTAREA'", &[]));
        page.type_text(words);
        page.press("Escape");
        page.wait("the focus in the text", is_in_text);
    }

    fn tag_all(&self, page: &Page, others: usize) {
        page.press("KeyA");
        tab_to(page, &format!("Tag these {others}"));
        page.press("Enter");
    }

    fn find(&self, page: &Page, words: &str) {
        page.press("Ctrl+KeyF");
        page.wait("the bar", |page| page.ask("document.activeElement.matches('[role=search] input')", &[]));
        page.type_text(words);
        let place = |page: &Page| page.words(".find [aria-live]");
        let first = page.wait_for("a place", |page| Some(place(page)).filter(|at| at.contains(" / ")));
        page.press("Enter");
        page.wait("another place", |page| place(page) != first);
        page.press("Escape");
        page.wait("the words", |page| page.ask::<String>("String(getSelection())", &[]) == words);
        page.press("Escape");
        page.wait("the focus in the text", is_in_text);
    }

    fn undo(&self, page: &Page) {
        page.press("Ctrl+KeyZ");
    }

    fn redo(&self, page: &Page) {
        page.press("Ctrl+Shift+KeyZ");
    }

    fn export(&self, page: &Page) -> ProjectFile {
        Self::watch(page);
        let file = page.export_by(|page| page.press("Ctrl+KeyS"));
        Self::watch(page);
        file
    }
}
