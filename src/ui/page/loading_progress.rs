//! How far what is stored has been read, where that takes long.

use crate::session::LoadingProgress;
use crate::ui::controls::SessionHandle;
use crate::wording::grouped;
use yew::prelude::*;

/// A bar. While the text itself is awaited, that has one in its place.
pub fn loading_progress(session: &SessionHandle) -> Html {
    let words = session.core.messages().loading_placeholder();
    let shown =
        session.core.loading.progress.filter(|so_far| so_far.is_long && session.core.awaited().is_none());
    let Some(LoadingProgress { read, all, .. }) = shown else { return html! {} };
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
