//! Hands every change to the store, one record each, and says truthfully what became of it.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::annex::{self, Annex};
use super::controls::Dispatch;
use super::effect::use_effect_with;
use super::session::{Action, Session, SessionHandle};
use super::settings::Settings;
use crate::browser::{new_replica, now};
use crate::model::{
    AnnotationEdit, Change, Clock, Intention, Origin, Project, Slug, Stamped, TagEdit, Transaction,
    differences,
};
use crate::storage::{self, Failure, Key, Ledger, Level, Loaded, Record, Status, Store, StoreEvent, Unread};
use crate::text::{CharOffset, Document, DocumentId};

/// What the screen may say about what is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    Nothing,
    Kept(Level),
    Awaited,
    Failed { count: usize, failure: Failure },
}

impl From<Status<'_>> for Standing {
    fn from(status: Status) -> Self {
        match status {
            Status::Nothing => Self::Nothing,
            Status::Kept(level) => Self::Kept(level),
            Status::Awaited(_) => Self::Awaited,
            Status::Failed { count, failure } => Self::Failed { count, failure: failure.clone() },
        }
    }
}

/// What was found at the start.
pub struct Found {
    pub project: Project,
    pub settings: Settings,
    pub clock: Clock,
    /// What could not be used, and stays stored as it is.
    pub unread: Vec<Unread>,
}

/// What the name of a setting begins with that says where a text was left, after which stands the text's hash.
const PLACE: &str = "at-";

/// As much of a hash as nobody has twice.
const HASH: usize = 32;

fn place_name(document: DocumentId) -> Option<Slug> {
    Slug::new(&[PLACE, document.to_string().get(..HASH)?].concat())
}

/// No work of the reader's is lost with a place, so nothing is said about how it is kept.
fn is_place(key: &Key) -> bool {
    matches!(key, Key::Setting(name) if name.as_str().starts_with(PLACE))
}

/// Stands between the session and a store: remembers what it handed over, and what the store said of it.
pub struct Keeper {
    store: Box<dyn Store>,
    shipped: Vec<Arc<Document>>,
    /// Why nothing can be kept at all.
    closed: Option<Failure>,
    ledger: RefCell<Ledger>,
    clock: RefCell<Clock>,
    handed: RefCell<Handed>,
    /// What other tabs did, as long as it cannot be read.
    from_elsewhere: RefCell<Vec<StoreEvent>>,
}

/// The last state that the store was given.
struct Handed {
    project: Project,
    settings: storage::Settings,
    retries: u32,
}

impl Keeper {
    /// Reads everything that is stored. Nothing makes it fail: then there is nothing, and the reason.
    pub fn open(store: Box<dyn Store>, shipped: Vec<Arc<Document>>) -> (Self, Found) {
        let (entries, closed) = match store.read() {
            Ok(entries) => (entries, None),
            Err(failure) => (Vec::new(), Some(failure)),
        };
        let loaded = match annex::records() {
            Some(records) => (records.load)(entries, &shipped),
            // Nothing is stored: see `is_needed`.
            None => Loaded::nothing(&shipped),
        };
        let mut clock = Clock::new(new_replica());
        clock.observe(loaded.latest);
        let found = Found {
            project: loaded.project.clone(),
            settings: read_settings(&loaded.settings),
            clock,
            unread: [loaded.damaged, loaded.set_aside, loaded.newer, loaded.without_document].concat(),
        };
        let keys = loaded.keys.into_iter().filter(|key| !is_place(key));
        let handed = Handed { project: loaded.project, settings: loaded.settings, retries: 0 };
        let keeper = Self {
            store,
            shipped,
            closed,
            ledger: RefCell::new(Ledger::of_read(keys, Level::Device)),
            clock: RefCell::new(clock),
            handed: RefCell::new(handed),
            from_elsewhere: RefCell::default(),
        };
        (keeper, found)
    }

    /// Hears the store from now on, and what other tabs write.
    fn listen(self: &Rc<Self>, dispatch: Dispatch) {
        let keeper = Rc::downgrade(self);
        self.store.listen(Rc::new(move |event| {
            let Some(keeper) = keeper.upgrade() else { return };
            match &event {
                StoreEvent::Kept { .. } | StoreEvent::Failed { .. } => {
                    keeper.ledger.borrow_mut().hear(&event);
                }
                StoreEvent::Changed { key, .. } if is_place(key) => keeper.ledger.borrow_mut().hear(&event),
                StoreEvent::Changed { .. } | StoreEvent::Cleared => {
                    keeper.from_elsewhere.borrow_mut().push(event);
                    let dispatch = dispatch.clone();
                    spawn_local(async move {
                        Annex::Records.open().await;
                        match annex::records() {
                            Some(records) => (records.hear)(&keeper, &dispatch),
                            None => dispatch.dispatch(Action::Enter(Annex::Records, false)),
                        }
                    });
                }
            }
        }));
    }

    /// Takes in what other tabs did. As long as it cannot be read it waits, and is not written over.
    pub fn hear_waiting(&self, dispatch: &Dispatch) {
        let waiting = std::mem::take(&mut *self.from_elsewhere.borrow_mut());
        for event in waiting {
            self.ledger.borrow_mut().hear(&event);
            let StoreEvent::Changed { key, value } = event else {
                dispatch.dispatch(Action::Arrived(None));
                continue;
            };
            let record = storage::decode(&key, &value.unwrap_or_default()).ok();
            if let Some(Record::Setting(name, value)) = record {
                dispatch.dispatch(Action::Settle(self.take_over(name, value)));
                dispatch.dispatch(Action::Arrived(None));
            } else {
                dispatch.dispatch(Action::Arrived(record.and_then(joining).map(Rc::new)));
            }
        }
    }

