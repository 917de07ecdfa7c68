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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n;
    use crate::model::{TagId, first_scheme};

    #[test]
    fn each_step_has_a_name_of_its_own() {
        let (scheme, messages) = (first_scheme(), i18n::choose(["en"]));
        let tag = |name: &str| TagId::new(name).unwrap();
        let table = [
            (Intention::Tag { tag: tag("person"), count: 1 }, "tag person"),
            (Intention::Tag { tag: tag("person"), count: 7 }, "tag 7 × person"),
            (Intention::Retag { tag: tag("person"), count: 1 }, "retag as person"),
            (Intention::Retag { tag: tag("person"), count: 7 }, "retag 7 as person"),
            (Intention::Delete { count: 1 }, "delete"),
            (Intention::Delete { count: 7 }, "delete 7"),
            (Intention::Note, messages.did_note),
            (Intention::Edge, messages.did_edge),
            (Intention::Attribute, messages.did_attribute),
            (Intention::Link, messages.did_link),
            (Intention::Import { count: 7 }, "import 7 annotations"),
            (Intention::Scheme, messages.did_scheme),
            (Intention::Restore, messages.did_restore),
        ];
        let mut names = Vec::new();
        for (step, name) in table {
            assert_eq!(intention(&step, &scheme, messages), name, "{step:?}");
            names.push(name);
        }
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 13);
    }

    #[test]
    fn a_tag_that_is_gone_is_called_so() {
        let messages = i18n::choose(["en"]);
        let step = Intention::Tag { tag: TagId::new("gone").unwrap(), count: 1 };
        assert_eq!(intention(&step, &first_scheme(), messages), (messages.did_tag)(messages.unknown_tag, 1));
    }
}
