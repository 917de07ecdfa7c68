//! Hands every change to the replicator, brings it together with the browser's stores and clock, and says truthfully what
//! became of it.

#[cfg(feature = "bench")]
mod bench;
mod linked_files;
mod lost_store;
mod recovery;
mod restore_points;
mod runner;
mod searching;
mod undo_log;
mod unexported;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

#[cfg(feature = "bench")]
use self::bench::store;
pub use self::linked_files::{LINKED_FILE_DRIVER, LinkedFileDriver};
use self::runner::Runner;
use self::undo_log::past;
#[cfg(not(feature = "bench"))]
use crate::browser::LocalStore;
use crate::browser::{
    IndexedStore, ask_to_persist, has_mirror, is_anything_stored, is_promised, new_replica, now,
};
use crate::edit::History;
use crate::model::{Clock, Project, SmallMap};
use crate::session::saving::Report;
use crate::session::{Action, Session, Settings, history, preferences, saving};
#[cfg(not(feature = "bench"))]
use crate::storage::merged;
use crate::storage::{
    self, Conflict, Incoming, Listener, Rejected, Replicator, StoreEvent, UndoLog, load, quota,
};
use crate::text::{CharOffset, Document, DocumentId};
use crate::ui::controls::{Asking, Dispatch, SessionHandle, use_effect_with};

/// How long nothing changes, in milliseconds, until what is kept is brought to the disk itself.
const IDLE: u32 = 1_000;

/// Milliseconds until what was kept is said. Each store answers for itself, and each word of the bar is a frame.
const SAID: u32 = 200;

/// What was found at the start.
pub struct Found {
    pub project: Project,
    pub settings: Settings,
    pub clock: Clock,
    /// What could not be used, and stays stored as it is.
    pub unread: Vec<Rejected>,
    /// What edits said that lost a race, and may still be chosen.
    pub copies: Vec<Conflict>,
}

/// The replicator, and what it has of the browser.
pub struct PersistenceDriver {
    replicator: Replicator,
    mirror: RefCell<Option<Rc<IndexedStore>>>,
    /// There was one, which is lost.
    had_mirror: Cell<bool>,
    is_opening: Cell<bool>,
    /// The mirror is being read: what is here is not all of it.
    is_gathering: Cell<bool>,
    /// It got more while it was being read.
    gathers_again: Cell<bool>,
    /// The history of each document as it was last kept; none while an earlier session's is being read.
    histories: RefCell<SmallMap<DocumentId, Option<History>>>,
    dispatch: RefCell<Option<Dispatch>>,
    /// The step of the session that was handed over last.
    submitted: Cell<u64>,
    /// Something was heard that the screen may have to say.
    is_telling: Cell<bool>,
    has_asked: Cell<bool>,
    /// The text that this tab shows.
    shown: Cell<Option<DocumentId>>,
    idle: RefCell<Option<Timeout>>,
    watch: restore_points::Watch,
    linked: linked_files::LinkedFiles,
    runner: Runner,
    /// What was kept will be said.
    telling: RefCell<Option<Timeout>>,
}

impl PersistenceDriver {
    /// Reads what the store of record has.
    pub fn open(shipped: Vec<Arc<Document>>) -> (Self, Found) {
        let (replicator, found) = Replicator::open(Box::new(store()), shipped, new_replica(), load);
        replicator.expect_mirror();
        let storage::Found { project, settings, clock, unread, copies } = found;
        let driver = Self {
            replicator,
            mirror: RefCell::default(),
            had_mirror: Cell::default(),
            is_opening: Cell::default(),
            is_gathering: Cell::default(),
            gathers_again: Cell::default(),
            histories: RefCell::default(),
            dispatch: RefCell::default(),
            submitted: Cell::default(),
            is_telling: Cell::default(),
            has_asked: Cell::default(),
            shown: Cell::default(),
            idle: RefCell::default(),
            watch: restore_points::Watch::default(),
            linked: linked_files::LinkedFiles::default(),
            runner: Runner::default(),
            telling: RefCell::default(),
        };
        (driver, Found { project, settings: read_settings(&settings), clock, unread, copies })
    }

