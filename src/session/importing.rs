//! Opening a file: it is read outside, what it would do is shown, and it is done when the reader agrees.

use std::rc::Rc;

use super::dialog::Pending;
use super::keys::{Context, Shortcut, Stroke};
use super::{Command, Core, Dialog, Feature, Module, NoticeKind, Ticket};
use crate::edit::commands;
use crate::formats::{ReadError, Reading};
use crate::model::Bundle;
use crate::wording;

#[derive(Clone, Default)]
pub struct State {
    /// The file that is being read: the ticket under which the runner holds it, and its name as it is shown.
    reading: Option<(Ticket, String)>,
    /// A dialog says that it is being read.
    is_told: bool,
}

/// What became of reading a file.
#[derive(Clone, Debug)]
pub enum Outcome {
    Read(Rc<Reading>),
    Refused(Rc<ReadError>),
    /// The part of the program that reads it did not come.
    NotFetched,
    /// The reading broke off.
    BrokenOff,
    Cancelled,
}

#[derive(Clone, Debug)]
pub enum Action {
    /// Asks the browser for its file dialog.
    Pick,
    /// Reads the file that the runner holds under this ticket.
    Open {
        file: Ticket,
        name: String,
    },
    /// It takes so long that the reader is told.
    TakesLong(Ticket),
    Done(Ticket, Outcome),
    /// Reads it no further.
    Cancel,
    Import(Rc<Bundle>),
}

impl Feature for State {
    type Action = Action;

    const SHORTCUTS: &'static [Shortcut<Action>] = &[Shortcut {
        id: "open",
        strokes: &[Stroke::command("KeyO")],
        context: Context::Page,
        asks: Action::Pick,
        says: |messages| messages.shortcuts.open,
    }];

    fn act(&mut self, core: &mut Core, action: Action) {
        match action {
            Action::Pick => core.requests.pick_file = Some(core.request(())),
            Action::Open { file, name } => {
                self.cancel(core);
                self.reading = Some((file, name));
                core.commands.push_under(file, Command::ReadFile);
                core.say(NoticeKind::Done, core.messages().opening);
            }
            Action::TakesLong(file) => {
                if let Some((_, name)) = self.reading.as_ref().filter(|(reading, _)| *reading == file) {
                    core.notice = None;
                    core.dialog = Some(Dialog::Working(name.clone()));
                    self.is_told = true;
                }
            }
            Action::Done(file, outcome) => {
                // A late answer about a file that was given up says nothing.
                if let Some((_, name)) = self.reading.take_if(|(reading, _)| *reading == file) {
                    done(core, name, outcome);
                }
            }
            Action::Cancel => self.cancel(core),
            Action::Import(bundle) => import(core, &bundle),
        }
    }

    /// Whoever closes the dialog that says that a file is being read gives that file up.
    fn reconcile(&mut self, _: &Core, now: &mut Core) {
        if self.is_told && !matches!(now.dialog, Some(Dialog::Working(_))) {
            self.cancel(now);
        }
    }

    fn module(action: &Action) -> Option<Module> {
        match action {
            Action::Open { .. } | Action::Done(_, Outcome::Read(_)) => Some(Module::Files),
            Action::Pick | Action::TakesLong(_) | Action::Done(..) | Action::Cancel | Action::Import(_) => {
                None
            }
        }
    }
}

impl State {
    fn cancel(&mut self, core: &mut Core) {
        self.is_told = false;
        if let Some((file, _)) = self.reading.take() {
            core.commands.push(Command::CancelReading(file));
            close_working(core);
        }
    }
}

fn close_working(core: &mut Core) {
    if matches!(core.dialog, Some(Dialog::Working(_))) {
        core.dialog = None;
    }
}

fn done(core: &mut Core, name: String, outcome: Outcome) {
    let messages = core.messages();
    let reason = match outcome {
        Outcome::Read(reading) => {
            core.notice = None;
            core.dialog = Some(Dialog::Import(Rc::new(Pending { name, reading })));
            return;
        }
        Outcome::Cancelled => return close_working(core),
        Outcome::Refused(error) => wording::read_error(messages, &error),
        Outcome::NotFetched => messages.not_fetched.to_owned(),
        Outcome::BrokenOff => messages.report().reading_failed.to_owned(),
    };
    close_working(core);
    let words = (messages.not_opened)(&name, &reason);
    core.say(NoticeKind::Problem, words);
}

fn import(core: &mut Core, bundle: &Bundle) {
    core.dialog = None;
    core.view_present();
    let known = Some(bundle.document.id()).filter(|id| core.editor.project.get(*id).is_some());
    core.show(known.or(core.editor.active));
    core.requests.focus_text = Some(core.request(()));
    for annotation in &bundle.annotations {
        core.clock.observe(annotation.modified());
    }
    let stamp = core.tick();
    let plan = commands::import(&core.editor, bundle, stamp);
    let count = (plan.new + plan.changed) as u32;
    match plan.carry_out(&core.editor, bundle) {
        Ok(after) => {
            core.editor = after;
            let opened = (core.messages().opened)(&core.title(&bundle.document));
            let words = if count == 0 { opened } else { (core.messages().imported)(count) };
            core.say(NoticeKind::Done, words);
        }
        Err(refusal) => core.refuse(refusal),
    }
}
