//! Writes the files that texts are linked to: after each time that everything was brought to the disk, and read back each
//! time. What somebody else wrote into one meanwhile is joined, and never written over unseen.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use wasm_bindgen_futures::spawn_local;

use super::PersistenceDriver;
use super::runner::outcome;
use crate::browser::{Job, LinkedFileHandle, employ, file_of, now};
use crate::formats;
use crate::model::{Annotated, AnnotationSet, Bundle, Project, SmallMap, TagScheme};
use crate::session::commands::FileRequest;
use crate::session::linked_file::{Action, FileFailure, FileState, LinkedFile};
use crate::session::{Session, importing};
use crate::storage::{Durability, SaveStatus};
use crate::text::DocumentId;

/// What is done about linked files, as a table: no file is linked before its module is here.
pub struct LinkedFileDriver {
    pub(super) write: fn(&Rc<PersistenceDriver>, &Session),
    pub(super) answer: fn(&Rc<PersistenceDriver>, &Session, FileRequest),
    pub(super) remember: fn(&Rc<PersistenceDriver>),
    pub(super) raised: fn(&PersistenceDriver, SaveStatus) -> SaveStatus,
}

/// Named by `ui::lazy` alone: whoever names it brings the work along.
pub static LINKED_FILE_DRIVER: LinkedFileDriver = LinkedFileDriver {
    write: PersistenceDriver::write_linked,
    answer: PersistenceDriver::answer_about_file,
    remember: PersistenceDriver::remember_links,
    raised: PersistenceDriver::raised,
};

/// What the driver knows of files.
#[derive(Default)]
pub struct LinkedFiles {
    of: RefCell<SmallMap<DocumentId, Link>>,
    /// As it was last handed over.
    project: RefCell<Project>,
    is_writing: Cell<bool>,
}

/// A text's file.
#[derive(Clone)]
struct Link {
    file: Rc<LinkedFileHandle>,
    /// What it was last seen to hold, by its hash.
    held: Option<DocumentId>,
    /// What was last written, or tried in vain.
    tried: Option<Held>,
    state: FileState,
}

/// What a file of a text says.
type Held = (AnnotationSet, Arc<TagScheme>);

fn said_of(project: &Project, document: DocumentId) -> Option<Held> {
    Some((project.record(document)?.annotations.clone(), project.scheme.clone()))
}

impl Link {
    fn new(file: LinkedFileHandle, held: Option<DocumentId>, may: bool) -> Self {
        let state = if may { FileState::Ready(0) } else { FileState::Forbidden };
        Self { file: Rc::new(file), held, tried: None, state }
    }

    /// This was written, or tried.
    fn has_tried(&self, said: &Held) -> bool {
        let tried = self.tried.as_ref();
        tried.is_some_and(|tried| tried.0.is_same(&said.0) && Arc::ptr_eq(&tried.1, &said.1))
    }
}

/// What became of a file.
enum Outcome {
    Holds(DocumentId),
    /// Somebody else wrote this into it, which has this hash.
    Found(Bundle, DocumentId),
    Failed(FileFailure),
}

impl PersistenceDriver {
    /// Writes what is due.
    fn write_linked(self: &Rc<Self>, session: &Session) {
        self.linked.project.replace(session.core.present().project.clone());
        let is_kept = match &session.saving.status {
            SaveStatus::Kept { level, .. } => *level >= Durability::Power || self.mirror.borrow().is_none(),
            SaveStatus::Nothing | SaveStatus::Failed { .. } => true,
            SaveStatus::Awaited => false,
        };
        // A file that holds everything is not written over with a part of it.
        if is_kept && !self.linked.is_writing.get() && !session.core.is_partial() {
            self.write_next();
        }
    }

