//! Giving a row of the table of keys another key: the next key that is pressed is for it.

use super::keys::{Stroke, refusal, with_chosen};
use super::{Core, Dialog, Feature, Settings};

#[derive(Clone, Default)]
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
