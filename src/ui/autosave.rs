//! Hands every change to the keeper, brings it together with the browser's stores and clock, and says truthfully what
//! became of it.

#[cfg(feature = "bench")]
mod bench;
mod losses;
mod mirror;
mod past;
mod points;
mod tying;
mod unfiled;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use self::past::past;
use super::annex::{self, Annex};
#[cfg(feature = "bench")]
pub use super::bench::store;
use super::controls::Dispatch;
use super::effect::use_effect_with;
use super::session::{Action, Session, SessionHandle};
use super::settings::Settings;
#[cfg(not(feature = "bench"))]
use crate::browser::LocalStore;
use crate::browser::{IndexedStore, ask_to_persist, has_mirror, is_promised, new_replica, now};
use crate::edit::History;
use crate::model::{Clock, Project, SmallMap};
use crate::storage::{self, Arrival, Copy, Keeper, Listener, Loaded, Past, StoreEvent, Unread, room};
use crate::text::{CharOffset, Document, DocumentId};

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
    pub unread: Vec<Unread>,
    /// What edits said that lost a race, and may still be chosen.
    pub copies: Vec<Copy>,
}

/// The keeper, and what it has of the browser.
pub struct Autosave {
    keeper: Keeper,
    mirror: RefCell<Option<Rc<IndexedStore>>>,
    /// There was one, which is lost.
    had_mirror: Cell<bool>,
    /// What the annex has to hear, as long as it is not open.
    waiting: RefCell<Vec<StoreEvent>>,
    is_opening: Cell<bool>,
    /// The mirror is being read: what is here is not all of it.
    is_gathering: Cell<bool>,
    /// It got more while it was being read.
    gathers_again: Cell<bool>,
    /// The history of each document as it was last kept; none while an earlier session's is being read.
    histories: RefCell<SmallMap<DocumentId, Option<History>>>,
    dispatch: RefCell<Option<Dispatch>>,
    /// The revision that was handed over last.
    handed: Cell<u64>,
    /// Something was heard that the screen may have to say.
    is_telling: Cell<bool>,
    retries: Cell<u32>,
    has_asked: Cell<bool>,
    /// The text that this tab shows.
    shown: Cell<Option<DocumentId>>,
    idle: RefCell<Option<Timeout>>,
    watch: points::Watch,
    ties: tying::Ties,
    offers: Cell<u32>,
    /// What was kept will be said.
    telling: RefCell<Option<Timeout>>,
}

impl Autosave {
    /// Reads what the store of record has.
    pub fn open(shipped: Vec<Arc<Document>>) -> (Self, Found) {
        let load = |entries, shipped: &[Arc<Document>]| match annex::records() {
            Some(records) => (records.load)(entries, shipped),
            None => Loaded::nothing(shipped),
        };
        let (keeper, found) = Keeper::open(Box::new(store()), shipped, new_replica(), load);
        keeper.expect_mirror();
        let storage::Found { project, settings, clock, unread, copies } = found;
        let autosave = Self {
            keeper,
            mirror: RefCell::default(),
            had_mirror: Cell::default(),
            waiting: RefCell::default(),
            is_opening: Cell::default(),
            is_gathering: Cell::default(),
            gathers_again: Cell::default(),
            histories: RefCell::default(),
            dispatch: RefCell::default(),
            handed: Cell::default(),
            is_telling: Cell::default(),
            retries: Cell::default(),
            has_asked: Cell::default(),
            shown: Cell::default(),
            idle: RefCell::default(),
            watch: points::Watch::default(),
            ties: tying::Ties::default(),
            offers: Cell::default(),
            telling: RefCell::default(),
        };
        (autosave, Found { project, settings: read_settings(&settings), clock, unread, copies })
    }

    /// Where a text was left.
    pub fn place(&self, document: DocumentId) -> Option<CharOffset> {
        self.keeper.place(document).map(CharOffset::new)
    }

    /// The text that was shown last.
    pub fn shown(&self) -> Option<DocumentId> {
        self.keeper.shown()
    }

    /// Keeps where a text is left.
    pub fn leave_at(&self, document: DocumentId, place: CharOffset) {
        self.keeper.leave_at(document, place.get(), now());
    }