    /// Does what is asked about the file of the text that is shown.
    fn answer_about_file(self: &Rc<Self>, session: &Session, request: FileRequest) {
        let Some(document) = session.core.present().active else { return };
        let driver = self.clone();
        match request {
            FileRequest::Link => {
                let core = &session.core;
                let title =
                    core.present().shown().map_or_else(String::new, |shown| core.title(&shown.document));
                let suggested = crate::text::safe_file_name(&[&*title, ".json"].concat());
                spawn_local(async move {
                    let Some(file) = LinkedFileHandle::pick(&suggested).await else { return };
                    if file.may_be_written(true).await {
                        driver.link(document, file).await;
                    } else {
                        driver.ask(Action::NotLinked);
                    }
                });
            }
            FileRequest::Ask => {
                let Some(file) = self.linked.of.borrow().get(&document).map(|link| link.file.clone()) else {
                    return;
                };
                spawn_local(async move {
                    if file.may_be_written(true).await {
                        driver.change(document, |link| link.state = FileState::Ready(0));
                    }
                });
            }
            FileRequest::Unlink => spawn_local(async move {
                driver.linked.of.borrow_mut().remove(&document);
                driver.say_how_files_stand();
                if let Some(mirror) = driver.opened_mirror().await {
                    // Where it cannot be forgotten, the reader unties it once more.
                    let _ = mirror.untie(document).await;
                }
            }),
            FileRequest::Resume => spawn_local(async move { driver.resume_links().await }),
        }
    }

    async fn link(self: &Rc<Self>, document: DocumentId, file: LinkedFileHandle) {
        if let Some(mirror) = self.opened_mirror().await {
            // Else it is tied for this visit.
            let _ = mirror.tie(document, &file, None).await;
        }
        self.linked.of.borrow_mut().insert(document, Link::new(file, None, true));
        self.say_how_files_stand();
    }

    async fn resume_links(self: &Rc<Self>) {
        let Some(mirror) = self.opened_mirror().await else { return };
        for link in mirror.ties().await.unwrap_or_default() {
            let may = link.file.may_be_written(false).await;
            if !self.linked.of.borrow().contains_key(&link.document) {
                self.linked.of.borrow_mut().insert(link.document, Link::new(link.file, link.held, may));
            }
        }
        self.say_how_files_stand();
    }

    /// A new mirror knows none of the files yet.
    fn remember_links(self: &Rc<Self>) {
        let links: Vec<_> =
            self.linked.of.borrow().iter().map(|(document, link)| (*document, link.clone())).collect();
        let Some(mirror) = self.mirror.borrow().clone().filter(|_| self.had_mirror.get()) else { return };
        spawn_local(async move {
            for (document, link) in links {
                // Else it is linked for this visit.
                let _ = mirror.tie(document, &link.file, link.held).await;
            }
        });
    }

    fn change(self: &Rc<Self>, document: DocumentId, change: impl FnOnce(&mut Link)) {
        // It may have been untied meanwhile.
        let link = self.linked.of.borrow_mut().remove(&document);
        if let Some(mut link) = link {
            change(&mut link);
            self.linked.of.borrow_mut().insert(document, link);
        }
        self.say_how_files_stand();
    }

    fn say_how_files_stand(self: &Rc<Self>) {
        let of = self.linked.of.borrow();
        let told = of.iter().map(|(document, link)| LinkedFile {
            document: *document,
            name: link.file.name(),
            state: link.state,
        });
        let told = Rc::new(told.collect());
        drop(of);
        self.ask(Action::Files(told));
        self.tell();
    }

    /// Writes the first file that does not hold what its text says now. When that is done, the session hears of it, and
    /// the next is looked for.
    fn write_next(self: &Rc<Self>) {
        if self.is_gathering.get() {
            return;
        }
        let project = self.linked.project.borrow().clone();
        let due = self.linked.of.borrow().iter().find_map(|(document, link)| {
            let said = said_of(&project, *document)?;
            let is_due = link.state != FileState::Forbidden && !link.has_tried(&said);
            is_due.then(|| (*document, link.clone(), said))
        });
        let Some((document, link, said)) = due else { return };
        self.linked.is_writing.set(true);
        let driver = self.clone();
        spawn_local(async move {
            let outcome = match project.record(document) {
                Some(annotated) => write(&link, annotated, &project.scheme).await,
                None => Outcome::Failed(FileFailure::Strange),
            };
            driver.linked.is_writing.set(false);
            driver.hear_outcome(document, &link.file, said, outcome).await;
        });
    }

