//! Why something was not done: a command that does not apply, a record that is not stored.

use crate::edit::Refusal;
use crate::i18n::Messages;
use crate::storage::Failure;

/// Why a command does not apply.
pub fn refusal(messages: &Messages, refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::NoDocument => messages.no_document,
        Refusal::NoSelection => messages.no_selection,
        Refusal::NoAnnotation => messages.no_annotation,
        Refusal::NoTag => messages.no_tag,
        Refusal::NothingSeen => messages.nothing_seen,
        Refusal::OutsideText => messages.outside_text,
        Refusal::NothingToDo => messages.nothing_to_do,
        Refusal::NothingToUndo => messages.nothing_to_undo,
        Refusal::NothingToRedo => messages.nothing_to_redo,
        Refusal::ChangedElsewhere => messages.changed_elsewhere,
        Refusal::IdTaken => messages.id_taken,
        Refusal::NoAttribute => messages.no_attribute,
        Refusal::NoName => messages.no_name,
        Refusal::KeyTaken => messages.key_in_use,
        Refusal::TooLong => messages.too_long,
    }
}

/// Why something is not stored.
pub fn failure(messages: &Messages, failure: &Failure) -> String {
    match failure {
        Failure::Full { .. } => messages.full.to_owned(),
        Failure::Blocked => messages.blocked.to_owned(),
        Failure::Mismatch => messages.mismatch.to_owned(),
        Failure::Newer => messages.newer_data.to_owned(),
        Failure::Lost => messages.lost.to_owned(),
        Failure::Other(words) => (messages.storage_other)(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n;

    const REFUSALS: [Refusal; 14] = [
        Refusal::NoDocument,
        Refusal::NoSelection,
        Refusal::NoAnnotation,
        Refusal::NoTag,
        Refusal::OutsideText,
        Refusal::NothingToDo,
        Refusal::NothingToUndo,
        Refusal::NothingToRedo,
        Refusal::ChangedElsewhere,
        Refusal::IdTaken,
        Refusal::NoAttribute,
        Refusal::NoName,
        Refusal::KeyTaken,
        Refusal::TooLong,
    ];

    #[test]
    fn each_refusal_has_words_of_its_own_in_each_language() {
        for messages in i18n::ALL {
            let mut said = REFUSALS.map(|one| refusal(messages, one)).to_vec();
            assert!(said.iter().all(|words| !words.is_empty()));
            said.sort_unstable();
            said.dedup();
            assert_eq!(said.len(), REFUSALS.len(), "{}", messages.language);
        }
    }

    #[test]
    fn each_failure_has_words_of_its_own_in_each_language() {
        let failures = [
            Failure::Full { needed: 1, used: None },
            Failure::Blocked,
            Failure::Mismatch,
            Failure::Newer,
            Failure::Lost,
            Failure::Other("QuotaOdd".into()),
        ];
        for messages in i18n::ALL {
            let mut said = failures.each_ref().map(|one| failure(messages, one)).to_vec();
            assert!(said.last().is_some_and(|words| words.contains("QuotaOdd")), "{}", messages.language);
            said.sort_unstable();
            said.dedup();
            assert_eq!(said.len(), failures.len(), "{}", messages.language);
        }
    }
}
