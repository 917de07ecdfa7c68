//! When the program itself fails: editing stops, the page says so, and what was on the screen can still be downloaded.

use crate::session::Session;
use crate::session::commands::Download;
use crate::session::exporting::{project_download, worth_keeping};
use crate::ui::controls::{SessionHandle, use_effect_with};
use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use crate::browser::{cover, download, on_breakdown};

/// Remembers each state of the session, for the case that it is the last.
#[hook]
pub fn use_panic_screen(session: &SessionHandle) {
    let latest = use_memo((), |()| Rc::new(RefCell::new(None::<Session>)));
    {
        let latest = (*latest).clone();
        use_effect_with((), move |()| {
            on_breakdown(move || {
                // Borrowed only where it was just being replaced, which cannot fail.
                let last = latest.try_borrow().ok().and_then(|last| last.clone());
                if let Some(session) = last {
                    let messages = session.core.messages();
                    cover(messages.broken, messages.download_everything, move || {
                        let documents = worth_keeping(&session.core).into_iter();
                        let files =
                            documents.filter_map(|document| project_download(&session.core, document));
                        for Download { name, media_type, text } in files {
                            // Nothing is left to say where even that fails.
                            let _ = download(&name, media_type, &text);
                        }
                    });
                }
            });
        });
    }
    let session = session.clone();
    use_effect_with(session.core.steps, move |_| {
        latest.replace(Some((*session).clone()));
    });
}
