//! What the reader chose for this device: language, appearance, name, keys.

use std::sync::Arc;

use crate::decoration::Theme;
use crate::i18n::{self, Messages};

/// Choices of the reader; an empty one follows the browser and the system.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// BCP 47, one of the languages there are messages in.
    pub language: Option<&'static str>,
    pub theme: Option<Theme>,
    /// Goes into the annotations that are made; empty for none.
    pub name: Arc<str>,
    /// Of the text: one of [`SIZES`].
    pub size: &'static str,
    /// The text is set without serifs.
    pub is_sans: bool,
    /// Keys that type a character mean nothing to the program (WCAG 2.2, success criterion 2.1.4).
    pub is_quiet: bool,
    /// The reader's own keys: see [`super::keys::chosen`].
    pub keys: Arc<str>,
}

/// Sizes of the text; the usual one has no name.
pub const SIZES: [&str; 4] = ["small", "", "large", "larger"];

/// The names that the settings are stored under.
const LANGUAGE: &str = "language";
const THEME: &str = "theme";
const NAME: &str = "name";
const SIZE: &str = "size";
const FACE: &str = "face";
const SINGLE: &str = "single-keys";
const KEYS: &str = "keys";

/// What a switch that is not as it was at first is stored as.
const SANS: &str = "sans";
const OFF: &str = "off";

impl Settings {
    /// From stored values; what is not understood is as if it were not there.
    pub fn from_stored<'a>(value: impl Fn(&str) -> Option<&'a str>) -> Self {
        let known = |language: &str| i18n::ALL.iter().find(|messages| messages.language == language);
        Self {
            language: value(LANGUAGE).and_then(known).map(|messages| messages.language),
            theme: value(THEME).and_then(Theme::from_name),
            name: value(NAME).unwrap_or_default().into(),
            size: SIZES.into_iter().find(|size| value(SIZE) == Some(size)).unwrap_or_default(),
            is_sans: value(FACE) == Some(SANS),
            is_quiet: value(SINGLE) == Some(OFF),
            keys: super::keys::upgraded(value(KEYS).unwrap_or_default()).into(),
        }
    }

    /// Names and values to store; an empty value stands for no choice.
    pub fn to_stored(&self) -> [(&'static str, &str); 7] {
        [
            (LANGUAGE, self.language.unwrap_or_default()),
            (THEME, self.theme.map_or("", Theme::name)),
            (NAME, &self.name),
            (SIZE, self.size),
            (FACE, if self.is_sans { SANS } else { "" }),
            (SINGLE, if self.is_quiet { OFF } else { "" }),
            (KEYS, &self.keys),
        ]
    }

    /// In the language chosen, or in the first of the reader's that there are messages in.
    pub fn messages(&self, languages: &[String]) -> &'static Messages {
        match self.language {
            Some(language) => i18n::choose([language]),
            None => i18n::choose(languages.iter().map(String::as_str)),
        }
    }

    /// The appearance to show now.
    pub fn effective_theme(&self, prefers_dark: bool) -> Theme {
        let system = if prefers_dark { Theme::Dark } else { Theme::Light };
        self.theme.unwrap_or(system)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_again(settings: &Settings) -> Settings {
        let stored = settings.to_stored();
        Settings::from_stored(|name| stored.iter().find(|(one, _)| *one == name).map(|(_, value)| *value))
    }

    prop_compose! {
        fn any_settings()(
            language in prop::option::of(prop::sample::select(vec!["en", "zh-Hans"])),
            theme in prop::option::of(prop::sample::select(vec![Theme::Light, Theme::Dark])),
            name in ".{0,12}",
            size in prop::sample::select(SIZES.to_vec()),
            is_sans in any::<bool>(),
            is_quiet in any::<bool>(),
            keys in prop::sample::select(vec!["", "pen=KeyX", "pen=KeyX export=Ctrl+KeyE"]),
        ) -> Settings {
            Settings { language, theme, name: name.into(), size, is_sans, is_quiet, keys: keys.into() }
        }
    }

    proptest! {
        #[test]
        fn settings_are_read_again_as_they_were_stored(settings in any_settings()) {
            prop_assert_eq!(read_again(&settings), settings);
        }
    }

    #[test]
    fn what_is_not_understood_is_as_if_it_were_not_there() {
        let strange = Settings::from_stored(|_| Some("strange"));
        let name = strange.name.clone();
        assert_eq!(&*name, "strange");
        assert_eq!(strange, Settings { name, ..Settings::default() });
        assert_eq!(Settings::from_stored(|_| None), Settings::default());
    }

    #[test]
    fn nothing_is_stored_of_what_was_not_chosen() {
        assert!(Settings::default().to_stored().iter().all(|(_, value)| value.is_empty()));
    }

    #[test]
    fn each_setting_has_a_name_of_its_own() {
        let mut names = Settings::default().to_stored().map(|(name, _)| name).to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 7);
    }

    #[test]
    fn keys_of_version_0_1_are_read_by_their_rows() {
        let settings = Settings::from_stored(|name| (name == KEYS).then_some("KeyN=KeyX"));
        assert_eq!(&*settings.keys, "write-note=KeyX");
    }

    #[test]
    fn the_language_is_the_chosen_one_or_the_first_that_there_is() {
        let languages = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        let table = [
            (None, vec!["en"], "en"),
            (None, vec!["fr", "zh-CN", "en"], "zh-Hans"),
            (Some("zh-Hans"), vec!["en"], "zh-Hans"),
            (Some("en"), vec!["zh"], "en"),
        ];
        for (language, list, expected) in table {
            let settings = Settings { language, ..Settings::default() };
            assert_eq!(settings.messages(&languages(&list)).language, expected, "{language:?} {list:?}");
        }
    }
}
