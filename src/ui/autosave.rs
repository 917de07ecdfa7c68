//! Hands every change to the store, one record each, and says truthfully what became of it.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use yew::prelude::*;

use super::session::{Action, Session, SessionHandle};
use super::settings::Settings;
use crate::browser::{new_replica, now};
use crate::model::{
    AnnotationEdit, Change, Clock, Intention, Origin, Project, TagEdit, Transaction, differences,
};
use crate::storage::{self, Failure, Key, Ledger, Level, Record, Status, Store, StoreEvent, Unread};
use crate::text::Document;

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

/// Stands between the session and a store: remembers what it handed over, and what the store said of it.
pub struct Keeper {
    store: Box<dyn Store>,
    shipped: Vec<Arc<Document>>,
    /// Why nothing can be kept at all.
    closed: Option<Failure>,
    ledger: RefCell<Ledger>,
    clock: RefCell<Clock>,
    handed: RefCell<Handed>,
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
        let loaded = storage::load(entries, &shipped);
        let mut clock = Clock::new(new_replica());
        clock.observe(loaded.latest);
        let stored = |name: &str| {
            let found = loaded.settings.iter().find(|(key, _)| key.as_str() == name);
            found.map(|(_, value)| &*value.value)
        };
        let found = Found {
            project: loaded.project.clone(),
            settings: Settings::from_stored(stored),
            clock,
            unread: [loaded.damaged, loaded.set_aside, loaded.newer, loaded.without_document].concat(),
        };
        let handed = Handed { project: loaded.project, settings: loaded.settings, retries: 0 };
        let keeper = Self {
            store,
            shipped,
            closed,
            ledger: RefCell::new(Ledger::of_read(loaded.keys, Level::Device)),
            clock: RefCell::new(clock),
            handed: RefCell::new(handed),
        };
        (keeper, found)
    }

    /// Hears the store from now on; what other tabs write goes to `arrived`.
    fn listen(self: &Rc<Self>, arrived: Callback<Option<Transaction>>) {
        let keeper = Rc::downgrade(self);
        self.store.listen(Rc::new(move |event| {
            let Some(keeper) = keeper.upgrade() else { return };
            keeper.ledger.borrow_mut().hear(&event);
            match event {
                StoreEvent::Kept { .. } | StoreEvent::Failed { .. } => {}
                StoreEvent::Changed { key, value } => arrived.emit(value.and_then(|raw| joining(&key, &raw))),
                StoreEvent::Cleared => arrived.emit(None),
            }
        }));
    }

    /// Hands over what changed since the last time, and what was not kept then.
    fn keep(&self, session: &Session) -> Standing {
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
            let Some(name) = crate::model::Slug::new(name) else { continue };
            let before = handed.settings.get(&name).map_or("", |stamped| &*stamped.value);
            if before != value {
                let stamp = self.clock.borrow_mut().tick(now());
                let value = crate::model::Stamped::new(Arc::from(value), stamp);
                handed.settings.insert(name.clone(), value);
                changed.push(Key::Setting(name));
            }
        }
        changed
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

/// Another tab's record as a change that joins it to ours.
fn joining(key: &Key, raw: &str) -> Option<Transaction> {
    let record = storage::decode(key, raw).ok()?;
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
            keeper.listen(Callback::from(move |transaction| dispatch.dispatch(Action::Arrived(transaction))));
        });
    }
    let (session, keeper) = (session.clone(), keeper.clone());
    use_effect_with(session.revision, move |_| {
        let standing = keeper.keep(&session);
        if standing != session.standing {
            session.dispatch(Action::Kept(standing));
        }
    });
}
