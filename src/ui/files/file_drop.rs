//! A file that is dropped anywhere on the page is opened.

use super::TakeFile;
use web_sys::DragEvent;
use yew::prelude::*;

/// What the page does while something is dragged over it.
pub struct FileDrop {
    /// A file is over the page now.
    pub is_over: bool,
    pub over: Callback<DragEvent>,
    pub leave: Callback<DragEvent>,
    pub drop: Callback<DragEvent>,
}

/// Takes files, and leaves words that are dragged about alone.
#[hook]
pub fn use_file_drop(take: &TakeFile) -> FileDrop {
    let is_over = use_state_eq(|| false);
    let over = {
        let is_over = is_over.setter();
        Callback::from(move |event: DragEvent| {
            if has_file(&event) {
                event.prevent_default();
                is_over.set(true);
            }
        })
    };
    let leave = {
        let is_over = is_over.setter();
        Callback::from(move |event: DragEvent| {
            if event.related_target().is_none() {
                is_over.set(false);
            }
        })
    };
    let drop = {
        let (is_over, take) = (is_over.setter(), take.clone());
        Callback::from(move |event: DragEvent| {
            is_over.set(false);
            let files = event.data_transfer().and_then(|transfer| transfer.files());
            if let Some(file) = files.and_then(|files| files.get(0)) {
                event.prevent_default();
                take(file);
            }
        })
    };
    FileDrop { is_over: *is_over, over, leave, drop }
}

fn has_file(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|transfer| transfer.types());
    types.is_some_and(|types| types.iter().any(|name| name.as_string().as_deref() == Some("Files")))
}
