//! Reading what is stored, and the mirror. Where nothing is, as on a first visit, nobody needs it.

use std::rc::Rc;
use std::sync::Arc;

use yew::Html;

use crate::storage::{Fault, Key, Loaded, load, merged};
use crate::text::Document;
use crate::ui::autosave::Autosave;
use crate::ui::awaiting::awaiting;
use crate::ui::damage::{damage, notice};
use crate::ui::gathering::progress;
use crate::ui::session::{Session, SessionHandle};

/// Keys and values as they are stored.
type Entries = Vec<(String, String)>;

pub struct Table {
    pub load: fn(Entries, &[Arc<Document>]) -> Loaded,
    #[cfg_attr(feature = "bench", expect(dead_code, reason = "its store has nothing to merge with"))]
    pub merged: fn(&Key, &str, &str) -> Result<String, Fault>,
    /// Takes in what other tabs did.
    pub hear: fn(&Rc<Autosave>),
    /// Opens the mirror.
    pub attach: fn(&Rc<Autosave>),
    /// Sets restore points, and does what is asked of them.
    pub watch: fn(&Rc<Autosave>, &Session),
    /// Of records that cannot be used.
    pub notice: fn(&SessionHandle) -> Html,
    pub damage: fn(&SessionHandle) -> (String, Html),
    /// As the tab is left.
    pub leave: fn(&Autosave),
    /// Whether what was kept is still there.
    pub look_again: fn(&Rc<Autosave>),
    /// What stands in the place of a text that is being read, if one is.
    pub awaiting: fn(&SessionHandle) -> Html,
    /// How far the reading is, where it takes long.
    pub progress: fn(&SessionHandle) -> Html,
}

pub static TABLE: Table = Table {
    load,
    merged,
    hear: Autosave::hear_waiting,
    attach: Autosave::attach_mirror,
    watch: Autosave::watch,
    notice,
    damage,
    leave: Autosave::mark_shown,
    look_again: Autosave::look_again,
    awaiting,
    progress,
};
