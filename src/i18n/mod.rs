//! Every sentence shown to people: one struct literal a language, so that a missing sentence does not compile.
//! Imports: nothing.
//! Never here: state, elements, anything that decides which sentence is due.
//! Start reading at `messages.rs`, then `en.rs`; `CONTRIBUTING.md` has the recipe for another language.

mod damage;
mod en;
mod importing;
mod lazy;
mod limits;
mod messages;
mod report;
mod storage_promise;
mod zh_hans;

pub use damage::DamageWords;
pub use importing::ImportWords;
pub use lazy::{FileWords, LoadingPlaceholderWords, MenuWords, PointWords, SearchWords};
pub use limits::LimitWords;
pub use messages::{AttributeWords, Messages, Shortcuts, TagWords};
pub use report::ReportWords;
pub use storage_promise::PromiseWords;

/// Every language, the one for readers of none of them first.
pub const ALL: &[&Messages] = &[&en::MESSAGES, &zh_hans::MESSAGES];

/// The messages in the first of a reader's languages (BCP 47, most wanted first) that there are any in.
pub fn choose<'a>(wanted: impl IntoIterator<Item = &'a str>) -> &'static Messages {
    let known = |tag: &str| {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        ALL.iter().find(|messages| primary(messages.language) == primary(tag))
    };
    wanted.into_iter().find_map(known).unwrap_or(&&en::MESSAGES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_is_known() {
        let table: [(&[&str], &str); 6] = [
            (&["zh-CN", "en"], "zh-Hans"),
            (&["zh-Hant-TW"], "zh-Hans"),
            (&["fr-FR", "en-GB", "zh"], "en"),
            (&["de", "ZH-hans"], "zh-Hans"),
            (&["de"], "en"),
            (&[], "en"),
        ];
        for (wanted, language) in table {
            assert_eq!(choose(wanted.iter().copied()).language, language, "{wanted:?}");
        }
    }

    #[test]
    fn the_same_tags_have_names_in_every_language() {
        let ids = |messages: &Messages| messages.tags.iter().map(|tag| tag.id).collect::<Vec<_>>();
        for messages in ALL {
            assert_eq!(ids(messages), ids(&en::MESSAGES));
        }
    }

    #[test]
    fn the_same_attributes_and_choices_have_names_in_every_language() {
        let ids = |messages: &Messages| {
            let words = |one: &AttributeWords| {
                [&[one.id], &*one.choices.iter().map(|word| word.0).collect::<Vec<_>>()].concat()
            };
            messages.attributes.iter().flat_map(words).collect::<Vec<_>>()
        };
        for messages in ALL {
            assert_eq!(ids(messages), ids(&en::MESSAGES));
        }
    }
}