    async fn hear_outcome(
        self: &Rc<Self>,
        document: DocumentId,
        file: &LinkedFileHandle,
        said: Held,
        outcome: Outcome,
    ) {
        match outcome {
            Outcome::Holds(hash) => {
                let mirror = self.mirror.borrow().clone();
                if let Some(mirror) = mirror {
                    // What is not remembered of it is joined the next time.
                    let _ = mirror.tie(document, file, Some(hash)).await;
                }
                self.change(document, |link| {
                    (link.held, link.tried, link.state) = (Some(hash), Some(said), FileState::Ready(now()));
                });
            }
            Outcome::Found(bundle, hash) => {
                self.ask(Action::Found(Rc::new(bundle)));
                self.change(document, |link| link.held = Some(hash));
            }
            Outcome::Failed(failure) => self.change(document, |link| {
                (link.tried, link.state) = (Some(said), FileState::Failed(failure));
            }),
        }
    }

    /// What may be said where everything is on the disk: that it is in files too, if each text with annotations is.
    fn raised(&self, standing: SaveStatus) -> SaveStatus {
        let of = self.linked.of.borrow();
        let project = self.linked.project.borrow();
        let mut worked_on = project.documents().filter(|open| !open.annotations.is_empty());
        let file_of = |open: &Annotated| of.get(&open.document.id());
        let since = |open: &Annotated| {
            let (link, said) = (file_of(open)?, said_of(&project, open.document.id())?);
            match link.state {
                FileState::Ready(at) if at > 0 && link.has_tried(&said) => Some(at),
                FileState::Ready(_) | FileState::Forbidden | FileState::Failed(_) => None,
            }
        };
        let latest = worked_on.try_fold(0, |latest, open| Some(since(open)?.max(latest)));
        match (standing, latest) {
            (SaveStatus::Kept { level: Durability::Power, .. }, Some(at)) if at > 0 => {
                SaveStatus::Kept { level: Durability::File, at }
            }
            (standing, _) => standing,
        }
    }
}

/// Writes what a text says into its file, and reads it back.
async fn write(link: &Link, annotated: &Annotated, scheme: &TagScheme) -> Outcome {
    let text = formats::project_file(annotated, scheme);
    let hash = DocumentId::of(&text);
    let Ok(found) = link.file.read().await else { return Outcome::Failed(FileFailure::Unreadable) };
    if found == text {
        return Outcome::Holds(hash);
    }
    let theirs = DocumentId::of(&found);
    if !found.is_empty() && link.held != Some(theirs) {
        let Some(file) = file_of(&link.file.name(), &found) else {
            return Outcome::Failed(FileFailure::Unreadable);
        };
        return match outcome(employ(Job::ReadFound(file)).await) {
            importing::Outcome::Read(read) if read.bundle.document.id() == annotated.document.id() => {
                Outcome::Found(read.bundle.clone(), theirs)
            }
            importing::Outcome::Read(_) | importing::Outcome::Refused(_) => {
                Outcome::Failed(FileFailure::Strange)
            }
            // The worker did not come or broke off: the file itself may be well.
            importing::Outcome::NotFetched
            | importing::Outcome::BrokenOff
            | importing::Outcome::Cancelled => Outcome::Failed(FileFailure::Unreadable),
        };
    }
    if link.file.write(&text).await.is_err() {
        return Outcome::Failed(FileFailure::Unwritable);
    }
    match link.file.read().await {
        Ok(back) if back == text => Outcome::Holds(hash),
        Ok(_) => Outcome::Failed(FileFailure::Mismatch),
        Err(_) => Outcome::Failed(FileFailure::Unreadable),
    }
}
