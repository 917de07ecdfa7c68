//! What the reader chose for this device: language, appearance, name.

use std::sync::Arc;

use crate::browser::{languages, prefers_dark};
use crate::decoration::Theme;
use crate::i18n::{self, Messages};

/// Empty choices follow the browser and the system.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// BCP 47, one of the languages there are messages in.
    pub language: Option<&'static str>,
    pub theme: Option<Theme>,
    /// Goes into the annotations that are made; empty for none.
    pub name: Arc<str>,
}

/// The names that the settings are stored under.
const LANGUAGE: &str = "language";
const THEME: &str = "theme";
const NAME: &str = "name";

impl Settings {
    /// From stored values; what is not understood is as if it were not there.
    pub fn from_stored<'a>(value: impl Fn(&str) -> Option<&'a str>) -> Self {
        let known = |language: &str| i18n::ALL.iter().find(|messages| messages.language == language);
        Self {
            language: value(LANGUAGE).and_then(known).map(|messages| messages.language),
            theme: value(THEME).and_then(Theme::from_name),
            name: value(NAME).unwrap_or_default().into(),
        }
    }

    /// Names and values to store; an empty value stands for no choice.
    pub fn to_stored(&self) -> [(&'static str, &str); 3] {
        [
            (LANGUAGE, self.language.unwrap_or_default()),
            (THEME, self.theme.map_or("", Theme::name)),
            (NAME, &self.name),
        ]
    }

    /// In the language chosen, or in the first of the browser's that there are messages in.
    pub fn messages(&self) -> &'static Messages {
        match self.language {
            Some(language) => i18n::choose([language]),
            None => i18n::choose(languages().iter().map(String::as_str)),
        }
    }

    /// The appearance to show now.
    pub fn effective_theme(&self) -> Theme {
        let system = if prefers_dark() { Theme::Dark } else { Theme::Light };
        self.theme.unwrap_or(system)
    }
}
