//! Giving a row of the table of keys another key: the next key that is pressed is for it.

use super::keys::{Stroke, refusal, with_chosen};
use super::{Core, Dialog, Feature, Settings};

#[derive(Clone, Debug, Default)]
pub struct State {
    /// The id of the row that waits for its key, and why the last one was refused; no words before one was.
    pub choosing: Option<(&'static str, String)>,
}

#[derive(Clone, Debug)]
pub enum Action {
    /// The next key is for the row with this id, or no longer.
    Choose(Option<&'static str>),
    /// As [`Stroke::written`] has it.
    Take(String),
}

impl Feature for State {
    type Action = Action;

    fn act(&mut self, core: &mut Core, action: Action) {
        match action {
            Action::Choose(id) => self.choosing = id.map(|id| (id, String::new())),
            Action::Take(written) => self.take(core, &written),
        }
    }

    /// Only while the list of shortcuts is open does a row wait.
    fn reconcile(&mut self, _: &Core, now: &mut Core) {
        if !matches!(now.dialog, Some(Dialog::Help)) {
            self.choosing = None;
        }
    }
}

impl State {
    /// Gives a stroke to the row that waits for one, or says why not and waits on.
    fn take(&mut self, core: &mut Core, written: &str) {
        let Some((id, _)) = self.choosing else { return };
        let table = core.keys.clone();
        let Some(row) = table.iter().find(|row| row.id == id) else { return };
        let stroke = Stroke::read(written);
        let (scheme, own) = (&core.editor.project.scheme, &core.settings.keys);
        self.choosing = refusal(&table, row, stroke, own, scheme, core.messages()).map(|words| (id, words));
        if self.choosing.is_none() {
            let keys = with_chosen(&core.settings.keys, row, stroke).into();
            core.settings = Settings { keys, ..core.settings.clone() };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::keys::Focus;
    use crate::session::testing::{after, session};
    use crate::session::{Dialog, Session, asked_by, dialogs, restore_points};

    fn choosing(row: &'static str) -> Session {
        let help = after(&session(), dialogs::Action::Open(Dialog::Help));
        after(&help, Action::Choose(Some(row)))
    }

    fn take(session: &Session, written: &str) -> Session {
        after(session, Action::Take(written.to_owned()))
    }

    #[test]
    fn the_next_key_is_for_the_row_that_waits() {
        let session = take(&choosing("pen"), "KeyX");
        assert_eq!((&*session.core.settings.keys, &session.custom_keys.choosing), ("pen=KeyX", &None));
    }

    #[test]
    fn the_chosen_key_counts_and_the_old_one_no_longer() {
        let session = after(&take(&choosing("pen"), "KeyX"), dialogs::Action::Close);
        assert!(asked_by(&session, Stroke::plain("KeyX"), Focus::default()).is_some());
        assert!(asked_by(&session, Stroke::plain("KeyP"), Focus::default()).is_none());
    }

    #[test]
    fn a_key_that_something_has_is_refused_in_words_and_the_row_waits_on() {
        for (stroke, why) in [("Digit1", "quote"), ("KeyN", "note"), ("Home", "Home")] {
            let session = take(&choosing("pen"), stroke);
            let Some((row, words)) = &session.custom_keys.choosing else { panic!("{stroke}") };
            assert!(*row == "pen" && words.contains(why), "{stroke}: {words}");
            assert_eq!(&*session.core.settings.keys, "");
            let chosen = take(&session, "KeyX");
            assert_eq!(chosen.custom_keys.choosing, None, "{stroke}");
        }
    }

    #[test]
    fn the_key_that_a_row_has_is_no_choice_to_be_stored() {
        let session = take(&choosing("pen"), "KeyX");
        let session = take(&after(&session, Action::Choose(Some("pen"))), "KeyP");
        assert_eq!(&*session.core.settings.keys, "");
    }

    #[test]
    fn a_key_is_for_nothing_where_no_row_waits() {
        let session = take(&after(&choosing("pen"), Action::Choose(None)), "KeyX");
        assert_eq!(&*session.core.settings.keys, "");
        assert_eq!(&*take(&choosing("nothing"), "KeyX").core.settings.keys, "");
    }

    #[test]
    fn no_row_waits_once_the_list_of_shortcuts_is_closed() {
        let start = choosing("pen");
        assert_eq!(after(&start, dialogs::Action::Close).custom_keys.choosing, None);
        let points = restore_points::Action::Listed(std::rc::Rc::default());
        assert_eq!(after(&start, points).custom_keys.choosing, None, "another dialog stands there");
    }

    #[test]
    fn a_refusal_is_gone_with_the_next_choice() {
        let session = after(&take(&choosing("pen"), "Home"), Action::Choose(Some("link")));
        assert_eq!(session.custom_keys.choosing, Some(("link", String::new())));
    }
}
