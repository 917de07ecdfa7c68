//! How far what is stored has been read, where that takes long.

use yew::prelude::*;

use super::session::SessionHandle;
use super::words::grouped;

/// So many records were read, of so many; of none as long as nobody has counted them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gathering {
    pub read: usize,
    pub all: usize,
    /// It takes so long that it is shown.
    pub is_long: bool,
}

/// A bar. While the text itself is awaited, that has one in its place.
pub fn progress(session: &SessionHandle) -> Html {
    let words = session.messages().awaiting();
    let shown = session.gathering.filter(|so_far| so_far.is_long && session.awaited().is_none());
    let Some(Gathering { read, all, .. }) = shown else { return html! {} };
    // What was read is put together then, and nobody knows how far that is.
    let is_counted = read < all;
    let says = if is_counted {
        (words.counted)(&grouped(read), &grouped(all))
    } else {
        words.annotations.to_owned()
    };
    html! {
        <label>
            { says }
            { " " }
            // Always with a value: without one the browser moves it, and each frame of a large text is dear.
            <progress max={all.max(1).to_string()} value={read.to_string()} />
        </label>
    }
}
