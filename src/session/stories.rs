//! Random stories of everything that can happen on the page, told to a session whose commands are answered late, twice
//! or never.

mod actions;
mod properties;
mod world;

use proptest::prelude::*;

use super::importing::{self, Outcome};
use super::testing::{MARKED, bare, is_refused};
use super::{Action, Command, Dialog, Module, Session, Ticket};
use crate::chance::Chance;
use actions::{ROWS, row_of};
use world::World;

/// What happens next: an action of the kind with this number, or the answer to a command; the rest is drawn by a seed.
#[derive(Clone, Copy, Debug)]
enum Event {
    Act(usize, u64),
    Answer(u64),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        3 => (0..ROWS.len(), any::<u64>()).prop_map(|(row, seed)| Event::Act(row, seed)),
        1 => any::<u64>().prop_map(Event::Answer),
    ]
}

/// A session, and what is known of it from outside.
struct Story {
    session: Session,
    /// Commands that were taken and may still be answered.
    taken: Vec<(Ticket, Command)>,
    /// Files whose reading was asked for and neither answered nor given up.
    being_read: Vec<Ticket>,
    /// For each action that waits, its module.
    waiting: Vec<Module>,
    /// How many files there were.
    files: u64,
}

impl Story {
    fn begin() -> Self {
        let session = bare(MARKED);
        Self { session, taken: Vec::new(), being_read: Vec::new(), waiting: Vec::new(), files: 0 }
    }

    fn play(&mut self, event: Event) {
        let action = match event {
            Event::Act(row, seed) => {
                let mut world =
                    World { session: &self.session, chance: Chance(seed), files: &mut self.files };
                Some((ROWS[row].1)(&mut world))
            }
            Event::Answer(seed) => self.answer(seed),
        };
        if let Some(action) = action {
            self.step(&action);
        }
    }

    /// The answer to one of the commands, which may be answered again.
    fn answer(&mut self, seed: u64) -> Option<Action> {
        let mut chance = Chance(seed);
        if self.taken.is_empty() {
            return None;
        }
        let which = chance.one_of(self.taken.len());
        let (ticket, command) = self.taken[which].clone();
        if !chance.one_in(4) {
            self.taken.remove(which);
        }
        World { session: &self.session, chance, files: &mut self.files }.answer(ticket, &command)
    }

    fn step(&mut self, action: &Action) {
        let before = self.session.clone();
        let Some(now) = before.after(action.clone()) else { return };
        self.session = now;
        self.note(&before, action);
        let taken = self.session.core.commands.take();
        self.note_commands(&taken);
        self.taken.extend(taken);
        properties::check(&before, &self.session, action);
        self.check(&before, action);
    }

    /// What waits now, and which file was answered.
    fn note(&mut self, before: &Session, action: &Action) {
        match action.module().filter(|module| !before.modules.is_here(*module)) {
            Some(module) => self.waiting.push(module),
            None => {
                if let Action::Importing(importing::Action::Done(file, _)) = action {
                    self.being_read.retain(|other| other != file);
                }
            }
        }
        if let Action::Fetched(module, _) = action {
            self.waiting.retain(|other| other != module);
        }
    }

    fn note_commands(&mut self, taken: &[(Ticket, Command)]) {
        for (ticket, command) in taken {
            if let Command::ReadFile = command {
                self.being_read.push(*ticket);
            }
            if let Command::CancelReading(file) = command {
                self.being_read.retain(|other| other != file);
            }
        }
    }

    fn check(&self, before: &Session, action: &Action) {
        let session = &self.session;
        assert_eq!(session.modules.is_waiting(), !self.waiting.is_empty(), "what waits is done or refused");
        if matches!(action, Action::Fetched(_, false))
            && before.modules.is_waiting()
            && self.waiting.is_empty()
        {
            assert!(is_refused(session), "what is refused is told");
        }
        let is_read = |name: &str| self.being_read.iter().any(|file| file.0.to_string() == name);
        match (&before.core.dialog, &session.core.dialog) {
            (_, Some(Dialog::Working(name))) => assert!(is_read(name), "{name} is not being read"),
            (Some(Dialog::Working(name)), _) => assert!(!is_read(name), "{name} is read and nobody knows"),
            (_, _) => {}
        }
        if let Action::Importing(importing::Action::Open { file, .. }) = action {
            let is_done = before.modules.is_here(Module::Files);
            assert_eq!(self.being_read.contains(file), is_done, "a file that is opened is read");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::chance::cases(2_000)))]
    #[test]
    fn any_story_keeps_what_always_holds(events in prop::collection::vec(event(), 60..=60)) {
        let mut story = Story::begin();
        for event in events {
            story.play(event);
        }
    }
}

#[test]
fn each_kind_of_action_is_made_by_its_own_row() {
    let session = bare(MARKED);
    for (name, make) in ROWS {
        let mut files = 0;
        let action = make(&mut World { session: &session, chance: Chance(1), files: &mut files });
        assert_eq!(row_of(&action), *name);
    }
}

#[test]
fn a_file_that_is_answered_while_its_dialog_stands_is_not_being_read() {
    let mut story = Story::begin();
    let file = Ticket(1_001);
    let open = importing::Action::Open { file, name: file.0.to_string() };
    let actions: [Action; 4] = [
        Action::Fetched(Module::Files, true),
        open.into(),
        importing::Action::TakesLong(file).into(),
        importing::Action::Done(file, Outcome::BrokenOff).into(),
    ];
    for action in actions {
        story.step(&action);
    }
    assert!(story.being_read.is_empty() && story.session.core.dialog.is_none());
}
