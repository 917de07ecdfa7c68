//! Choosing language, appearance, name and keys.

use super::{Core, Feature, Settings};

#[derive(Clone, Debug, Default)]
pub struct State;

#[derive(Clone, Debug)]
pub enum Action {
    Settle(Settings),
    /// The system turned dark, or light again.
    PrefersDark(bool),
}

impl Feature for State {
    type Action = Action;

    fn act(&mut self, core: &mut Core, action: Action) {
        match action {
            Action::Settle(settings) => core.settings = settings,
            Action::PrefersDark(prefers_dark) => core.env.prefers_dark = prefers_dark,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decoration::Theme;
    use crate::session::list;
    use crate::session::testing::{after, id, session, words};

    #[test]
    fn what_is_said_is_said_in_the_language_that_was_chosen() {
        let settings = Settings { language: Some("zh-Hans"), ..Settings::default() };
        let session = after(&session(), Action::Settle(settings));
        assert_eq!(session.core.messages().language, "zh-Hans");
        assert_eq!(words(&after(&session, list::Action::Choose(id(1)))), "人物：王五");
    }

    #[test]
    fn a_dark_system_makes_a_dark_page_unless_the_reader_chose() {
        let dark = after(&session(), Action::PrefersDark(true));
        let theme = |session: &crate::session::Session| {
            session.core.settings.effective_theme(session.core.env.prefers_dark)
        };
        assert!(
            theme(&dark) == Theme::Dark && theme(&after(&dark, Action::PrefersDark(false))) == Theme::Light
        );
        let settings = Settings { theme: Some(Theme::Light), ..Settings::default() };
        assert!(theme(&after(&dark, Action::Settle(settings))) == Theme::Light);
    }
}