    /// Where a text was left.
    pub fn place(&self, document: DocumentId) -> Option<CharOffset> {
        self.replicator.place(document).map(CharOffset::new)
    }

    /// The text that was shown last.
    pub fn shown(&self) -> Option<DocumentId> {
        self.replicator.shown()
    }

    /// Keeps where a text is left.
    pub fn leave_at(&self, document: DocumentId, place: CharOffset) {
        self.replicator.leave_at(document, place.get(), now());
    }

    /// Hears the store of record from now on, and opens the mirror where there may be something in it.
    fn start(self: &Rc<Self>, dispatch: Dispatch) {
        self.dispatch.replace(Some(dispatch));
        self.replicator.listen(self.listener());
        if is_anything_stored() {
            return self.open_mirror();
        }
        let driver = self.clone();
        spawn_local(async move {
            // The store of record may have lost all of it.
            if has_mirror().await {
                driver.open_mirror();
            }
        });
    }

    /// Opens the mirror, once.
    fn open_mirror(self: &Rc<Self>) {
        if !self.is_opening.replace(true) {
            self.attach_mirror();
        }
    }

    fn listener(self: &Rc<Self>) -> Listener {
        let driver = Rc::downgrade(self);
        Rc::new(move |event: StoreEvent| {
            let Some(driver) = driver.upgrade() else { return };
            match event {
                StoreEvent::Kept { .. } | StoreEvent::Flushed => {
                    driver.replicator.note(&event, now());
                    return driver.tell_soon();
                }
                StoreEvent::Gone => driver.lose_mirror(),
                StoreEvent::Failed { .. } | StoreEvent::Changed { .. } | StoreEvent::Cleared => {
                    let arrival = driver.replicator.hear(&event, now());
                    if arrival.wants_mirror && driver.mirror.borrow().is_some() {
                        driver.attach_mirror();
                    }
                    driver.arrive(arrival);
                }
            }
            driver.tell();
        })
    }

    fn ask(&self, action: impl Into<Action>) {
        if let Some(dispatch) = &*self.dispatch.borrow() {
            dispatch.ask(action);
        }
    }

    fn arrive(&self, arrival: Incoming) {
        if arrival.settles {
            self.ask(preferences::Action::Settle(read_settings(&self.replicator.settings())));
        }
        if !arrival.is_empty() {
            self.ask(saving::Action::Receive(Rc::new(arrival)));
        }
    }

    /// Says how it stands, once for all that is kept in a moment: until then the page says less than is so.
    fn tell_soon(self: &Rc<Self>) {
        let later = Rc::downgrade(self);
        let tell = move || {
            if let Some(driver) = later.upgrade() {
                driver.telling.take();
                driver.tell();
            }
        };
        self.telling.borrow_mut().get_or_insert_with(|| Timeout::new(SAID, tell));
    }

    /// Says how it stands, once for all that is heard in the same moment.
    fn tell(self: &Rc<Self>) {
        if self.is_telling.replace(true) {
            return;
        }
        let driver = self.clone();
        spawn_local(async move {
            driver.is_telling.set(false);
            let standing = driver.replicator.standing();
            let status = match driver.linked_file_driver() {
                Some(linked) => (linked.raised)(&driver, standing),
                None => standing,
            };
            driver.ask(saving::Action::Status(Report {
                status,
                used_percent: driver.replicator.used() * 100 / quota::QUOTA,
                is_promised: is_promised(),
                submitted: driver.submitted.get(),
            }));
        });
    }

