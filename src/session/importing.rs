//! Opening a file: it is read outside, what it would do is shown, and it is done when the reader agrees.

use std::rc::Rc;

use super::keys::{Context, Shortcut, Stroke};
use super::{Command, Core, Deciding, Dialog, Feature, Module, NoticeKind, Pending, Ticket};
use crate::edit::commands::{ImportPlan, ImportTerms};
use crate::formats::{ReadError, Reading};
use crate::model::{Annotation, Project, Stamp};
use crate::text::DocumentId;

#[derive(Clone, Debug, Default)]
pub struct State {
    /// The file that is being read: the ticket under which the runner holds it, and its name as it is shown.
    reading: Option<(Ticket, String)>,
    /// A dialog says that it is being read.
    is_told: bool,
    preview: Option<Preview>,
}

/// What the file in the dialog would do to a project.
#[derive(Clone, Debug)]
struct Preview {
    pending: Rc<Pending>,
    project: Project,
    /// What was written here up to this stamp has been in a file.
    exported: Stamp,
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
    fn reconcile(&mut self, _: &Core, now: &mut Core) {
        if self.is_told && !matches!(now.dialog, Some(Dialog::Working(_))) {
            self.cancel(now);
        }
        self.preview = if let Some(Dialog::Import(pending)) = &now.dialog {
            self.preview_of(now, pending)
        } else {
            None
        };
    }

    fn module(action: &Action) -> Option<Module> {
        match action {
            Action::Open { .. } | Action::Done(_, Outcome::Read(_)) | Action::Import(_) => {
                Some(Module::Files)
            }
            Action::Pick | Action::TakesLong(_) | Action::Done(..) | Action::Cancel | Action::Decide(_) => {
                None
            }
        }
    }
}

impl State {
    /// What the file in the dialog would do.
    pub fn plan(&self) -> Option<&Rc<ImportPlan>> {
        self.preview.as_ref().map(|preview| &preview.plan)
    }

