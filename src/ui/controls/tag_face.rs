//! A tag as it stands on a button, and annotations as a property that can be compared.

use yew::prelude::*;

use crate::model::{AnnotationSet, Tag};
use crate::session::Session;
use crate::session::keys::cap;

/// Its colour, its name and its key.
pub fn tag_face(session: &Session, tag: &Tag) -> Html {
    html! {
        <>
            <span class="swatch" aria-hidden="true"></span>
            { session.core.tag_name(tag).to_string() }
            if !tag.key.value.is_empty() && !session.core.settings.is_quiet {
                <kbd aria-hidden="true">{ cap(&tag.key.value).to_owned() }</kbd>
            }
        </>
    }
}

/// The same annotations need no second look.
#[derive(Clone)]
pub struct Annotations(pub AnnotationSet);

impl PartialEq for Annotations {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_same(&other.0)
    }
}
