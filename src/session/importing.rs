//! Opening a file: it is read outside, what it would do is shown, and it is done when the reader agrees.

use std::rc::Rc;

use super::keys::{Context, Shortcut, Stroke};
use super::{Command, Core, Deciding, Dialog, Feature, Module, NoticeKind, Pending, Ticket};
use crate::edit::commands::{self, ImportPlan, ImportTerms};
use crate::formats::{ReadError, Reading};
use crate::model::{Annotation, Project, Stamp};
use crate::text::DocumentId;
use crate::wording;

#[derive(Clone, Default)]
pub struct State {
    /// The file that is being read: the ticket under which the runner holds it, and its name as it is shown.
    reading: Option<(Ticket, String)>,
    preview: Option<Preview>,
}

/// What the file in the dialog would do to a project.
#[derive(Clone)]
struct Preview {
    pending: Rc<Pending>,
    project: Project,
    plan: Rc<ImportPlan>,
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
    /// In the preview.
    Decide(Deciding),
    Import(Rc<Pending>),
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
                }
            }
            Action::Done(file, outcome) => {
                // A late answer about a file that was given up says nothing.
                if let Some((_, name)) = self.reading.take_if(|(reading, _)| *reading == file) {
                    done(core, name, outcome);
                }
            }
            Action::Cancel => self.cancel(core),
            Action::Decide(what) => {
                if let Some(Dialog::Import(pending)) = &core.dialog {
                    core.dialog = Some(Dialog::Import(Rc::new(pending.deciding(what))));
                }
            }
            // The step does it, since what is kept beside what stands is another feature's.
            Action::Import(_) => {}
        }
    }

    /// Whoever closes the dialog that says that a file is being read gives that file up.
    fn reconcile(&mut self, before: &Core, now: &mut Core) {
        let says_so = |core: &Core| matches!(core.dialog, Some(Dialog::Working(_)));
        if says_so(before) && !says_so(now) {
            self.cancel(now);
        }
        self.preview = if let Some(Dialog::Import(pending)) = &now.dialog {
            Some(self.preview_of(now, pending))
        } else {
            None
        };
    }

    fn module(action: &Action) -> Option<Module> {
        match action {
            Action::Open { .. } | Action::Done(_, Outcome::Read(_)) => Some(Module::Files),
            Action::Pick
            | Action::TakesLong(_)
            | Action::Done(..)
            | Action::Cancel
            | Action::Decide(_)
            | Action::Import(_) => None,
        }
    }
}

impl State {
    /// What the file in the dialog would do.
    pub fn plan(&self) -> Option<&Rc<ImportPlan>> {
        self.preview.as_ref().map(|preview| &preview.plan)
    }

    /// The preview as it stands, or a new one where the file, what was decided, or the project is another.
    fn preview_of(&self, core: &Core, pending: &Rc<Pending>) -> Preview {
        let state = core.present();
        let is_same = |one: &&Preview| Rc::ptr_eq(&one.pending, pending) && one.project.is(&state.project);
        if let Some(preview) = self.preview.as_ref().filter(is_same) {
            return preview.clone();
        }
        let terms = terms_of(core, pending);
        let plan = commands::import_on(state, &pending.reading.bundle, &terms, Stamp::ORIGIN);
        Preview { pending: pending.clone(), project: state.project.clone(), plan: Rc::new(plan) }
    }

    fn cancel(&mut self, core: &mut Core) {
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
            core.dialog = Some(Dialog::Import(Rc::new(Pending::new(name, reading))));
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

/// What was decided about a file, with what of its text has been in one.
fn terms_of(core: &Core, pending: &Pending) -> ImportTerms {
    let document = pending.reading.bundle.document.id();
    ImportTerms { exported: exported_of(core, document), ..pending.terms.clone() }
}

/// What was written here of a text up to this stamp has been in a file. It is counted for the text that is shown.
fn exported_of(core: &Core, document: DocumentId) -> Stamp {
    let state = core.present();
    let history = state.histories().get(&document).filter(|_| state.active == Some(document));
    history.map_or(Stamp::ORIGIN, |history| history.stamp_before(core.unexported_edits))
}

/// Brings in what a file holds, as the reader has decided. What is kept beside what stands is the answer.
pub(super) fn import(core: &mut Core, pending: &Pending) -> Vec<Annotation> {
    let bundle = &pending.reading.bundle;
    let terms = terms_of(core, pending);
    core.dialog = None;
    core.view_present();
    let known = Some(bundle.document.id()).filter(|id| core.editor.project.get(*id).is_some());
    core.show(known.or(core.editor.active));
    core.requests.focus_text = Some(core.request(()));
    for annotation in &bundle.annotations {
        core.clock.observe(annotation.modified());
    }
    let stamp = core.tick();
    let mut plan = commands::import_on(&core.editor, bundle, &terms, stamp);
    let conflicts = std::mem::take(&mut plan.conflicts);
    let (count, tags) = (plan.new + plan.changed + plan.deleted, plan.tags + plan.changed_tags);
    match plan.carry_out(&core.editor, bundle) {
        Ok(after) => {
            core.editor = after;
            let messages = core.messages();
            let mut words = match (count, tags) {
                (0, 0) => (messages.opened)(&core.title(&bundle.document)),
                (0, _) => messages.importing().only_tags.to_owned(),
                (count, _) => (messages.imported)(count as u32),
            };
            if !conflicts.is_empty() {
                words = [&*words, " ", &(messages.importing().kept_beside)(conflicts.len())].concat();
            }
            core.say(NoticeKind::Done, words);
            conflicts
        }
        Err(refusal) => {
            core.refuse(refusal);
            Vec::new()
        }
    }
}
