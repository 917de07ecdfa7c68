//! How a mirror is lost while it is in use: deleted, emptied or closed by somebody else.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, IdbDatabase};

use crate::storage::{Listener, StoreEvent, tell};

/// Lets go of a database and says so: when another tab erases it or runs a newer program, which must not wait for this
/// one; when the browser has closed it (§4.4), as it does where somebody deletes it; and when that is found out later.
pub(super) fn losing(database: &IdbDatabase, listener: &Rc<RefCell<Option<Listener>>>) -> Rc<dyn Fn()> {
    let (closing, listener, is_gone) = (database.clone(), listener.clone(), Cell::new(false));
    let lose: Rc<dyn Fn()> = Rc::new(move || {
        closing.close();
        if !is_gone.replace(true) {
            tell(&listener, StoreEvent::Gone);
        }
    });
    let called = || {
        let lose = lose.clone();
        Closure::<dyn Fn()>::new(move || lose()).into_js_value()
    };
    database.set_onversionchange(Some(called().unchecked_ref()));
    database.set_onclose(Some(called().unchecked_ref()));
    lose
}

/// The connection was closed before.
pub(super) fn is_closed(thrown: &JsValue) -> bool {
    thrown.dyn_ref::<DomException>().is_some_and(|exception| exception.name() == "InvalidStateError")
}