    /// Hears the store of record from now on, and opens the mirror where there may be something in it.
    fn start(self: &Rc<Self>, dispatch: Dispatch) {
        self.dispatch.replace(Some(dispatch));
        self.keeper.listen(self.listener());
        if annex::records().is_some() {
            return self.open_mirror();
        }
        let autosave = self.clone();
        spawn_local(async move {
            // The store of record may have lost all of it.
            if has_mirror().await {
                autosave.open_mirror();
            }
        });
    }

    /// Opens the annex that reads what is stored, and with it the mirror.
    fn open_mirror(self: &Rc<Self>) {
        if self.is_opening.replace(true) {
            return;
        }
        let autosave = self.clone();
        spawn_local(async move {
            Annex::Records.open().await;
            match annex::records() {
                Some(records) => (records.attach)(&autosave),
                None => autosave.is_opening.set(false),
            }
        });
    }

    fn listener(self: &Rc<Self>) -> Listener {
        let autosave = Rc::downgrade(self);
        Rc::new(move |event: StoreEvent| {
            let Some(autosave) = autosave.upgrade() else { return };
            match event {
                StoreEvent::Kept { .. } | StoreEvent::Flushed => {
                    autosave.keeper.note(&event, now());
                    return autosave.tell_soon();
                }
                StoreEvent::Failed { .. }
                | StoreEvent::Changed { .. }
                | StoreEvent::Cleared
                | StoreEvent::Gone => {
                    autosave.waiting.borrow_mut().push(event);
                    let autosave = autosave.clone();
                    spawn_local(async move {
                        Annex::Records.open().await;
                        match annex::records() {
                            Some(records) => (records.hear)(&autosave),
                            None => autosave.dispatch(Action::Enter(Annex::Records, false)),
                        }
                    });
                }
            }
            autosave.tell();
        })
    }

    /// Behind the annex: takes in what other tabs did, and what failed. Until then it waits, and is not written over.
    pub fn hear_waiting(self: &Rc<Self>) {
        let waiting = std::mem::take(&mut *self.waiting.borrow_mut());
        for event in waiting {
            if event == StoreEvent::Gone {
                self.lose_mirror();
                continue;
            }
            let arrival = self.keeper.hear(&event, now());
            if arrival.wants_mirror && self.mirror.borrow().is_some() {
                self.attach_mirror();
            }
            self.arrive(arrival);
        }
        self.tell();
    }

    fn dispatch(&self, action: Action) {
        if let Some(dispatch) = &*self.dispatch.borrow() {
            dispatch.dispatch(action);
        }
    }

    fn arrive(&self, arrival: Arrival) {
        if arrival.settles {
            self.dispatch(Action::Settle(read_settings(&self.keeper.settings())));
        }
        if !arrival.is_empty() {
            self.dispatch(Action::Arrived(Rc::new(arrival)));
        }
    }

    /// Says how it stands, once for all that is kept in a moment: until then the page says less than is so.
    fn tell_soon(self: &Rc<Self>) {
        let later = Rc::downgrade(self);
        let tell = move || {
            if let Some(autosave) = later.upgrade() {
                autosave.telling.take();
                autosave.tell();
            }
        };
        self.telling.borrow_mut().get_or_insert_with(|| Timeout::new(SAID, tell));
    }

    /// Says how it stands, once for all that is heard in the same moment.
    fn tell(self: &Rc<Self>) {
        if self.is_telling.replace(true) {
            return;
        }
        let autosave = self.clone();
        spawn_local(async move {
            autosave.is_telling.set(false);
            let used = autosave.keeper.used() * 100 / room::QUOTA;
            let standing = autosave.keeper.standing();
            let standing = match annex::files() {
                Some(files) => (files.raised)(&autosave, standing),
                None => standing,
            };
            autosave.dispatch(Action::Kept(standing, used, is_promised(), autosave.handed.get()));
        });
    }

