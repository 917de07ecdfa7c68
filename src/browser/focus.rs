//! The focus is never lost: where what had it goes, something near gets it, so that the keyboard goes on from there.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

use super::focus_in_place;

/// Remembers what has the focus, until it is dropped.
pub struct FocusWatch {
    _listener: Option<EventListener>,
    last: Rc<RefCell<Option<Element>>>,
    /// The last that was not in a dialog: there one goes back when the dialog closes.
    outside: Rc<RefCell<Option<Element>>>,
}

impl FocusWatch {
    pub fn new() -> Self {
        let (last, outside) = (Rc::<RefCell<_>>::default(), Rc::<RefCell<_>>::default());
        let listener = document().map(|document| {
            let (last, outside) = (last.clone(), outside.clone());
            EventListener::new(&document, "focusin", move |event| {
                let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                if element.as_ref().is_some_and(|element| !is_within(element, "dialog")) {
                    outside.replace(element.clone());
                }
                last.replace(element);
            })
        });
        Self { _listener: listener, last, outside }
    }

    /// Where what had the focus is gone, hidden or switched off, gives it back to what had it before a dialog; else to
    /// what the selector `near` finds, if it was in a list, or to what `home` finds.
    pub fn mend(&self, near: &str, home: &str) {
        let Some((document, last)) = document().zip(self.last.borrow().clone()) else { return };
        let active = document.active_element();
        let moved_on = active.is_some_and(|active| active.tag_name() != "BODY" && active != last);
        if moved_on || can_have_focus(&last) {
            return;
        }
        let find = |selector| document.query_selector(selector).ok().flatten().filter(can_have_focus);
        let outside = self.outside.borrow().clone().filter(can_have_focus);
        let beside = || if is_within(&last, "li") { find(near) } else { None };
        let next = outside.or_else(beside).or_else(|| find(home));
        if let Some(element) = next.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            focus_in_place(&element);
        }
    }
}

impl Default for FocusWatch {
    fn default() -> Self {
        Self::new()
    }
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn is_within(element: &Element, selector: &str) -> bool {
    element.closest(selector).is_ok_and(|found| found.is_some())
}

/// Shown, and not switched off.
fn can_have_focus(element: &Element) -> bool {
    element.get_client_rects().length() > 0 && !element.matches(":disabled").unwrap_or(false)
}
