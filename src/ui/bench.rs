//! What the benchmark page asks of the running program. It stands in that page's build alone, and takes the ways that a
//! reader's own actions take.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use uuid::Uuid;
use wasm_bindgen_futures::spawn_local;

use super::controls::{Asking, SessionHandle};
use super::lazy;
use super::persistence::PersistenceDriver;
use crate::browser::{File, IndexedStore, Job, JobEnd, TextView, employ};
use crate::formats::{self, ReadError, Reading};
use crate::model::{
    Annotated, Annotation, AnnotationId, Birth, Draft, Project, SmallMap, Stamp, Stamped, TagId, Target,
    differences,
};
use crate::session::selecting::Selection;
use crate::session::{Action, Module, Pending, annotating, importing, selecting};
use crate::storage::{Key, chunk, quota, save};
use crate::text::{Document, Span, Utf16Offset};
use crate::wire::from_bytes;

thread_local! {
    static SEEN: RefCell<Seen> = RefCell::default();
}

/// What the page showed last.
#[derive(Default)]
struct Seen {
    session: Option<SessionHandle>,
    replicator: Option<Rc<PersistenceDriver>>,
    view: Option<Rc<TextView>>,
    /// The ids of the benchmark that were given to annotations made here.
    names: SmallMap<String, AnnotationId>,
    /// Called once there is a text, and all that can be done with it is there.
    ready: Option<fn()>,
    /// The one that was added last, whose id the page has by the next call.
    added: Option<String>,
}

/// A span and a tag, as the benchmark names them: UTF-16 offsets in the text.
pub struct Mark {
    pub id: String,
    pub start: u32,
    pub end: u32,
    pub tag: String,
}

pub fn see(session: &SessionHandle, replicator: &Rc<PersistenceDriver>) {
    SEEN.with_borrow_mut(|seen| {
        seen.session = Some(session.clone());
        seen.replicator = Some(replicator.clone());
    });
}

/// The benchmark knows the element of the text by this name.
pub fn see_text(view: Option<&Rc<TextView>>) {
    let Some(view) = view else { return };
    view.host().set_id("doc");
    let ready = SEEN.with_borrow_mut(|seen| {
        seen.view = Some(view.clone());
        seen.ready.take()
    });
    let Some(ready) = ready else { return };
    spawn_local(async move {
        for module in Module::ALL {
            act(Action::Fetched(module, lazy::open(module).await));
        }
        if let Some(replicator) = SEEN.with_borrow(|seen| seen.replicator.clone()) {
            replicator.attach_first().await;
        }
        ready();
    });
}

pub fn on_ready(ready: fn()) {
    SEEN.with_borrow_mut(|seen| seen.ready = Some(ready));
}

fn session() -> Option<SessionHandle> {
    SEEN.with_borrow_mut(|seen| {
        let session = seen.session.clone()?;
        if let Some((name, id)) = seen.added.take().zip(session.core.editor.current) {
            seen.names.insert(name, id);
        }
        Some(session)
    })
}

fn act(action: impl Into<Action>) {
    if let Some(session) = session() {
        session.ask(action);
    }
}

/// Opens a file, as a reader who agrees to the preview does.
pub async fn mount(file: File) {
    let JobEnd::Done(answer) = employ(Job::Read(file)).await else { return };
    if let Some(Ok(reading)) = from_bytes::<Result<Reading, ReadError>>(&answer) {
        act(importing::Action::Import(Rc::new(Pending::new(String::new(), Rc::new(reading)))));
    }
}

fn shown() -> Option<Arc<Document>> {
    Some(session()?.core.editor.shown()?.document.clone())
}

fn span(document: &Document, mark: &Mark) -> Option<Span> {
    let place = |offset| document.at_utf16(Utf16Offset::new(offset)).map(|place| place.char);
    Span::new(place(mark.start)?, place(mark.end)?)
}

fn tag(mark: &Mark) -> Option<TagId> {
    let known = if mark.tag == "claim" { "quote" } else { &mark.tag };
    TagId::new(known)
}

/// Leaves these in the stores as they are some time after they were made: few in both, each under its own key; many in
/// the mirror, tidied up.
pub async fn encode(marks: &[Mark]) -> Option<()> {
    let document = shown()?;
    let replicator = SEEN.with_borrow(|seen| seen.replicator.clone())?;
    // What was opened a moment ago is still being kept, which is no part of reading it.
    replicator.settle().await;
    let mirror = IndexedStore::open().await.ok()?;
    let mut annotations: Vec<_> = marks.iter().filter_map(|mark| annotation(mark, &document)).collect();
    if annotations.len() <= quota::MANY {
        let open = Stamped::new(true, Stamp::ORIGIN);
        let annotations = annotations.into_iter().collect();
        let project = Project::new().with(Annotated { document, annotations, open });
        let mut entries = save(&project, &differences(&Project::new(), &project), &[]);
        entries.retain(|(key, _)| matches!(key, Key::Annotation(..)));
        replicator.leave(&entries);
        return mirror.keep(entries).await.then_some(());
    }
    annotations.sort_unstable_by_key(|annotation| annotation.target.value.hull().start());
    for (some, millis) in annotations.chunks(AT_ONCE).zip(1..) {
        mirror.keep_chunks(&chunk::chunks(&document, some, Stamp::of_file(millis))).await.ok()?;
    }
    Some(())
}

/// So many records are written together, so that the memory that is measured later is not that of writing them.
const AT_ONCE: usize = 2_048;

fn annotation(mark: &Mark, document: &Document) -> Option<Arc<Annotation>> {
    let birth = Birth { created: 1_700_000_000_000, ..Birth::default() };
    let draft = Draft::new(Target::from(span(document, mark)?), tag(mark)?, birth);
    let id = AnnotationId::new(Uuid::new_v5(&Uuid::NAMESPACE_OID, mark.id.as_bytes()));
    Some(Arc::new(draft.stamped(id, Stamp::of_file(1_700_000_000_000))))
}

/// Reads the mirror, as at the start, and shows what is in it.
pub async fn restore() {
    if let Some(replicator) = SEEN.with_borrow(|seen| seen.replicator.clone()) {
        replicator.gather_again().await;
    }
}

/// Tags words, as a key does while they are selected.
pub fn add(mark: Mark) {
    let Some((span, tag)) = shown().and_then(|document| Some((span(&document, &mark)?, tag(&mark)?))) else {
        return;
    };
    act(selecting::Action::Select(Some(Selection { span, backward: false })));
    act(annotating::Action::Tag(tag));
    SEEN.with_borrow_mut(|seen| seen.added = Some(mark.id));
}

pub fn remove(name: &str) {
    let _ = session();
    let id = SEEN.with_borrow(|seen| seen.names.get(name).copied());
    if let Some(id) = id {
        act(annotating::Action::Delete(id));
    }
}

/// What the pointer is on.
pub fn hits(x: f64, y: f64) -> Vec<AnnotationId> {
    let view = SEEN.with_borrow(|seen| seen.view.clone());
    let at = view.and_then(|view| view.offset_at(x, y));
    let found = at.zip(session()).and_then(|(at, session)| {
        let there = session.core.editor.shown()?.annotations.at(at);
        Some(there.into_iter().map(|annotation| annotation.id).collect())
    });
    found.unwrap_or_default()
}

/// The project file of the text that is shown.
pub fn export() -> Option<String> {
    let session = session()?;
    let format = formats::ALL.iter().find(|format| format.id == "project-json")?;
    Some(format.write?(session.core.editor.shown()?, &session.core.editor.project.scheme).text)
}