    /// Hands over what changed since the last time, and what was not kept then.
    pub fn keep(self: &Rc<Self>, session: &Session) {
        let shown = session.present().active;
        if self.shown.replace(shown) != shown {
            // Before what a large text brings along, which may fill the store of record.
            self.mark_shown();
        }
        let again = self.retries.replace(session.retries) != session.retries;
        if self.keeper.keep(&session.present().project, &session.settings.to_stored(), again, now()) {
            self.open_mirror();
        }
        self.handed.set(session.revision);
        self.keeper.keep_copies(&session.copies, now());
        // Before all is here there is nothing to come back to.
        if !self.is_gathering.get() && !session.is_partial() {
            self.keep_histories(session);
            if let Some(records) = annex::records() {
                (records.watch)(self, session);
            }
        }
        if let Some(files) = annex::files() {
            (files.tend)(self, session);
        }
        self.count_unfiled(session);
        self.ask_to_persist(session);
        self.tell();
        let autosave = Rc::downgrade(self);
        let flush = move || {
            let Some(autosave) = autosave.upgrade() else { return };
            if let Some(records) = annex::records() {
                (records.look_again)(&autosave);
            }
            autosave.keeper.flush();
        };
        self.idle.replace(Some(Timeout::new(IDLE, flush)));
    }

    /// Keeps which text this tab shows.
    pub fn mark_shown(&self) {
        if let Some(document) = self.shown.get() {
            self.keeper.show(document, now());
        }
    }

    /// From the first annotation on the browser is asked not to throw the storage away when it needs room.
    fn ask_to_persist(self: &Rc<Self>, session: &Session) {
        let is_used = session.editor.shown().is_some_and(|shown| shown.annotations.count() > 0);
        if is_used && !self.has_asked.replace(true) {
            let autosave = self.clone();
            ask_to_persist(move || autosave.tell());
        }
    }

    /// Keeps what changed in each history since the last time; what an earlier session left is read first.
    fn keep_histories(self: &Rc<Self>, session: &Session) {
        let Some(mirror) = self.mirror.borrow().clone() else { return };
        let shown = session.present().active.filter(|id| !self.histories.borrow().contains_key(id));
        if let Some(document) = shown {
            self.histories.borrow_mut().insert(document, None);
            let autosave = self.clone();
            spawn_local(async move {
                let Past { done, undone } = past(&mirror, document).await.unwrap_or_default();
                let past = History::of(done, undone);
                autosave.histories.borrow_mut().insert(document, Some(past.clone()));
                autosave.dispatch(Action::Resume(document, past));
            });
        }
        for (document, history) in session.present().histories().iter() {
            let mut kept = self.histories.borrow_mut();
            let Some(Some(before)) = kept.get(document) else { continue };
            let changes = history.since(before);
            kept.insert(*document, Some(history.clone()));
            drop(kept);
            if !changes.is_empty() {
                self.keeper
                    .keep_history(*document, changes.into_iter().map(|change| (change.stamp, change.now)));
            }
        }
    }
}

/// The store of record. Without the annex nothing was stored when the page began, so what is there now is of this tab.
#[cfg(not(feature = "bench"))]
fn store() -> LocalStore {
    LocalStore::merging_by(|key, present, value| match annex::records() {
        Some(records) => (records.merged)(key, present, value).ok(),
        None => Some(value.to_owned()),
    })
}

/// The settings among what is stored.
fn read_settings(stored: &storage::Settings) -> Settings {
    let value =
        |name: &str| stored.iter().find(|(key, _)| key.as_str() == name).map(|(_, value)| &*value.value);
    Settings::from_stored(value)
}

/// There is one.
impl PartialEq for Autosave {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// Keeps every state of the session as it comes.
#[hook]
pub fn use_autosave(session: &SessionHandle, autosave: &Rc<Autosave>) {
    {
        let (dispatch, autosave) = (session.dispatcher(), autosave.clone());
        use_effect_with((), move |()| {
            autosave.start(dispatch);
            let flush = {
                let autosave = autosave.clone();
                move |_: &Event| {
                    // Of several tabs the one that was left last is come back to.
                    if let Some(records) = annex::records() {
                        (records.leave)(&autosave);
                        (records.look_again)(&autosave);
                    }
                    autosave.keeper.flush();
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
    let (session, autosave) = (session.clone(), autosave.clone());
    use_effect_with(session.revision, move |_| match annex::marking() {
        Some(marking) => (marking.keep)(&autosave, &session),
        // Nothing has changed yet.
        None => autosave.tell(),
    });
}
