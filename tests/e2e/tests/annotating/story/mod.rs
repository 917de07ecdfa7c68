//! The whole loop on the first story of the article: some thirty annotations, links, an edge, a retag, a tag-all, a note,
//! all of it taken back and done again, kept over a reload and exported. Once by keys alone, once by mouse, and by mouse
//! in Firefox too; each must come to the same.
//!
//! Start reading at [`story`]; `passages.rs` is what is annotated, `by_keys.rs` and `by_mouse.rs` are the two hands.

mod by_keys;
mod by_mouse;
mod passages;

use std::cell::Cell;

use by_keys::Keys;
use by_mouse::Mouse;
use passages::{ALL, LINKS, NOTED, PASSAGES, Passage, RETAGGED, STRETCHED, TAGS, content, expected};
use pizhu_e2e::{Page, ProjectFile, Visit};

/// A way to do things.
trait Hand {
    /// Selects, until the toolbar stands there.
    fn select(&self, page: &Page, passage: &Passage);
    /// Tags what is selected.
    fn tag(&self, page: &Page, tag: &str);
    /// Makes current what stands there.
    fn go_to(&self, page: &Page, words: &str);
    /// Offers speakers for what is current, and takes the one in this place.
    fn link(&self, page: &Page, speaker: &str);
    /// Moves the end of what is current.
    fn stretch(&self, page: &Page, from: &str, to: &str);
    fn retag(&self, page: &Page, tag: &str);
    fn note(&self, page: &Page, words: &str);
    /// Tags all other places of what is current.
    fn tag_all(&self, page: &Page, others: usize);
    /// Finds words in the text, and leaves them.
    fn find(&self, page: &Page, words: &str);
    fn undo(&self, page: &Page);
    fn redo(&self, page: &Page);
    fn export(&self, page: &Page) -> ProjectFile;
}

fn current(page: &Page) -> String {
    page.words("[data-annotation]:has([aria-current=true]) bdi").lines().next().unwrap_or_default().to_owned()
}

/// What an undo would undo; empty where there is nothing.
fn undoable(page: &Page) -> String {
    page.ask(
        "[...document.querySelectorAll('.actions button')].find((one) => one.innerText === 'Undo').title",
        &[],
    )
}

/// Opens a row's place where the words stand, does something to it, and waits until a change is counted.
fn change(page: &Page, hand: &impl Hand, words: &str, act: impl FnOnce()) {
    hand.go_to(page, words);
    page.wait(words, |page| current(page) == words);
    act();
}

fn story(page: &Page, hand: &impl Hand) {
    let empty = hand.export(page);
    for (count, passage) in (1..).zip(PASSAGES) {
        hand.select(page, passage);
        hand.tag(page, passage.tag);
        page.wait(passage.words, |page| page.rows().len() == count);
    }
    let tags = TAGS.iter().filter(|tag| PASSAGES.iter().any(|passage| passage.tag == **tag));
    assert!(PASSAGES.len() >= 30 && tags.count() >= 6);

    hand.find(page, "党员志愿者");
    for (quote, speaker) in LINKS {
        change(page, hand, quote, || hand.link(page, speaker));
        page.wait(speaker, |page| {
            page.rows().iter().any(|row| row.quote == quote && row.text.contains(speaker))
        });
    }
    change(page, hand, STRETCHED.0, || hand.stretch(page, STRETCHED.0, STRETCHED.1));
    page.wait(STRETCHED.1, |page| current(page) == STRETCHED.1);
    change(page, hand, RETAGGED.0, || hand.retag(page, RETAGGED.1));
    page.wait("another tag", |page| undoable(page).contains("retag as figure"));
    change(page, hand, NOTED.0, || hand.note(page, NOTED.1));
    page.wait("the note", |page| undoable(page).contains("note"));
    change(page, hand, ALL.0, || hand.tag_all(page, ALL.1 - 1));
    let full = PASSAGES.len() + ALL.1 - 1;
    page.wait("all", |page| page.rows().len() == full);

    page.wait_for_status("Saved");
    let text = page.text();
    let done = hand.export(page);
    assert_eq!(done.faults(&text), Vec::<String>::new());
    for (one, expected) in content(&done).iter().zip(expected(&text)) {
        assert_eq!(*one, expected);
    }
    assert_eq!(content(&done).len(), full);

    // back to the start, and to the end again
    let steps = Cell::new(0);
    while !undoable(page).is_empty() {
        let before = undoable(page);
        let rows = page.rows();
        hand.undo(page);
        steps.set(steps.get() + 1);
        page.wait("a step back", |page| undoable(page) != before || page.rows() != rows);
    }
    assert!(page.rows().is_empty(), "{:?}", page.rows());
    assert_eq!(hand.export(page).without_times(), empty.without_times());
    for _ in 0..steps.get() {
        hand.redo(page);
    }
    page.wait("all again", |page| page.rows().len() == full);
    assert_eq!(hand.export(page).without_times(), done.without_times());

    // tomorrow; what was done can be taken back only where the history is kept too
    page.wait_for_status("Saved");
    page.reload();
    page.wait("all of it", |page| page.rows().len() == full);
    let kept = hand.export(page);
    assert_eq!(kept.without_times(), done.without_times());
    assert_eq!(kept.faults(&page.text()), Vec::<String>::new());
}

#[test]
fn by_keys_alone() {
    let page = Visit::new().open();
    story(&page, &Keys);
}

#[test]
fn by_mouse() {
    story(&Visit::new().open(), &Mouse);
}

#[test]
fn by_mouse_in_firefox() {
    story(&Visit::new().firefox().open(), &Mouse);
}
