//! What stands over the page: the dialogs and the menu.

use super::keys::{Context, Shortcut, Stroke};
use super::{Core, Dialog, Feature, Module};

#[derive(Clone, Debug, Default)]
pub struct State;

#[derive(Clone, Debug)]
pub enum Action {
    Open(Dialog),
    Close,
    OpenMenu,
}

impl Feature for State {
    type Action = Action;

    const SHORTCUTS: &'static [Shortcut<Action>] = &[
        Shortcut {
            id: "menu",
            strokes: &[Stroke::plain("KeyM")],
            context: Context::Page,
            asks: Action::OpenMenu,
            says: |messages| messages.shortcuts.menu,
        },
        Shortcut {
            id: "tag-scheme",
            strokes: &[Stroke::shift("KeyT")],
            context: Context::Page,
            asks: Action::Open(Dialog::TagScheme(None)),
            says: |messages| messages.shortcuts.scheme,
        },
        Shortcut {
            id: "help",
            strokes: &[Stroke::shift("Slash"), Stroke::plain("F1")],
            context: Context::Page,
            asks: Action::Open(Dialog::Help),
            says: |messages| messages.shortcuts.help,
        },
    ];

    fn act(&mut self, core: &mut Core, action: Action) {
        match action {
            Action::Open(dialog) => {
                core.notice = None;
                core.dialog = Some(dialog);
            }
            Action::Close => core.dialog = None,
            Action::OpenMenu => core.requests.open_menu = Some(core.request(())),
        }
    }

    fn module(action: &Action) -> Option<Module> {
        match action {
            Action::Open(Dialog::Working(_) | Dialog::Import(_)) => Some(Module::Files),
            Action::Open(_) | Action::OpenMenu => Some(Module::Dialogs),
            Action::Close => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::testing::{MARKED, after, bare, choose, current, session, words};
    use crate::session::{Action as Any, Session, list};

    fn is_open(session: &Session) -> bool {
        session.core.dialog.is_some()
    }

    #[test]
    fn a_dialog_opens_over_what_was_said_and_closes() {
        let session = after(&choose(&session(), 1), Action::Open(Dialog::Help));
        assert!(is_open(&session) && words(&session).is_empty());
        assert!(!is_open(&after(&session, Action::Close)));
    }

    #[test]
    fn another_dialog_takes_the_place_of_the_first() {
        let session = after(&session(), Action::Open(Dialog::Help));
        let session = after(&session, Action::Open(Dialog::Erase));
        assert!(matches!(session.core.dialog, Some(Dialog::Erase)));
    }

    #[test]
    fn the_menu_is_asked_of_the_page() {
        assert!(after(&session(), Action::OpenMenu).core.requests.open_menu.is_some());
    }

    #[test]
    fn each_dialog_waits_for_the_module_that_draws_it() {
        let table = [
            (Action::Open(Dialog::Help), Module::Dialogs),
            (Action::Open(Dialog::TagScheme(None)), Module::Dialogs),
            (Action::Open(Dialog::Erase), Module::Dialogs),
            (Action::Open(Dialog::Quarantine), Module::Dialogs),
            (Action::Open(Dialog::RestorePoints(std::rc::Rc::default())), Module::Dialogs),
            (Action::Open(Dialog::Working("甲".into())), Module::Files),
            (Action::OpenMenu, Module::Dialogs),
        ];
        for (action, module) in table {
            let waiting = after(&bare(MARKED), action.clone());
            assert!(!is_open(&waiting) && waiting.modules.is_waiting(), "{action:?}");
            let other = if module == Module::Files { Module::Dialogs } else { Module::Files };
            let waiting = after(&waiting, Any::Fetched(other, true));
            assert!(waiting.modules.is_waiting(), "{action:?}");
            assert!(!after(&waiting, Any::Fetched(module, true)).modules.is_waiting(), "{action:?}");
        }
        assert!(!after(&bare(MARKED), Action::Close).modules.is_waiting());
    }

    #[test]
    fn a_dialog_changes_nothing_under_it() {
        let session = after(&choose(&session(), 1), Action::Open(Dialog::Help));
        assert_eq!(current(&session), Some(1));
        assert_eq!(current(&after(&session, list::Action::Next)), Some(2));
    }
}