    /// Hands over what changed since the last time, and what was not kept then.
    pub fn keep(self: &Rc<Self>, session: &Session) {
        let shown = session.core.present().active;
        if self.shown.replace(shown) != shown {
            // Before what a large text brings along, which may fill the store of record.
            self.mark_shown();
        }
        self.run_commands(session);
        self.submit(session, false);
        self.submitted.set(session.core.steps);
        self.replicator.keep_copies(&session.conflicts.conflicts, now());
        // Before all is here there is nothing to come back to.
        if !self.is_gathering.get() && !session.core.is_partial() {
            self.keep_histories(session);
            self.set_where_due(session);
        }
        if let Some(linked) = self.linked_file_driver() {
            (linked.write)(self, session);
        }
        self.count_unexported(session);
        self.ask_to_persist(session);
        self.tell();
        let driver = Rc::downgrade(self);
        let flush = move || {
            let Some(driver) = driver.upgrade() else { return };
            driver.look_again();
            driver.replicator.flush();
        };
        self.idle.replace(Some(Timeout::new(IDLE, flush)));
    }

    /// Hands what changed to the stores; `again` also what failed.
    fn submit(self: &Rc<Self>, session: &Session, again: bool) {
        if self.replicator.keep(
            &session.core.present().project,
            &session.core.settings.to_stored(),
            again,
            now(),
        ) {
            self.open_mirror();
        }
    }

    /// Keeps which text this tab shows.
    pub fn mark_shown(&self) {
        if let Some(document) = self.shown.get() {
            self.replicator.show(document, now());
        }
    }

    /// From the first annotation on the browser is asked not to throw the storage away when it needs room.
    fn ask_to_persist(self: &Rc<Self>, session: &Session) {
        let is_used = session.core.editor.shown().is_some_and(|shown| shown.annotations.count() > 0);
        if is_used && !self.has_asked.replace(true) {
            let driver = self.clone();
            ask_to_persist(move || driver.tell());
        }
    }

    /// Keeps what changed in each history since the last time; what an earlier session left is read first.
    fn keep_histories(self: &Rc<Self>, session: &Session) {
        let Some(mirror) = self.mirror.borrow().clone() else { return };
        let shown = session.core.present().active.filter(|id| !self.histories.borrow().contains_key(id));
        if let Some(document) = shown {
            self.histories.borrow_mut().insert(document, None);
            let driver = self.clone();
            spawn_local(async move {
                let UndoLog { done, undone } = past(&mirror, document).await.unwrap_or_default();
                let past = History::of(done, undone);
                driver.histories.borrow_mut().insert(document, Some(past.clone()));
                driver.ask(history::Action::Resume(document, past));
            });
        }
        for (document, history) in session.core.present().histories().iter() {
            let mut kept = self.histories.borrow_mut();
            let Some(Some(before)) = kept.get(document) else { continue };
            let changes = history.since(before);
            kept.insert(*document, Some(history.clone()));
            drop(kept);
            if !changes.is_empty() {
                self.replicator
                    .keep_history(*document, changes.into_iter().map(|change| (change.stamp, change.now)));
            }
        }
    }
}

/// The store of record.
#[cfg(not(feature = "bench"))]
fn store() -> LocalStore {
    LocalStore::merging_by(|key, present, value| merged(key, present, value).ok())
}

/// The settings among what is stored.
fn read_settings(stored: &storage::Settings) -> Settings {
    let value =
        |name: &str| stored.iter().find(|(key, _)| key.as_str() == name).map(|(_, value)| &*value.value);
    Settings::from_stored(value)
}

/// There is one.
impl PartialEq for PersistenceDriver {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// Keeps every state of the session as it comes.
#[hook]
pub fn use_autosave(session: &SessionHandle, driver: &Rc<PersistenceDriver>) {
    {
        let (dispatch, driver) = (session.dispatcher(), driver.clone());
        use_effect_with((), move |()| {
            driver.start(dispatch);
            let flush = {
                let driver = driver.clone();
                move |_: &Event| {
                    // Of several tabs the one that was left last is come back to.
                    driver.mark_shown();
                    driver.look_again();
                    driver.replicator.flush();
                }
            };
            let listeners = [
                EventListener::new(&gloo::utils::document(), "visibilitychange", flush.clone()),
                EventListener::new(&gloo::utils::window(), "focus", flush.clone()),
                EventListener::new(&gloo::utils::window(), "pagehide", flush),
            ];
            move || drop(listeners)
        });
    }
    let (session, driver) = (session.clone(), driver.clone());
    use_effect_with(session.core.steps, move |_| driver.keep(&session));
}
