//! What others do to the text's DOM, noticed: a page translation writes other words into it, a pop-up dictionary or a
//! highlighter splits its text nodes, wraps them or joins them again. Nothing is done about it here; the view counts
//! around what was wrapped and builds anew what says something else (`mending.rs`).

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Map};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, MutationObserver, MutationObserverInit, MutationRecord, Node};

/// The watch over the nodes of one text, until it is dropped.
#[derive(Debug)]
pub struct ForeignWatch {
    observer: MutationObserver,
    _heard: Closure<dyn FnMut(Array)>,
    seen: Rc<Seen>,
}

/// What was seen so far.
struct Seen {
    host: Element,
    /// The number of each section, by its element.
    numbers: Map,
    /// The sections in which others changed something.
    touched: Vec<Cell<bool>>,
    /// Changes so far. Whoever keeps places of the DOM sees by it that they may be wrong now.
    version: Cell<u32>,
    listener: RefCell<Option<Box<dyn Fn()>>>,
}

impl std::fmt::Debug for Seen {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.debug_struct("Seen")
            .field("touched", &self.touched)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

impl ForeignWatch {
    /// Watches the host with these sections; `None` where the browser has no such watch.
    pub fn new(host: &Element, sections: &[Element]) -> Option<Self> {
        let numbers = Map::new();
        for (number, section) in (0_u32..).zip(sections) {
            numbers.set(section, &number.into());
        }
        let seen = Rc::new(Seen {
            host: host.clone(),
            numbers,
            touched: vec![Cell::new(false); sections.len()],
            version: Cell::new(0),
            listener: RefCell::default(),
        });
        let hearing = seen.clone();
        let heard = Closure::<dyn FnMut(Array)>::new(move |records: Array| hearing.hear(&records));
        let observer = MutationObserver::new(heard.as_ref().unchecked_ref()).ok()?;
        let watch = Self { observer, _heard: heard, seen };
        watch.observe();
        Some(watch)
    }

    fn observe(&self) {
        let what = MutationObserverInit::new();
        what.set_child_list(true);
        what.set_character_data(true);
        what.set_subtree(true);
        // Refused only for a watch over nothing.
        let _ = self.observer.observe_with_options(&self.seen.host, &what);
    }

    /// Does something of our own to the nodes, which is no change by others.
    pub fn quietly(&self, act: impl FnOnce()) {
        self.look();
        self.observer.disconnect();
        act();
        self.observe();
    }

    /// Takes in what the browser has not told yet: it tells only after the script that made a change.
    fn look(&self) {
        self.seen.hear(&self.observer.take_records());
    }

    /// Others changed something in a section, as far as is known at this moment.
    pub fn is_touched(&self, section: usize) -> bool {
        self.look();
        self.seen.touched.get(section).is_some_and(Cell::get)
    }

    /// The sections in which others changed something.
    pub fn touched(&self) -> Vec<usize> {
        self.look();
        let touched = self.seen.touched.iter().enumerate().filter(|(_, touched)| touched.get());
        touched.map(|(number, _)| number).collect()
    }

    /// A section is again as it was built.
    pub fn forget(&self, section: usize) {
        self.seen.touched.get(section).into_iter().for_each(|touched| touched.set(false));
    }

    /// Changes so far, by others and by mending.
    pub fn version(&self) -> u32 {
        self.look();
        self.seen.version.get()
    }

    /// What was mended has other nodes now.
    pub fn count(&self) {
        self.seen.version.set(self.seen.version.get().wrapping_add(1));
    }

    /// The number of the section that a node is, or lies in.
    pub fn section_around(&self, node: &Node) -> Option<usize> {
        self.seen.section_around(node)
    }

    /// Calls after each change by others, from within it; instead of whom it called before.
    pub fn listen(&self, call: impl Fn() + 'static) {
        self.seen.listener.replace(Some(Box::new(call)));
    }
}

impl Drop for ForeignWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

impl Seen {
    fn hear(&self, records: &Array) {
        if records.length() == 0 {
            return;
        }
        for record in records.iter() {
            let record: MutationRecord = record.unchecked_into();
            record.target().into_iter().for_each(|target| self.touch(&target));
        }
        self.version.set(self.version.get().wrapping_add(1));
        if let Some(call) = &*self.listener.borrow() {
            call();
        }
    }

    /// What was taken out of the text before it was changed is no longer of the text.
    fn touch(&self, target: &Node) {
        if let Some(number) = self.section_around(target) {
            self.touched.get(number).into_iter().for_each(|touched| touched.set(true));
        } else if self.host.contains(Some(target)) {
            // Between the sections, or around them.
            self.touched.iter().for_each(|touched| touched.set(true));
        }
    }

    #[expect(clippy::cast_sign_loss, reason = "it was put there as an unsigned number")]
    fn section_around(&self, node: &Node) -> Option<usize> {
        let mut around = Some(node.clone());
        while let Some(node) = around {
            if let Some(number) = self.numbers.get(&node).as_f64() {
                return Some(number as usize);
            }
            around = node.parent_node().filter(|_| !node.is_same_node(Some(&self.host)));
        }
        None
    }
}
