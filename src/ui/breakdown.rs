//! When the program itself fails: editing stops, the page says so, and what was on the screen can still be downloaded.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::effect::use_effect_with;
use super::errands::{Errand, way_out};
use super::session::{Session, SessionHandle};
use crate::browser::{cover, on_breakdown};

/// Remembers each state of the session, for the case that it is the last.
#[hook]
pub fn use_breakdown(session: &SessionHandle) {
    let latest = use_memo((), |()| Rc::new(RefCell::new(None::<Session>)));
    {
        let latest = (*latest).clone();
        use_effect_with((), move |()| {
            on_breakdown(move || {
                // Borrowed only where it was just being replaced, which cannot fail.
                let last = latest.try_borrow().ok().and_then(|last| last.clone());
                if let Some(session) = last {
                    let messages = session.messages();
                    cover(messages.broken, messages.download_everything, move || {
                        // Nothing is left to say where even that fails.
                        let _ = way_out(&session, Errand::ExportAll);
                    });
                }
            });
        });
    }
    let session = session.clone();
    use_effect_with(session.revision, move |_| {
        latest.replace(Some((*session).clone()));
    });
}