    /// The preview as it stands, or a new one where the file, what was decided, the project, or how much of it is in a
    /// file is another.
    fn preview_of(&self, core: &Core, pending: &Rc<Pending>) -> Option<Preview> {
        let state = core.present();
        let terms = terms_of(core, pending);
        let is_same = |one: &&Preview| {
            Rc::ptr_eq(&one.pending, pending)
                && one.project.is(&state.project)
                && one.exported == terms.exported
        };
        if let Some(preview) = self.preview.as_ref().filter(is_same) {
            return Some(preview.clone());
        }
        let importer = (core.env.importer)()?;
        let plan = (importer.plan)(state, &pending.reading.bundle, &terms, Stamp::ORIGIN);
        let (pending, project) = (pending.clone(), state.project.clone());
        Some(Preview { pending, project, exported: terms.exported, plan: Rc::new(plan) })
    }

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
            core.dialog = Some(Dialog::Import(Rc::new(Pending::new(name, reading))));
            return;
        }
        Outcome::Cancelled => return close_working(core),
        Outcome::Refused(error) => (core.env.importer)().map_or_else(
            || messages.not_fetched.to_owned(),
            |importer| (importer.why_unread)(messages, &error),
        ),
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
    let Some(importer) = (core.env.importer)() else { return Vec::new() };
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
    let mut plan = (importer.plan)(&core.editor, bundle, &terms, stamp);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::testing::{
        MARKED, after, annotated, annotation, bare, bundle, first_text, id, is_refused, other_text, pending,
        session, taken, told, viewing, words,
    };
    use crate::session::{Action as Any, Session, dialogs, history};

    const FILE: Ticket = Ticket(50);
    const SECOND: Ticket = Ticket(51);

    fn open(session: &Session, file: Ticket) -> Session {
        after(session, Action::Open { file, name: format!("{}.json", file.0) })
    }

    fn read(note: &str) -> Rc<Reading> {
        let mut new = annotation(40, "place", 29, 31);
        new.note.value = note.into();
        Rc::new(Reading { bundle: bundle([new]), unfit: Vec::new() })
    }

    fn working(session: &Session) -> Option<&str> {
        let Some(Dialog::Working(name)) = &session.core.dialog else { return None };
        Some(name)
    }

    fn cancelled(session: &Session) -> Vec<Ticket> {
        let cancelled = taken(session).into_iter().filter_map(|command| {
            let Command::CancelReading(file) = command else { return None };
            Some(file)
        });
        cancelled.collect()
    }

    #[test]
    fn a_file_is_read_under_its_ticket() {
        let session = session();
        taken(&session);
        let session = open(&session, FILE);
        let commands = session.core.commands.take();
        assert!(matches!(commands[..], [(FILE, Command::ReadFile)]), "{commands:?}");
        assert_eq!(words(&session), session.core.messages().opening);
    }

    #[test]
    fn a_dialog_says_that_it_takes_long() {
        let session = after(&open(&session(), FILE), Action::TakesLong(FILE));
        assert_eq!((working(&session), words(&session)), (Some("50.json"), ""));
    }

    #[test]
    fn nothing_is_said_of_a_file_that_nobody_reads() {
        assert!(after(&session(), Action::TakesLong(FILE)).core.dialog.is_none());
        let session = after(&open(&session(), FILE), Action::TakesLong(SECOND));
        assert_eq!(working(&session), None);
    }

    #[test]
    fn what_was_read_is_shown_before_it_is_done() {
        let session = after(&open(&session(), FILE), Action::Done(FILE, Outcome::Read(read(""))));
        assert!(matches!(&session.core.dialog, Some(Dialog::Import(pending)) if pending.name == "50.json"));
        assert_eq!(told(&session).len(), 5);
        assert_eq!(words(&session), "");
    }

    #[test]
    fn each_way_of_not_reading_a_file_says_why_and_closes_the_dialog() {
        let start = after(&open(&session(), FILE), Action::TakesLong(FILE));
        let messages = start.core.messages();
        let table = [
            (Outcome::Refused(Rc::new(ReadError::NoText)), messages.report().no_text),
            (Outcome::NotFetched, messages.not_fetched),
            (Outcome::BrokenOff, messages.report().reading_failed),
        ];
        for (outcome, why) in table {
            let session = after(&start, Action::Done(FILE, outcome));
            assert!(session.core.dialog.is_none(), "{why}");
            assert!(is_refused(&session) && words(&session).contains(why), "{}", words(&session));
            assert!(words(&session).contains("50.json"), "{}", words(&session));
        }
    }

    #[test]
    fn a_file_that_the_browser_gave_up_closes_the_dialog_in_silence() {
        let session = after(&open(&session(), FILE), Action::TakesLong(FILE));
        let session = after(&session, Action::Done(FILE, Outcome::Cancelled));
        assert_eq!((session.core.dialog.is_none(), words(&session)), (true, ""));
    }

    #[test]
    fn whoever_closes_the_dialog_gives_the_file_up() {
        let session = after(&open(&session(), FILE), Action::TakesLong(FILE));
        taken(&session);
        let session = after(&session, dialogs::Action::Close);
        assert_eq!(cancelled(&session), [FILE]);
        let late = after(&session, Action::Done(FILE, Outcome::Read(read(""))));
        assert!(late.core.dialog.is_none(), "a late answer says nothing");
    }

    #[test]
    fn another_dialog_that_closes_gives_no_file_up() {
        let session = after(&session(), dialogs::Action::Open(Dialog::Help));
        let session = open(&session, FILE);
        taken(&session);
        let session = after(&session, dialogs::Action::Close);
        assert_eq!(cancelled(&session), []);
        let session = after(&session, Action::Done(FILE, Outcome::Read(read(""))));
        assert!(matches!(session.core.dialog, Some(Dialog::Import(_))));
    }

    #[test]
    fn a_second_file_takes_the_place_of_the_first() {
        let session = open(&session(), FILE);
        taken(&session);
        let session = open(&session, SECOND);
        assert_eq!(cancelled(&session), [FILE]);
        let late = after(&session, Action::Done(FILE, Outcome::Read(read(""))));
        assert!(late.core.dialog.is_none());
        let session = after(&late, Action::Done(SECOND, Outcome::Read(read(""))));
        assert!(matches!(&session.core.dialog, Some(Dialog::Import(pending)) if pending.name == "51.json"));
    }

    #[test]
    fn a_second_file_is_read_though_the_dialog_of_the_first_stands() {
        let session = after(&open(&session(), FILE), Action::TakesLong(FILE));
        taken(&session);
        let session = open(&session, SECOND);
        assert_eq!((cancelled(&session), working(&session)), (vec![FILE], None));
        let session = after(&session, Action::Done(SECOND, Outcome::Read(read(""))));
        assert!(matches!(&session.core.dialog, Some(Dialog::Import(pending)) if pending.name == "51.json"));
    }

    #[test]
    fn a_file_is_given_up_by_its_button() {
        let session = after(&open(&session(), FILE), Action::TakesLong(FILE));
        taken(&session);
        let session = after(&session, Action::Cancel);
        assert_eq!((cancelled(&session), session.core.dialog.is_none()), (vec![FILE], true));
        assert_eq!(cancelled(&after(&session, Action::Cancel)), [], "there is nothing to give up any more");
    }

    #[test]
    fn an_answer_that_comes_twice_counts_once() {
        let session = after(&open(&session(), FILE), Action::Done(FILE, Outcome::Read(read(""))));
        let session = after(&session, dialogs::Action::Close);
        let session = after(&session, Action::Done(FILE, Outcome::Read(read(""))));
        assert!(session.core.dialog.is_none());
    }

    #[test]
    fn an_import_is_done_undone_and_counted() {
        let reading = read("从文件来");
        let session = after(&session(), Action::Import(pending(reading.bundle.clone())));
        assert!(told(&session).contains(&"place 尾声".to_owned()));
        assert!(words(&session).contains('1') && session.core.requests.focus_text.is_some());
        assert_eq!(told(&after(&session, history::Action::Undo)).len(), 5);
    }

    #[test]
    fn an_import_with_nothing_new_says_that_its_text_is_open() {
        let session = after(&session(), Action::Import(pending(bundle([]))));
        assert_eq!(words(&session), "“晨报” is open.");
    }

    #[test]
    fn an_import_shows_its_text() {
        let other = after(&session(), crate::session::library::Action::Show(other_text()));
        let session = after(&other, Action::Import(pending(bundle([annotation(40, "place", 29, 31)]))));
        assert_eq!(session.core.editor.active, Some(first_text()));
        assert_eq!(told(&session).len(), 6);
    }

    #[test]
    fn an_import_opens_a_text_that_is_new_here() {
        let third = annotated("新文\n{place|尾声}");
        let document = third.document.id();
        let annotations = third.annotations.records().cloned().collect();
        let bundle = crate::model::Bundle { document: third.document, tags: Vec::new(), annotations };
        let session = after(&session(), Action::Import(pending(bundle)));
        assert_eq!(
            (session.core.editor.active, told(&session)),
            (Some(document), vec!["place 尾声".to_owned()])
        );
    }

    #[test]
    fn an_import_leaves_the_past_that_was_viewed() {
        let session =
            after(&viewing(&session()), Action::Import(pending(bundle([annotation(40, "place", 29, 31)]))));
        assert!(!session.core.is_viewing() && session.restore_points.viewing.is_none());
        assert_eq!(told(&session).len(), 6);
    }

    #[test]
    fn the_clock_is_later_than_what_a_file_brings() {
        let mut late = annotation(40, "place", 29, 31);
        late.note.stamp = Stamp::of_file(u64::from(u32::MAX) * 1_000);
        let session = after(&session(), Action::Import(pending(bundle([late.clone()]))));
        let session = after(&session, crate::session::annotating::Action::Note(id(40), "我的".into()));
        let stamp = session.core.editor.shown().unwrap().annotations.get(id(40)).unwrap().note.stamp;
        assert!(stamp > late.note.stamp);
    }

    #[test]
    fn a_file_waits_for_its_module_or_is_refused() {
        let waiting = open(&bare(MARKED), FILE);
        assert!(taken(&waiting).iter().all(|command| !matches!(command, Command::ReadFile)));
        let refused = after(&waiting, Any::Fetched(Module::Files, false));
        assert_eq!(words(&refused), refused.core.messages().not_fetched);
        let fetched = after(&waiting, Any::Fetched(Module::Files, true));
        assert!(taken(&fetched).iter().any(|command| matches!(command, Command::ReadFile)));
    }

    #[test]
    fn the_file_dialog_is_asked_of_the_browser() {
        assert!(after(&session(), Action::Pick).core.requests.pick_file.is_some());
    }

    #[test]
    fn what_a_file_would_do_is_planned_anew_only_where_that_may_have_changed() {
        let noted = after(&session(), crate::session::annotating::Action::Note(id(1), "甲".into()));
        let session = after(&open(&noted, FILE), Action::Done(FILE, Outcome::Read(read(""))));
        let plan = session.importing.plan().unwrap().clone();
        assert_eq!((plan.new, plan.changed), (1, 0));
        let is_planned_anew = |action: Any| {
            let session = after(&session, action);
            !Rc::ptr_eq(&plan, session.importing.plan().unwrap())
        };
        assert!(!is_planned_anew(crate::session::notices::Action::Dismiss.into()));
        assert!(!is_planned_anew(crate::session::list::Action::Next.into()));
        assert!(is_planned_anew(crate::session::annotating::Action::Note(id(2), "乙".into()).into()));
        assert!(
            is_planned_anew(crate::session::linked_file::Action::Unexported(1, None).into()),
            "less is in a file"
        );
        assert!(after(&session, dialogs::Action::Close).importing.plan().is_none());
    }
}
