//! Runs the commands of the session: each once, and the feature's own action answers.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;

use super::{LinkedFileDriver, PersistenceDriver};
use crate::browser::{self, File, Job, JobEnd, copy_text, employ, erase_everything};
use crate::formats::{ReadError, Reading};
use crate::model::SmallMap;
use crate::session::commands::Download;
use crate::session::importing::Outcome;
use crate::session::{Action, Command, Module, Session, Ticket, exporting, importing};
use crate::wire::from_bytes;
use crate::wording::visible;

/// How long nobody is told that a file is being read, in milliseconds.
const PATIENCE: u32 = 1_000;

/// Fetches a lazily loaded module, and calls back with whether it is here.
pub type Fetch = Rc<dyn Fn(Module, Box<dyn FnOnce(bool)>)>;

/// What is done about linked files, once its module is here.
pub type FindDriver = fn() -> Option<&'static LinkedFileDriver>;

/// What cannot be a value: files that wait to be read, under their tickets.
#[derive(Default)]
pub struct Runner {
    files: RefCell<SmallMap<Ticket, File>>,
    /// A search that waits for the next key, or goes on.
    pub(super) search: RefCell<Option<(Ticket, Timeout)>>,
    last: Cell<u64>,
    fetch: RefCell<Option<Fetch>>,
    driver: Cell<Option<FindDriver>>,
}

impl PersistenceDriver {
    /// How modules are fetched, and where the one of linked files is.
    pub fn fetch_by(&self, fetch: Fetch, driver: FindDriver) {
        self.runner.fetch.replace(Some(fetch));
        self.runner.driver.set(Some(driver));
    }

    pub(super) fn linked_file_driver(&self) -> Option<&'static LinkedFileDriver> {
        self.runner.driver.get().and_then(|find| find())
    }

    /// Holds a file, and has the session ask for it to be read.
    pub fn take_file(&self, file: File) {
        let ticket = Ticket(self.runner.last.get() + 1);
        self.runner.last.set(ticket.0);
        let name = visible(&file.name());
        self.runner.files.borrow_mut().insert(ticket, file);
        self.ask(importing::Action::Open { file: ticket, name });
    }

    pub(super) fn run_commands(self: &Rc<Self>, session: &Session) {
        for (ticket, command) in session.core.commands.take() {
            self.run(session, ticket, command);
        }
    }

    fn run(self: &Rc<Self>, session: &Session, ticket: Ticket, command: Command) {
        match command {
            Command::Fetch(module) => self.fetch(module),
            Command::ReadFile => self.read_file(ticket),
            Command::CancelReading(file) => {
                self.runner.files.borrow_mut().remove(&file);
                browser::cancel_job();
            }
            Command::Search(query, document) => self.search(session, ticket, query, document),
            Command::CancelSearch(search) => self.cancel_search(search),
            Command::Download(Download { name, media_type, text }) => {
                let is_offered = browser::download(&name, media_type, &text).is_ok();
                self.ask(exporting::Action::Offered(ticket, is_offered));
            }
            Command::CopyText(words) => {
                let driver = self.clone();
                spawn_local(async move {
                    let is_copied = copy_text(&words).await.is_ok();
                    driver.ask(exporting::Action::Copied(ticket, is_copied));
                });
            }
            Command::RestorePoints(question) => self.ask_about_points(session, question),
            Command::LinkedFile(request) => {
                // The session asks for nothing before the module is here.
                if let Some(linked) = self.linked_file_driver() {
                    (linked.answer)(self, session, request);
                }
            }
            Command::NoteOffer(document) => self.note_offer(session, document),
            Command::SaveAgain => self.submit(session, true),
            Command::EraseEverything => erase_everything(),
        }
    }

    fn fetch(self: &Rc<Self>, module: Module) {
        let Some(fetch) = self.runner.fetch.borrow().clone() else { return };
        let driver = self.clone();
        fetch(module, Box::new(move |is_here| driver.ask(Action::Fetched(module, is_here))));
    }

    /// Has a worker read a file. Whoever waits for long is told, and can leave it.
    fn read_file(self: &Rc<Self>, ticket: Ticket) {
        let Some(file) = self.runner.files.borrow_mut().remove(&ticket) else { return };
        let driver = self.clone();
        let waiting = {
            let driver = self.clone();
            Timeout::new(PATIENCE, move || driver.ask(importing::Action::TakesLong(ticket)))
        };
        spawn_local(async move {
            let end = employ(Job::Read(file)).await;
            drop(waiting);
            driver.ask(importing::Action::Done(ticket, outcome(end)));
        });
    }
}

/// What a worker made of a file.
pub(super) fn outcome(end: JobEnd) -> Outcome {
    let read = match end {
        // Nothing comes where the worker's part of the program cannot be had.
        JobEnd::Done(bytes) if bytes.is_empty() => return Outcome::NotFetched,
        JobEnd::Done(bytes) => from_bytes::<Result<Reading, ReadError>>(&bytes),
        JobEnd::Failed => None,
        JobEnd::Cancelled => return Outcome::Cancelled,
    };
    match read {
        Some(Ok(reading)) => Outcome::Read(Rc::new(reading)),
        Some(Err(error)) => Outcome::Refused(Rc::new(error)),
        None => Outcome::BrokenOff,
    }
}
