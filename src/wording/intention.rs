//! What was meant by a transaction, as the name of an undo step.

use super::tag_name_of;
use crate::i18n::Messages;
use crate::model::{Intention, TagScheme};

/// The name of an undo step: `tag 7 × person`.
pub fn intention(intention: &Intention, scheme: &TagScheme, messages: &'static Messages) -> String {
    match intention {
        Intention::Tag { tag, count } => (messages.did_tag)(&tag_name_of(scheme, tag, messages), *count),
        Intention::Retag { tag, count } => (messages.did_retag)(&tag_name_of(scheme, tag, messages), *count),
        Intention::Delete { count } => (messages.did_delete)(*count),
        Intention::Note => messages.did_note.to_owned(),
        Intention::Edge => messages.did_edge.to_owned(),
        Intention::Attribute => messages.did_attribute.to_owned(),
        Intention::Link => messages.did_link.to_owned(),
        Intention::Import { count } => (messages.did_import)(*count),
        Intention::Scheme => messages.did_scheme.to_owned(),
        Intention::Restore => messages.did_restore.to_owned(),
    }
}
