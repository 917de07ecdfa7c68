//! What stands over the page: the dialogs and the menu.

use super::keys::{Context, Shortcut, Stroke};
use super::{Core, Dialog, Feature, Module};

#[derive(Clone, Default)]
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