    /// Hands over what changed since the last time, and what was not kept then.
    pub fn keep(&self, session: &Session) -> Standing {
        let project = &session.editor.project;
        let changed = {
            let handed = self.handed.borrow();
            differences(&handed.project, project)
        };
        let mut due = storage::save(project, &changed, &self.shipped);
        let settings = self.take_settings(&session.settings);
        self.handed.borrow_mut().project = project.clone();
        let unkept: Vec<Key> = self.ledger.borrow().unkept().map(|(key, _)| key.clone()).collect();
        let again = !due.is_empty() || self.takes_retry(session.retries);
        for key in settings.iter().chain(unkept.iter().filter(|_| again)) {
            let value = storage::value(project, &self.handed.borrow().settings, key);
            due.extend(value.map(|value| (key.clone(), value)));
        }
        for (key, value) in due {
            let stamp = self.clock.borrow_mut().tick(now());
            self.ledger.borrow_mut().asked(key.clone(), stamp);
            self.store.put(key, value, stamp);
        }
        self.standing()
    }

    fn takes_retry(&self, retries: u32) -> bool {
        let mut handed = self.handed.borrow_mut();
        std::mem::replace(&mut handed.retries, retries) != retries
    }

    /// The keys of the settings that changed.
    fn take_settings(&self, settings: &Settings) -> Vec<Key> {
        let mut handed = self.handed.borrow_mut();
        let mut changed = Vec::new();
        for (name, value) in settings.to_stored() {
            let Some(name) = Slug::new(name) else { continue };
            let before = handed.settings.get(&name).map_or("", |stamped| &*stamped.value);
            if before != value {
                let stamp = self.clock.borrow_mut().tick(now());
                let value = Stamped::new(Arc::from(value), stamp);
                handed.settings.insert(name.clone(), value);
                changed.push(Key::Setting(name));
            }
        }
        changed
    }

    /// Another tab's setting holds here too, so that the two never write over each other in turn.
    fn take_over(&self, name: Slug, value: Stamped<Arc<str>>) -> Settings {
        let settings = &mut self.handed.borrow_mut().settings;
        self.clock.borrow_mut().observe(value.stamp);
        settings.insert_with(name, value, |known, value| known.join(&value));
        read_settings(settings)
    }

    /// Where a text was left.
    pub fn place(&self, document: DocumentId) -> Option<CharOffset> {
        let handed = self.handed.borrow();
        handed.settings.get(&place_name(document)?)?.value.parse().ok().map(CharOffset::new)
    }

    /// Keeps where a text is left.
    pub fn leave_at(&self, document: DocumentId, place: CharOffset) {
        let Some(name) = place_name(document).filter(|_| self.place(document) != Some(place)) else { return };
        let stamp = self.clock.borrow_mut().tick(now());
        let value = Stamped::new(Arc::from(place.get().to_string()), stamp);
        let key = Key::Setting(name.clone());
        let record = storage::encode_setting(&name, &value);
        self.handed.borrow_mut().settings.insert(name, value);
        self.store.put(key, record, stamp);
    }

    fn standing(&self) -> Standing {
        match &self.closed {
            Some(failure) => {
                Standing::Failed { count: self.ledger.borrow().unkept().count(), failure: failure.clone() }
            }
            None => self.ledger.borrow().status().into(),
        }
    }
}

/// The settings among what is stored.
fn read_settings(stored: &storage::Settings) -> Settings {
    let value =
        |name: &str| stored.iter().find(|(key, _)| key.as_str() == name).map(|(_, value)| &*value.value);
    Settings::from_stored(value)
}

/// There is one.
impl PartialEq for Keeper {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// Another tab's record as a change that joins it to ours.
fn joining(record: Record) -> Option<Transaction> {
    let stamp = record.latest();
    let change = match record {
        Record::Annotation(document, quoted) => Change::Annotation {
            document,
            id: quoted.annotation.id,
            edit: AnnotationEdit::Join(Box::new(quoted.annotation)),
        },
        Record::Tag(tag) => Change::Tag { id: tag.id.clone(), edit: TagEdit::Join(tag) },
        Record::Header(..) | Record::Text(..) | Record::Setting(..) => return None,
    };
    Some(Transaction {
        changes: vec![change],
        origin: Origin::Elsewhere,
        intention: Intention::Restore,
        stamp,
    })
}

/// Keeps every state of the session as it comes.
#[hook]
pub fn use_autosave(session: &SessionHandle, keeper: &Rc<Keeper>) {
    {
        let (dispatch, keeper) = (session.dispatcher(), keeper.clone());
        use_effect_with((), move |()| {
            keeper.listen(dispatch);
        });
    }
    let (session, keeper) = (session.clone(), keeper.clone());
    use_effect_with(session.revision, move |_| {
        let standing = match annex::marking() {
            Some(marking) => (marking.keep)(&keeper, &session),
            // Nothing has changed yet.
            None => keeper.standing(),
        };
        if standing != session.standing {
            session.dispatch(Action::Kept(standing));
        }
    });
}
