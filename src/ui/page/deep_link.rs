//! A link that opens the page at one annotation: `#a=` and its id.

use crate::session::library;
use crate::ui::controls::{Asking, SessionHandle, use_effect_with};
use yew::prelude::*;

use crate::browser::{address_of, fragment, on_fragment_change};
use crate::model::AnnotationId;

const ANNOTATION: &str = "a=";

/// The address at which the page opens with this annotation.
pub fn link_to(id: AnnotationId) -> String {
    address_of(&[ANNOTATION, &id.to_string()].concat())
}

/// Goes to the annotation that the address names, at the start and whenever the address changes.
#[hook]
pub fn use_deep_link(session: &SessionHandle) {
    let dispatch = session.dispatcher();
    use_effect_with((), move |()| {
        let follow = move || {
            let fragment = fragment();
            if let Some(id) = fragment.strip_prefix(ANNOTATION) {
                dispatch.ask(library::Action::Visit(AnnotationId::parse(id)));
            }
        };
        follow();
        let guard = on_fragment_change(follow);
        move || drop(guard)
    });
}
