//! When the program itself fails: editing stops, the page says so, and what was on the screen can still be downloaded.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::annex::{self, Annex};
use super::effect::use_effect_with;
use super::errands::Errand;
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
                        let session = session.clone();
                        spawn_local(async move {
                            Annex::Files.open().await;
                            // Nothing is left to say where even that fails.
                            let _ = annex::files().map(|files| (files.download)(&session, Errand::Export));
                        });
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
